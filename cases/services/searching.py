"""Searches that somebody keeps under a name, and is told of when something new is found by them."""

from collections.abc import Sequence

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.models import User
from cases import policies
from cases.finding.find import find
from cases.finding.grammar import parse
from cases.models import SavedSearch


@transaction.atomic
def keep_search(name: str, query: str, *, by: User, tells: bool = False) -> SavedSearch:
    """Keep a search, in the place of one of the same name. Raises `PermissionDenied`."""
    if not policies.can_search(by):
        raise PermissionDenied
    known = find(parse(query), by).keys
    said = {"query": query, "tells": tells, "known": known, "has_news": False}
    saved, _is_new = SavedSearch.objects.update_or_create(person=by, name=name, defaults=said)
    return saved


def forget_search(saved: SavedSearch, *, by: User) -> None:
    if saved.person_id != by.pk:
        raise PermissionDenied
    saved.delete()


def mark_read(saved: Sequence[SavedSearch], keys: list[int]) -> None:
    """Whoever looks at what a kept search finds has seen what is new in it. `saved` are their own."""
    if saved:
        SavedSearch.objects.filter(pk__in=[one.pk for one in saved]).update(known=keys, has_news=False)
    for one in saved:
        one.has_news = False
