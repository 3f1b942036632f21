"""Birth dates as people and lists write them, and how two of them can go together."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from sanctions.matching.facts import MOST_DATES, SubjectFacts
from sanctions.matching.findings import AGREES, DIFFERS, NOTHING, Finding

CIRCA_YEARS = 3


@dataclass(frozen=True, slots=True)
class Span:
    first: date
    last: date
    circa: bool

    @property
    def is_day(self) -> bool:
        return self.first == self.last

    @property
    def digits(self) -> list[str]:
        return sorted(self.first.isoformat() if self.is_day else str(self.first.year))


@lru_cache(50_000)
def span_of(text: str) -> Span | None:
    """The days a written birth date may mean; None when it is not one."""
    plain, circa = text.strip().removesuffix("~"), text.strip().endswith("~")
    first, _, last = plain.partition("/")
    try:
        begins, ends = _bounds(first), _bounds(last or first)
    except ValueError:
        return None
    return Span(begins[0], ends[1], circa) if begins[0] <= ends[1] else None


def _bounds(text: str) -> tuple[date, date]:
    numbers = [int(part) for part in text.split("-")]
    if len(numbers) == 1:
        return date(numbers[0], 1, 1), date(numbers[0], 12, 31)
    if len(numbers) == 2:
        year, month = numbers
        after = date(year + month // 12, month % 12 + 1, 1)
        return date(year, month, 1), date.fromordinal(after.toordinal() - 1)
    day = date(*numbers)
    return day, day


def overlap(a: Span, b: Span) -> bool:
    return a.first <= b.last and b.first <= a.last


def swapped(a: Span, b: Span) -> bool:
    return a.is_day and b.is_day and (a.first.year, a.first.month, a.first.day) == (b.first.year, b.first.day, b.first.month)


def mistyped(a: Span, b: Span) -> bool:
    """The same digits in another order, the year's among them: 1967 and 1976."""
    return a.first.year != b.first.year and a.is_day == b.is_day and a.digits == b.digits and years_apart(a, b) < 10


def about(a: Span, b: Span) -> bool:
    return (a.circa or b.circa) and years_apart(a, b) <= CIRCA_YEARS


def years_apart(a: Span, b: Span) -> int:
    return 0 if overlap(a, b) else max(a.first.year - b.last.year, b.first.year - a.last.year)


Holds = Callable[[Span, Span], bool]
# In this order: the first that holds for any two dates is the finding.
CLASSES: tuple[tuple[Holds, str, float, str], ...] = (
    (lambda a, b: a.is_day and a == b, AGREES, 1.0, "Both give the same day of birth."),
    (lambda a, b: not (a.is_day and b.is_day) and overlap(a, b), AGREES, 0.6, ""),
    (swapped, AGREES, 0.5, "The same date, with day and month the other way round."),
    (about, AGREES, 0.2, "About the same year; one of them is estimated."),
    (lambda a, b: a.first.year == b.first.year, DIFFERS, -0.2, "The same year of birth, but another day."),
    (mistyped, DIFFERS, -0.3, "The same digits in another order: perhaps a typing error."),
    (lambda a, b: years_apart(a, b) <= 2, DIFFERS, -0.5, "The years of birth are one or two apart."),
    (lambda a, b: years_apart(a, b) <= 5, DIFFERS, -0.75, "The years of birth are three to five apart."),
    (lambda *_: True, DIFFERS, -1.0, "The years of birth are far apart."),
)  # fmt: skip


def compare_birth_dates(ours: SubjectFacts, theirs: SubjectFacts) -> Finding:
    left, right = _spans(ours.birth_dates), _spans(theirs.birth_dates)
    said = ", ".join(ours.birth_dates), ", ".join(theirs.birth_dates)
    if not left or not right:
        return Finding(NOTHING, _who_is_silent(left, right), *said)
    for holds, verdict, effect, words in CLASSES:
        for a, b in ((a, b) for a in left for b in right):
            if holds(a[1], b[1]):
                return Finding(verdict, words or _which_is_vague(a[1], b[1]), a[0], b[0], effect)
    raise AssertionError("The last class holds for any two dates.")


def _spans(texts: Sequence[str]) -> list[tuple[str, Span]]:
    return [(text, span) for text in texts[:MOST_DATES] if (span := span_of(text))]


def _who_is_silent(left: object, right: object) -> str:
    if not left and not right:
        return "Neither of us knows a date of birth."
    return "The list gives no date of birth." if left else "We know no date of birth."


def _which_is_vague(ours: Span, theirs: Span) -> str:
    if ours.first.year == theirs.first.year and ours.last.year == theirs.last.year:
        vague = "neither" if not ours.is_day and not theirs.is_day else "theirs" if ours.is_day else "ours"
        return f"The same year of birth; {vague} is {'' if vague == 'neither' else 'not '}to the day."
    return "The dates of birth can be the same; one of them is a span of years."
