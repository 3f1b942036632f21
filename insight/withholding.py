"""Which numbers are not told to whoever does not see the cases, so that nothing small can be read, nor worked out from the rest.

Small cells are withheld first. Where the rest of a column and its total would give one of them away, the smallest cells beside it
are withheld too, until each small one can be anything from one to four. Pure: numbers in, words out.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from math import inf

SMALL = 5  # fewer than this is told to nobody who may not see the cases themselves
FEW = f"<{SMALL}"
WITHHELD = "withheld"  # any number: told it would give a small one away
BAND = 5
Bounds = tuple[float, float]
Table = list[list[str]]


def told(count: int, *, sees_cases: bool) -> str:
    """One number that stands alone, or beside others of which it is no part."""
    return str(count) if sees_cases or not is_small(count) else FEW


def is_small(count: int) -> bool:
    return 0 < count < SMALL


def banded(count: int) -> str:
    """A number of a cross of two columns, told so coarsely that nothing small follows from it and the totals."""
    if count < SMALL:
        return FEW if count else "0"
    first = count // BAND * BAND
    return f"{first}–{first + BAND - 1}"


def protected(rows: Sequence[Sequence[int]], total: Sequence[int], *, falling: bool = False) -> tuple[Table, list[str]]:
    """The rows and their total as they may be told. `falling`: no number of a row is greater than the one before it, as in a
    funnel; then what stands to the left and to the right of a withheld one also says something of it."""
    [table], line = protected_together([rows], total, falling=falling)
    return table, line


def protected_together(
    tables: Sequence[Sequence[Sequence[int]]], total: Sequence[int], *, falling: bool = False
) -> tuple[list[Table], list[str]]:
    """Several tables that split the same total each in its own way. Where one of them needs the total withheld, none tells it."""
    hiding = [_Hiding(rows, total, falling) for rows in tables]
    while True:
        for one in hiding:
            one.settle()
        without = frozenset().union(*(one.no_total for one in hiding))
        if all(one.no_total == without for one in hiding):
            break
        for one in hiding:
            one.no_total = without
    line = [FEW if is_small(n) else WITHHELD if column in without else str(n) for column, n in enumerate(total)]
    return [one.words() for one in hiding], line


@dataclass
class _Hiding:
    """One table while it is decided what of it is withheld. `hidden` are places: row and column."""

    rows: Sequence[Sequence[int]]
    total: Sequence[int]
    falling: bool
    hidden: set[tuple[int, int]] = field(default_factory=set)
    no_total: frozenset[int] = frozenset()

    def settle(self) -> None:
        """Withhold more, column by column, until none gives a small number away: each only widens what is possible."""
        self.hidden |= {place for place in self._places() if is_small(self._at(place))}
        before = -1
        while before != len(self.hidden) + len(self.no_total):
            before = len(self.hidden) + len(self.no_total)
            for column in range(len(self.total)):
                self._settle(column)

    def _settle(self, column: int) -> None:
        beside = sorted(
            (place for place in self._places() if place[1] == column and place not in self.hidden and not self._is_pinned(place)),
            key=lambda place: (self._at(place) == 0, self._at(place)),
        )
        for place in beside:
            if self._is_safe(column):
                return
            self.hidden.add(place)
        if not self._is_safe(column):
            self.no_total |= {column}

    def _is_safe(self, column: int) -> bool:
        """Whether each small number of the column can still be anything from one to four, for whoever knows what is told."""
        places = [place for place in self.hidden if place[1] == column]
        if column in self.no_total or is_small(self.total[column]) or not any(is_small(self._at(place)) for place in places):
            return True
        missing = sum(self._at(place) for place in places)
        bounds = {place: self._bounds(place) for place in places}
        least, most = (sum(bound[end] for bound in bounds.values()) for end in (0, 1))
        return all(
            missing - (most - bounds[place][1]) <= bounds[place][0] and missing - (least - bounds[place][0]) >= bounds[place][1]
            for place in places
            if is_small(self._at(place))
        )

    def _is_pinned(self, place: tuple[int, int]) -> bool:
        """Its neighbours say what it is: withholding it would hide nothing."""
        least, most = self._bounds(place)
        return least == most

    def _bounds(self, place: tuple[int, int]) -> Bounds:
        """Between what a withheld number lies, by its own word and by its neighbours."""
        if is_small(self._at(place)):
            return 1, SMALL - 1
        if not self.falling:
            return 0, inf
        return self._neighbour(place, 1, lambda bound: bound[0], 0), self._neighbour(place, -1, lambda bound: bound[1], inf)

    def _neighbour(self, place: tuple[int, int], step: int, side: Callable[[Bounds], float], end: float) -> float:
        row, column = place[0], place[1] + step
        if not 0 <= column < len(self.total):
            return end
        if (row, column) in self.hidden:
            near = (1, SMALL - 1) if is_small(self.rows[row][column]) else None
            return side(near) if near else self._neighbour((row, column), step, side, end)
        return self.rows[row][column]

    def _places(self) -> list[tuple[int, int]]:
        return [(row, column) for row in range(len(self.rows)) for column in range(len(self.total))]

    def _at(self, place: tuple[int, int]) -> int:
        return self.rows[place[0]][place[1]]

    def words(self) -> Table:
        return [[self._word((row, column)) for column in range(len(self.total))] for row in range(len(self.rows))]

    def _word(self, place: tuple[int, int]) -> str:
        number = self._at(place)
        return FEW if is_small(number) else WITHHELD if place in self.hidden else str(number)
