"""Entries that may be one party. What is noticed here is put to a person; nothing is ever joined by a machine."""

from collections.abc import Iterator, Mapping, Sequence

from sanctions.models import EntryVersion, Snapshot, Twin
from sanctions.plain import from_plain
from sanctions.reading import Reading, ground_of, listed_of
from sanctions.statuses import TwinKind

MOST_LEFT = 2000  # of more that left at once, nobody is compared: a person has let that happen


def notice_twins(snapshot: Snapshot, reading: Reading, removed: Sequence[str], ids: Mapping[str, int]) -> None:
    """Note who is listed twice, and who left while somebody like them stayed. What was noticed before stays as it was."""
    merged = list(_merged(snapshot, reading, removed, ids))
    for twin in merged:  # what it was until now, if nobody has said a word
        pair = {twin.first_id, twin.second_id}
        Twin.objects.open().filter(kind=TwinKind.DOUBLE, first__in=pair, second__in=pair).delete()
    Twin.objects.bulk_create([*_double(snapshot, reading, ids), *merged], ignore_conflicts=True)


def _double(snapshot: Snapshot, reading: Reading, ids: Mapping[str, int]) -> Iterator[Twin]:
    for one, other in dict.fromkeys(reading.alike()):
        ground = ground_of(listed_of(reading.content(one)), listed_of(reading.content(other)))
        if ground:
            first, second = sorted((ids[one], ids[other]))
            yield Twin(first_id=first, second_id=second, kind=TwinKind.DOUBLE, ground=ground, snapshot=snapshot)


def _merged(snapshot: Snapshot, reading: Reading, removed: Sequence[str], ids: Mapping[str, int]) -> Iterator[Twin]:
    if len(removed) > MOST_LEFT:
        return
    left = EntryVersion.objects.newest_of([ids[reference] for reference in removed])
    for entry_id, content in left.values_list("entry", "content"):
        gone = from_plain(content)
        for reference in reading.like(gone):
            ground = ground_of(gone, listed_of(reading.content(reference)))
            if ground:
                yield Twin(first_id=entry_id, second_id=ids[reference], kind=TwinKind.MERGED, ground=ground, snapshot=snapshot)
