"""Entries that may be one party. What is noticed here is put to a person; nothing is ever joined by a machine."""

from collections.abc import Iterator, Mapping, Sequence

from sanctions.models import EntryVersion, Snapshot, Twin
from sanctions.plain import from_plain
from sanctions.reading import Reading, ground_of, listed_of
from sanctions.renaming import renamed
from sanctions.statuses import TwinKind

MOST_LEFT = 2000  # of more that left at once, nobody is compared: a person has let that happen


def notice_twins(
    snapshot: Snapshot, reading: Reading, removed: Sequence[str], added: Sequence[str], ids: Mapping[str, int]
) -> None:
    """Note who is listed twice, and who left while somebody like them stayed or came. What was noticed before stays as it was."""
    parted = list(_parted(snapshot, reading, removed, added, ids))
    for twin in parted:  # what it was until now, if nobody has said a word
        pair = {twin.first_id, twin.second_id}
        Twin.objects.open().filter(kind=TwinKind.DOUBLE, first__in=pair, second__in=pair).delete()
    Twin.objects.bulk_create([*_double(snapshot, reading, ids), *parted], ignore_conflicts=True)


def _double(snapshot: Snapshot, reading: Reading, ids: Mapping[str, int]) -> Iterator[Twin]:
    for one, other in dict.fromkeys(reading.alike()):
        ground = ground_of(listed_of(reading.content(one)), listed_of(reading.content(other)))
        if ground:
            first, second = sorted((ids[one], ids[other]))
            yield Twin(first_id=first, second_id=second, kind=TwinKind.DOUBLE, ground=ground, snapshot=snapshot)


def _parted(
    snapshot: Snapshot, reading: Reading, removed: Sequence[str], added: Sequence[str], ids: Mapping[str, int]
) -> Iterator[Twin]:
    """Of a publication in which somebody left: with whom who stayed they were merged, as whom who came they are perhaps back."""
    if not removed or len(removed) > MOST_LEFT:
        return
    versions = EntryVersion.objects.newest_of([ids[reference] for reference in removed]).values_list("entry", "content")
    left, came = {entry_id: from_plain(content) for entry_id, content in versions}, set(added)
    for entry_id, gone in left.items():
        for reference in reading.like(gone):
            if ground := ground_of(gone, listed_of(reading.content(reference))):
                kind = TwinKind.RENAMED if reference in came else TwinKind.MERGED
                yield Twin(first_id=entry_id, second_id=ids[reference], kind=kind, ground=ground, snapshot=snapshot)
    if len(added) > MOST_LEFT:
        return
    for entry_id, reference, ground in renamed(left, (listed_of(reading.content(reference)) for reference in added)):
        yield Twin(first_id=entry_id, second_id=ids[reference], kind=TwinKind.RENAMED, ground=ground, snapshot=snapshot)
