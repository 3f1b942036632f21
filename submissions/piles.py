"""The candidates by what people said about them: each pile a name in the address, a label, and the queryset method behind it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from submissions.querysets import CandidateQuerySet
from submissions.statuses import Standing


@dataclass(frozen=True)
class Pile:
    slug: str
    label: Promise
    of: Callable[[CandidateQuerySet, Any], CandidateQuerySet]


@dataclass(frozen=True)
class CountedPile:
    slug: str
    label: Promise
    count: int
    is_current: bool


UNDECIDED = Pile("undecided", _("To judge"), lambda candidates, _user: candidates.undecided())
PILES = (
    UNDECIDED,
    Pile("mine", _("Not judged by me"), CandidateQuerySet.waiting_for),
    Pile("disagreed", _("Two people disagree"), lambda candidates, _user: candidates.standing(Standing.DISAGREED)),
    Pile("same", _("The same"), lambda candidates, _user: candidates.standing(Standing.SAME)),
    Pile("different", _("Not the same"), lambda candidates, _user: candidates.standing(Standing.DIFFERENT)),
)


def named(slug: str) -> Pile:
    """The pile of an address; what is undecided when there is no such pile."""
    return next((pile for pile in PILES if pile.slug == slug), UNDECIDED)


def counted(candidates: CandidateQuerySet, current: Pile, user: Any) -> list[CountedPile]:
    """Every pile with how many stand in it: one query."""
    counts = candidates.order_by().aggregate(
        **{pile.slug: Count("pk", filter=Q(pk__in=pile.of(candidates, user).order_by().values("pk"))) for pile in PILES}
    )
    return [CountedPile(pile.slug, pile.label, counts[pile.slug], pile is current) for pile in PILES]
