"""What tells branches of one body apart that are listed with long rows of the same names: the chief name, and the place."""

from collections import Counter
from collections.abc import Sequence

from sanctions.matching.alignment import align
from sanctions.matching.facts import SubjectFacts
from sanctions.matching.findings import AGREES, DIFFERS, NOTHING, Finding
from sanctions.matching.names import telling
from sanctions.matching.words import COMPASS, PLACES

SEVERAL = 2  # names on both sides before the chief ones say that two bodies are branches of one
ROW = 3  # names of which most speak of one place
SAME_NAME = 0.65


def compare_chief_names(ours: SubjectFacts, theirs: SubjectFacts) -> Finding:
    """Branches of one body are listed with the same row of other names; only the first one tells them apart."""
    if ours.is_person or min(len(ours.names), len(theirs.names)) < SEVERAL:
        return Finding(NOTHING, "")
    a, b = ours.names[0], theirs.names[0]
    if align(a, b, person=False).similarity >= SAME_NAME:
        return Finding(AGREES, "Their chief names agree, not only other names.", a, b, 1.0)
    return Finding(DIFFERS, "They share other names, but not the chief one: perhaps two branches of one body.", a, b, -1.0)


def compare_branches(ours: SubjectFacts, theirs: SubjectFacts) -> Finding:
    """A place that most names of one side have and no name of the other: `Relief Society, Kenya` and `Relief Society`."""
    if ours.is_person or max(len(ours.names), len(theirs.names)) < ROW:
        return Finding(NOTHING, "")
    left, right = _places(ours.names), _places(theirs.names)
    alone = [*_peculiar(left, len(ours.names), right), *_peculiar(right, len(theirs.names), left)]
    if not alone:
        return Finding(NOTHING, "")
    said = ", ".join(sorted(left)), ", ".join(sorted(right))
    words = f"Only one side's names speak of {' and '.join(word.title() for word in alone)}: perhaps another branch."
    return Finding(DIFFERS, words, *said, effect=-1.0)


def _places(names: Sequence[str]) -> Counter[str]:
    return Counter(
        place
        for name in names
        for place in {word for words in telling(name, person=False) for word in words} & (PLACES - COMPASS)
    )


def _peculiar(places: Counter[str], names: int, other: Counter[str]) -> list[str]:
    return sorted(place for place, count in places.items() if 2 * count > names and place not in other)
