"""What tells branches of one body apart that are listed with long rows of the same names: the chief name, and the place."""

from collections import Counter
from collections.abc import Sequence

from sanctions.matching.alignment import align
from sanctions.matching.facts import SubjectFacts
from sanctions.matching.findings import AGREES, DIFFERS, NOTHING, Finding
from sanctions.matching.names import fold, telling
from sanctions.matching.tokens import alike, weight
from sanctions.matching.words import COMPASS, PLACES

SEVERAL = 2  # names on both sides before the chief ones say that two bodies are branches of one
ROW = 3  # names of which most speak of one place
SAME_NAME = 0.65
LONG_ROW, NEARLY_ALL, THE_NAME = 5, 0.9, 0.97
SAME_WORD = 0.7


def compare_chief_names(ours: SubjectFacts, theirs: SubjectFacts) -> Finding:
    """Branches of one body are listed with the same row of other names; only the first one tells them apart.

    One name is compared with the first of a long row too: it stands in the rows of all branches.
    """
    counts = sorted((len(ours.names), len(theirs.names)))
    if ours.is_person or (counts[0] < SEVERAL and counts[1] < ROW):
        return Finding(NOTHING, "")
    a, b = ours.names[0], theirs.names[0]
    is_one_row = _are_one_row(ours.names, theirs.names)
    if align(a, b, person=False).similarity >= (THE_NAME if is_one_row else SAME_NAME):
        return Finding(AGREES, "Their chief names agree, not only other names.", a, b, 1.0)
    if not is_one_row and _stands_in(a, theirs.names) and _stands_in(b, ours.names):
        return Finding(AGREES, "The chief name of each is another name of the other.", a, b, 1.0)
    return Finding(DIFFERS, "They share other names, but not the chief one: perhaps two branches of one body.", a, b, -1.0)


def _stands_in(name: str, names: Sequence[str]) -> bool:
    return any(align(name, other, person=False).similarity >= THE_NAME for other in names)


def _are_one_row(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    """Letter by letter the same long row: who gives it to several bodies tells them apart by the chief name alone."""
    left, right = set(map(fold, ours[1:])), set(map(fold, theirs[1:]))
    return LONG_ROW <= len(left & right) >= NEARLY_ALL * min(len(left), len(right))


def compare_branches(ours: SubjectFacts, theirs: SubjectFacts) -> Finding:
    """A place that the chief name or most names of one side have and no name of the other: `Relief Society, Kenya`."""
    if ours.is_person or not ours.names or not theirs.names or max(len(ours.names), len(theirs.names)) < SEVERAL:
        return Finding(NOTHING, "")
    left, right = _places(ours.names), _places(theirs.names)
    alone = sorted(_peculiar(ours.names, left, right) | _peculiar(theirs.names, right, left))
    if not alone:
        return _compare_own_words(ours.names, theirs.names)
    said = ", ".join(sorted(left)), ", ".join(sorted(right))
    words = f"Only one side's names speak of {' and '.join(word.title() for word in alone)}: perhaps another branch."
    return Finding(DIFFERS, words, *said, effect=-1.0)


def _compare_own_words(ours: Sequence[str], theirs: Sequence[str]) -> Finding:
    """A telling word that every name of one side has and no name of the other: `Orsa Oil` and `Commercial Orsa Oil Shipping`."""
    left, right = [_told(name) for name in ours], [_told(name) for name in theirs]
    alone = sorted(_own(left, right) | _own(right, left))
    if not alone:
        return Finding(NOTHING, "")
    words = f"Every name of one side has {' and '.join(alone)}, and none of the other: perhaps another body of one family."
    return Finding(DIFFERS, words, ", ".join(ours[:3]), ", ".join(theirs[:3]), -0.5)


def _told(name: str) -> frozenset[str]:
    words = {word for words in telling(name, person=False) for word in words}
    return frozenset(word for word in words if weight(word, person=False) >= 1)


def _own(names: Sequence[frozenset[str]], others: Sequence[frozenset[str]]) -> set[str]:
    said = frozenset().union(*others)
    always = frozenset.intersection(*names) - said
    return {word for word in always if all(alike(word, other, person=False) < SAME_WORD for other in said)}


def _places(names: Sequence[str]) -> Counter[str]:
    return Counter(
        place
        for name in names
        for place in {word for words in telling(name, person=False) for word in words} & (PLACES - COMPASS)
    )


def _peculiar(names: Sequence[str], places: Counter[str], other: Counter[str]) -> set[str]:
    most = {place for place, count in places.items() if 2 * count > len(names)} if len(names) >= ROW else set()
    return (most | set(_places(names[:1]))) - set(other)
