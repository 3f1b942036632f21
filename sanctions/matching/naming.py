"""The name itself: which of our names met which of theirs, and in what words that is told."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sanctions.matching.alignment import NOTHING as NO_ALIGNMENT
from sanctions.matching.alignment import Alignment, align
from sanctions.matching.facts import SubjectFacts
from sanctions.matching.findings import AGREES, DIFFERS, NOTHING, Finding

ONE_OF_THEM = 0.85  # from here on a name counts as one of the other's
CHIEF = 0.75  # and from here on the chief name of one does
FEW = 0.5
FEW_AGREE = -0.57


@dataclass(frozen=True, slots=True)
class Naming:
    """The two names that fit best, and how; which part of the names of whoever has fewer are also the other's; and how well
    the chief name of either, the first, fits any name of the other."""

    ours: str
    theirs: str
    alignment: Alignment
    shared: float = 0.0
    chief: float = 0.0


NO_NAME = Naming("", "", NO_ALIGNMENT)


def compare_names(ours: SubjectFacts, theirs: SubjectFacts) -> Naming:
    best, rows = NO_NAME, []
    for a in ours.names:
        found = [align(a, b, person=ours.is_person) for b in theirs.names]
        rows.append([alignment.similarity for alignment in found])
        for b, alignment in zip(theirs.names, found, strict=True):
            if alignment.similarity > best.alignment.similarity:
                best = Naming(a, b, alignment)
    return replace(best, shared=_shared(rows), chief=_chief(rows)) if rows and rows[0] else best


def _shared(rows: Sequence[Sequence[float]]) -> float:
    """Each row is one of our names against all of theirs."""
    sides = (rows, list(zip(*rows, strict=True)))
    return max((sum(max(row) > ONE_OF_THEM for row in side) / len(side) for side in sides if side and side[0]), default=0.0)


def _chief(rows: Sequence[Sequence[float]]) -> float:
    return max(*rows[0], *(row[0] for row in rows))


def compare_other_names(naming: Naming, ours: SubjectFacts, theirs: SubjectFacts) -> Finding:
    """Two records of one person share most of what the shorter one knows; a single alias in common is often a chance."""
    count = min(len(ours.names), len(theirs.names))
    if count < 2 or not naming.ours:
        return Finding(NOTHING, "")
    said = f"{len(ours.names)} names", f"{len(theirs.names)} names"
    if ours.is_person and naming.chief < CHIEF:
        return Finding(DIFFERS, "They meet only in a name that is the chief one of neither.", *said, effect=-1.0)
    if naming.shared > FEW:
        return Finding(AGREES, "Their other names agree too.", *said, effect=1.0)
    return Finding(DIFFERS, "Of their several names hardly any agree.", *said, effect=FEW_AGREE)
