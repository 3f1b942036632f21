"""An entry that left and one that came in the same publication, and are perhaps one entry with its name corrected.

Of lists that number their entries that is rare. Canada's does not: there a corrected name is another entry.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from sanctions.entries import PLACE_IN_LAW, Kind, ListedEntry, Precision
from sanctions.matching.alignment import align
from sanctions.statuses import TwinGround

NEARLY = 0.7  # how alike two names are of which one is perhaps the other, corrected
FEW = 50  # more who came with one day of listing are a tranche, not corrections


def renamed(left: Mapping[int, ListedEntry], came: Iterable[ListedEntry]) -> Iterator[tuple[int, str, TwinGround]]:
    """Who left (by primary key), as whom (by reference) they perhaps came back, and why one thinks so."""
    by_mark: dict[str, list[ListedEntry]] = defaultdict(list)
    for entry in came:
        for mark in _marks(entry):
            by_mark[mark].append(entry)
    for entry_id, gone in left.items():
        near = {entry.reference: entry for mark in _marks(gone) if len(by_mark[mark]) <= FEW for entry in by_mark[mark]}
        for reference, entry in near.items():
            if ground := _ground(gone, entry):
                yield entry_id, reference, ground


def _marks(entry: ListedEntry) -> set[str]:
    """What two such entries have to share: a place in a law, a day of birth, a day of listing."""
    found = {f"born {birth.iso}" for birth in entry.birth_dates if birth.precision == Precision.DAY}
    found |= {f"listed {entry.listed_on} {code}" for code in entry.programmes if entry.listed_on}
    return {f"{entry.kind} {mark}" for mark in found | _places(entry)}


def _places(entry: ListedEntry) -> set[str]:
    texts = [particular.text for particular in entry.particulars if particular.label == PLACE_IN_LAW]
    return {f"{code}, {text}" for code in entry.programmes for text in texts}


def _ground(gone: ListedEntry, came: ListedEntry) -> TwinGround | None:
    """Items of a law are renumbered, but what left from a place as another came to it is told from that."""
    if _places(gone) & _places(came):
        return TwinGround.PLACE
    is_person = gone.kind == Kind.PERSON
    nearest = max(align(a.full, b.full, person=is_person).similarity for a in gone.names for b in came.names)
    return TwinGround.SPELLING if nearest >= NEARLY else None
