"""What parses and still can hardly be the list. It is set aside until two people say otherwise."""

from collections.abc import Iterator

from django.conf import settings

from sanctions.entries import ListSource
from sanctions.models import Snapshot
from sanctions.reading import Reading
from sanctions.records import Malformed

LARGEST_DROP = 0.2  # of the entries last held, or of those that had a fact
COMMON = 0.05  # a fact that fewer entries had than this may vanish
MEANINGFUL = 20  # entries; of fewer a share says nothing


class Unlikely(Malformed):
    """It can be read, and people may decide that it is the list all the same."""


def refuse_unlikely(source: ListSource, snapshot: Snapshot, reading: Reading) -> None:
    """Raises `Unlikely`."""
    held = snapshot.previous
    if held and snapshot.published_on and held.published_on and snapshot.published_on < held.published_on:
        raise Unlikely(f"It was published on {snapshot.published_on}, before what we hold, of {held.published_on}.")
    if reading.is_partial:
        _refuse_many_gone(held, len(reading.gone))
        return
    floor = getattr(settings, "LIST_FLOORS", {}).get(source.slug, source.floor)
    if len(reading.entries) < floor:
        raise Unlikely(f"{len(reading.entries)} entries, where at least {floor} are expected.")
    if held and len(reading.entries) < held.entry_count * (1 - LARGEST_DROP):
        raise Unlikely(
            f"{len(reading.entries)} entries, where {held.entry_count} were last held: more than a fifth would be gone."
        )
    for fact, before, now in _rarer(held, snapshot, len(reading.entries)):
        raise Unlikely(f"Only {now:.0%} of the entries have {fact.replace('_', ' ')}, where {before:.0%} had.")


def _refuse_many_gone(held: Snapshot | None, gone: int) -> None:
    if gone and (held is None or gone > held.entry_count * LARGEST_DROP):
        raise Unlikely(f"{gone} entries are taken away, where {held.entry_count if held else 0} were last held.")


def _rarer(held: Snapshot | None, snapshot: Snapshot, entries: int) -> Iterator[tuple[str, float, float]]:
    """Facts that became rare overnight: a field that was dropped or renamed looks like that."""
    if held is None or not held.entry_count or not entries:
        return
    for fact, count in snapshot.fact_counts.items():
        had = held.fact_counts.get(fact, 0)
        before, now = had / held.entry_count, count / entries
        if had >= MEANINGFUL and before > COMMON and now < before * (1 - LARGEST_DROP):
            yield fact, before, now
