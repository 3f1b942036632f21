"""Which sources speak with a voice of their own, and which claims two of them carry. Rows in, numbers and words out.

Two sources are independent when they share neither author, nor informant, nor organisation, nor a report that both go back
to (the coalition's own convention). Ten copies of one story are one source.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases.vocabularies import Origin, SourceType
from sanctions.matching.names import fold

NEEDED = 2
AUTHORITATIVE = frozenset({SourceType.COURT, SourceType.UN, SourceType.OFFICIAL})
Mark = tuple[str, Any]
SAME: dict[str, Promise] = {
    "author": _("the same author"),
    "informant": _("the same person told it"),
    "organisation": _("the same organisation"),
}


def is_anchored(source: Any) -> bool:
    """It was there itself, or speaks with authority: the United Nations, a court, a state. What repeats another was not there."""
    return source.type in AUTHORITATIVE or (source.origin == Origin.PRIMARY and source.derived_from_id is None)


class Voices:
    """How the sources of one case hang together. A source is known by its primary key."""

    def __init__(self, sources: Sequence[Any]) -> None:
        self.sources = {source.pk: source for source in sources}
        self._bits = {pk: 1 << place for place, pk in enumerate(self.sources)}
        self._marks = {pk: frozenset(self._all_marks(source)) for pk, source in self.sources.items()}
        bearers: dict[Mark, int] = defaultdict(int)
        for pk, marks in self._marks.items():
            for mark in marks:
                bearers[mark] |= self._bits[pk]
        self._near = {self._bits[pk]: _union(bearers[mark] for mark in marks) for pk, marks in self._marks.items()}
        self._counted: dict[int, int] = {}

    def count(self, carriers: Iterable[int]) -> int:
        """How many of these speak independently of each other; never more, and two whenever two do."""
        them = _union(self._bits[pk] for pk in carriers if pk in self._bits)
        if them not in self._counted:
            self._counted[them] = self._count(them)
        return self._counted[them]

    def _count(self, them: int) -> int:
        """Whoever has the fewest others beside them counts, and those others no longer do."""
        count = 0
        while them:
            chosen = min(_each(them), key=lambda bit: ((self._near[bit] & them).bit_count(), bit))
            them &= ~self._near[chosen]
            count += 1
        return count

    def why_not(self, one: int, other: int) -> list[str]:
        """In words, what these two share; nothing when they are independent."""
        shared = self._marks[one] & self._marks[other]
        roots = {key for kind, key in shared if kind == "source"}
        return [*self._repeats(one, other, roots), *(str(SAME[kind]) for kind in SAME if any(mark[0] == kind for mark in shared))]

    def one_voice_with(self, pk: int) -> list[tuple[list[Any], list[str]]]:
        """The same, with those together that are not independent for the same reasons."""
        together: dict[tuple[str, ...], list[Any]] = defaultdict(list)
        for other, reasons in self.dependent_on(pk):
            together[tuple(reasons)].append(other)
        return [(others, list(reasons)) for reasons, others in together.items()]

    def dependent_on(self, pk: int) -> list[tuple[Any, list[str]]]:
        """The sources that are not independent of this one, each with why."""
        near = self._near[self._bits[pk]]
        others = [other for other, bit in self._bits.items() if other != pk and bit & near]
        return [(self.sources[other], self.why_not(pk, other)) for other in others]

    def _repeats(self, one: int, other: int, roots: set[int]) -> Iterator[str]:
        if {one, other} & roots:
            yield str(_("one repeats the other"))
        elif roots:
            yield str(_("both repeat the same one"))

    def _all_marks(self, source: Any) -> Iterator[Mark]:
        """Its own, and those of everything that it goes back to."""
        seen: set[int] = set()
        while source is not None and source.pk not in seen:
            seen.add(source.pk)
            yield ("source", source.pk)
            if source.derived_from_id:
                yield ("source", source.derived_from_id)
            yield from _own_marks(source)
            source = self.sources.get(source.derived_from_id)


def _own_marks(source: Any) -> Iterator[Mark]:
    """Names as they sound: the same author in another script is the same author. Several stand between semicolons."""
    for kind in SAME:
        for name in getattr(source, kind).split(";"):
            if folded := fold(name):
                yield (kind, folded)


def in_ranges(numbers: Iterable[int]) -> str:
    """Ascending numbers as they are written: `3, 5–12`."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][1] == number - 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in runs)


def _union(masks: Iterable[int]) -> int:
    whole = 0
    for mask in masks:
        whole |= mask
    return whole


def _each(mask: int) -> Iterator[int]:
    while mask:
        bit = mask & -mask
        yield bit
        mask ^= bit
