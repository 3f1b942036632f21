"""How old what we hold of each official list is, as clocks: who rests on a list should hear of it before it is too old."""

from collections.abc import Collection, Iterator
from datetime import date

from django.conf import settings
from django.utils import timezone

from delivery.clocks.evaluate import Clock, Event, evaluate
from delivery.clocks.rules import BY_CODE
from delivery.clocks.words import Happened
from sanctions.models import WatchedList


def clocks_of_lists(governments: Collection[str], today: date) -> Iterator[tuple[WatchedList, Clock]]:
    """Of the lists of these governments that somebody fetches or brings; one query. One that never came has no clock."""
    for watched in WatchedList.objects.exclude(confirmed_at=None):
        if watched.source is None or watched.slug[:2] not in governments:
            continue
        if not watched.source.by_hand and watched.slug not in settings.LIST_SCHEDULE:
            continue
        rule = BY_CODE["list-stale-by-hand" if watched.source.by_hand else "list-stale"]
        confirmed = Event(Happened.LIST_CONFIRMED, timezone.localdate(watched.confirmed_at))
        if (clock := evaluate(rule, [confirmed], today)) is not None:
            yield watched, clock
