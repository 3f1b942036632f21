"""How long it takes from sending to listing, when most are still pending and many listings have no day. Pure; days are numbers.

Pending recommendations are censored on the day of counting. A listing without a published day lies in an interval. Whoever
averaged the successes alone would say that governments are fast.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, pairwise
from math import inf, isinf

MOST_ROUNDS, CLOSE_ENOUGH = 3_000, 1e-9


@dataclass(frozen=True, slots=True)
class Step:
    """From `day` on, until the next step, this part of all has not happened yet."""

    day: float
    at_risk: float
    remaining: float


Interval = tuple[float, float]  # it happened after the first and not after the second; equal: on that day; infinite: not yet


def kaplan_meier(days: Sequence[float], happened: Sequence[bool]) -> list[Step]:
    """The product-limit estimate (Kaplan and Meier, 1958), where every day is known or censored. Begins at 0 with 1."""
    events = Counter(day for day, is_event in zip(days, happened, strict=True) if is_event)
    leaving = Counter(days)
    steps, at_risk, remaining = [Step(0, len(days), 1.0)], len(days), 1.0
    for day in sorted(leaving):
        if events[day]:
            remaining *= 1 - events[day] / at_risk
            steps.append(Step(day, at_risk, remaining))
        at_risk -= leaving[day]
    return steps


def turnbull(intervals: Iterable[Interval]) -> list[Step]:
    """The estimate for intervals (Turnbull, 1976), by self-consistency on the innermost intervals. `day` is where one ends:
    inside it nobody knows. Equal to `kaplan_meier` where every interval is a day or open to the right."""
    return list(_estimated(tuple(sorted((float(left), float(right)) for left, right in intervals))))


@lru_cache(maxsize=32)
def _estimated(rows: tuple[Interval, ...]) -> tuple[Step, ...]:
    """Worked out once for the same intervals: thousands take a second, and a page is opened often."""
    if not rows:
        return (Step(0, 0, 1.0),)
    inner = innermost(rows)
    reach = Counter(_reach(inner, rows))
    mass = [1 / len(inner)] * len(inner)
    for _ in range(MOST_ROUNDS):
        anew = _shared(mass, reach, len(rows))
        moved = max(abs(new - old) for new, old in zip(anew, mass, strict=True))
        mass = anew
        if moved < CLOSE_ENOUGH:
            break
    return tuple(_steps(inner, mass, rows))


def _reach(inner: list[Interval], rows: tuple[Interval, ...]) -> Iterator[tuple[int, int]]:
    """For each row, the innermost intervals that lie in it: from one place up to another, since they stand in order."""
    begins, ends = [_begin(piece) for piece in inner], [right for _, right in inner]
    return ((bisect_left(begins, _begin(row)), bisect_right(ends, row[1])) for row in rows)


def _shared(mass: list[float], reach: Counter[tuple[int, int]], count: int) -> list[float]:
    """One round: each row gives its part to the pieces it reaches, by what these have."""
    until = [0.0, *accumulate(mass)]
    given = [0.0] * (len(mass) + 1)
    for (first, last), rows in reach.items():
        part = rows / (until[last] - until[first])
        given[first] += part
        given[last] -= part
    return [piece * each / count for piece, each in zip(mass, accumulate(given), strict=False)]


def _begin(interval: Interval) -> tuple[float, int]:
    """Where it begins: a day on itself, anything else after its first end."""
    return interval[0], 0 if interval[0] == interval[1] else 2


def _steps(inner: list[Interval], mass: list[float], rows: tuple[Interval, ...]) -> Iterator[Step]:
    yield Step(0, len(rows), 1.0)
    ends, remaining = sorted(right for _, right in rows), 1.0
    for (_, end), part in zip(inner, mass, strict=True):
        remaining -= part
        if not isinf(end):
            yield Step(end, len(rows) - bisect_left(ends, end), max(remaining, 0.0))


def innermost(rows: Iterable[Interval]) -> list[Interval]:
    """Where alone the estimate can have mass: from a left end to the right end that follows it with no other left end between.

    A day stands before what begins after it and behind what ends on it, so each end is a pair: the number, and its side.
    """
    ends: set[tuple[float, int, bool]] = set()
    for row in rows:
        ends.add((*_begin(row), True))
        ends.add((row[1], 1, False))
    found = []
    for one, other in pairwise(sorted(ends)):
        if one[2] and not other[2]:
            found.append((one[0], other[0]))
    return found


def median(steps: Sequence[Step]) -> float | None:
    """The first day by which half have happened; None while fewer have."""
    return next((step.day for step in steps if step.remaining <= 0.5), None)


def remaining_at(steps: Sequence[Step], day: float) -> float:
    return [step.remaining for step in steps if step.day <= day][-1]


def not_yet(since: float) -> Interval:
    return since, inf
