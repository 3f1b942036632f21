"""How old what we hold of a list is, and when that is too old."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils import timezone

from sanctions.models import WatchedList
from sanctions.sources import SOURCES


@dataclass(frozen=True)
class Stale:
    """A list that nobody has confirmed for longer than it may take."""

    slug: str
    confirmed_at: datetime | None


def stale_lists() -> list[Stale]:
    """Lists that were not found to be what is published for too long (`LIST_STALE_AFTER` and the like); one query."""
    confirmed = dict(WatchedList.objects.values_list("slug", "confirmed_at"))
    return [Stale(slug, confirmed.get(slug)) for slug in SOURCES if is_stale(slug, confirmed.get(slug))]


def is_stale(slug: str, confirmed_at: datetime | None) -> bool:
    """A publisher may be silent for weeks; what ages is our own last look that found everything in order."""
    if SOURCES[slug].by_hand:
        return confirmed_at is not None and timezone.now() - confirmed_at > settings.LIST_STALE_AFTER_BY_HAND
    if slug not in settings.LIST_SCHEDULE:
        return False
    return confirmed_at is None or timezone.now() - confirmed_at > settings.LIST_STALE_AFTER
