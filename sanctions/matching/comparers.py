"""A table of small comparers. Each looks at one kind of fact and gives its verdict, its effect, and the reason in words."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from sanctions.countries import code_of
from sanctions.matching.alignment import Alignment, align, weight
from sanctions.matching.facts import SubjectFacts
from sanctions.matching.names import telling
from sanctions.matching.words import GENERIC, PARTICLES

AGREES, DIFFERS, NOTHING = "agrees", "differs", "nothing to compare"
CIRCA_YEARS = 3


@dataclass(frozen=True)
class Finding:
    """`effect` is from -1 (speaks against) to 1 (speaks for); for names it is how alike they are, from 0 to 1."""

    verdict: str
    words: str
    ours: str = ""
    theirs: str = ""
    effect: float = 0.0


@dataclass(frozen=True)
class Comparer:
    what: str
    weight: float  # how much its effect moves the score
    compare: Callable[[SubjectFacts, SubjectFacts], Finding]
    is_independent: bool  # its agreement beside the name makes a candidate strong


def compare_names(ours: SubjectFacts, theirs: SubjectFacts) -> Finding:
    pairs = ((align(a, b, person=ours.is_person), a, b) for a in ours.names for b in theirs.names)
    best, a, b = max(pairs, key=lambda pair: pair[0].similarity, default=(Alignment(0.0), "", ""))
    verdict = AGREES if best.similarity > 0.5 else DIFFERS
    return Finding(verdict, _in_words(best), a, b, best.similarity)


def _in_words(alignment: Alignment) -> str:
    if alignment.similarity == 1.0:
        return "The names are the same."
    said = [f"{a} is {b}" if a == b else f"{a} may be {b}" for a, b, _ in alignment.met]
    said += [f"{word} stands only with us" for word in alignment.only_left]
    said += [f"{word} stands only on the list" for word in alignment.only_right]
    return f"{'; '.join(said)}." if said else "No part of the names is alike."


@dataclass(frozen=True)
class Span:
    first: date
    last: date
    circa: bool

    @property
    def is_day(self) -> bool:
        return self.first == self.last


@lru_cache(50_000)
def span_of(text: str) -> Span | None:
    """The days a written birth date may mean; None when it is not one."""
    plain, circa = text.strip().removesuffix("~"), text.strip().endswith("~")
    first, _, last = plain.partition("/")
    try:
        begins, ends = _bounds(first), _bounds(last or first)
    except ValueError:
        return None
    return Span(begins[0], ends[1], circa)


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


def years_apart(a: Span, b: Span) -> int:
    return 0 if overlap(a, b) else max(a.first.year - b.last.year, b.first.year - a.last.year)


# In this order: the first that holds for any two dates is the finding.
BIRTH_CLASSES: tuple[tuple[Callable[[Span, Span], bool], str, float, str], ...] = (
    (lambda a, b: a.is_day and a == b, AGREES, 1.0, "Born on the same day."),
    (lambda a, b: not (a.is_day and b.is_day) and overlap(a, b), AGREES, 0.6, "The birth dates can be the same."),
    (swapped, AGREES, 0.5, "Day and month are swapped."),
    (lambda a, b: (a.circa or b.circa) and years_apart(a, b) <= CIRCA_YEARS, AGREES, 0.2, "About the same year."),
    (lambda a, b: a.first.year == b.first.year, DIFFERS, -0.2, "Born in the same year, but not on the same day."),
    (lambda a, b: years_apart(a, b) <= 2, DIFFERS, -0.3, "Birth years differ by one or two."),
    (lambda a, b: years_apart(a, b) <= 5, DIFFERS, -0.6, "Birth years differ by a few."),
    (lambda *_: True, DIFFERS, -1.0, "Birth years are far apart."),
)


def compare_birth_dates(ours: SubjectFacts, theirs: SubjectFacts) -> Finding:
    left = [(text, span) for text in ours.birth_dates if (span := span_of(text))]
    right = [(text, span) for text in theirs.birth_dates if (span := span_of(text))]
    said = ", ".join(ours.birth_dates), ", ".join(theirs.birth_dates)
    if not left or not right:
        return Finding(NOTHING, "A birth date is missing on one side.", *said)
    for holds, verdict, effect, words in BIRTH_CLASSES:
        for a, b in ((a, b) for a in left for b in right):
            if holds(a[1], b[1]):
                return Finding(verdict, words, a[0], b[0], effect)
    raise AssertionError("The last class holds for any two dates.")


def compare_countries(ours: SubjectFacts, theirs: SubjectFacts) -> Finding:
    said = ", ".join(ours.countries), ", ".join(theirs.countries)
    left, right = set(map(code_of, ours.countries)), set(map(code_of, theirs.countries))
    if not left or not right:
        return Finding(NOTHING, "A country is missing on one side.", *said)
    if left & right:
        return Finding(AGREES, "The country agrees.", *said, effect=1.0)
    return Finding(DIFFERS, "The countries differ.", *said, effect=-1.0)


def compare_positions(ours: SubjectFacts, theirs: SubjectFacts) -> Finding:
    said = "; ".join(ours.positions), "; ".join(theirs.positions)
    if not ours.positions or not theirs.positions:
        return Finding(NOTHING, "No post is known on one side.", *said)
    shared = _telling_words(ours) & _telling_words(theirs)
    if len(shared) < 2:
        return Finding(NOTHING, "The posts share too little to say.", *said)
    return Finding(AGREES, f"Both speak of {' '.join(sorted(shared))}.", *said, effect=1.0)


def _telling_words(facts: SubjectFacts) -> set[str]:
    words = {word for position in facts.positions for word in telling(position)}
    telling_ones = {word for word in words if len(word) > 3 and word not in PARTICLES}
    return telling_ones if any(word not in GENERIC and weight(word) == 1.0 for word in telling_ones) else set()


COMPARERS = (
    Comparer("name", 1.0, compare_names, is_independent=False),
    Comparer("birth date", 0.08, compare_birth_dates, is_independent=True),
    Comparer("country", 0.04, compare_countries, is_independent=False),
    Comparer("position", 0.04, compare_positions, is_independent=True),
)
