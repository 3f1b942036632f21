"""Where protected and withheld words stand on a page, as boxes; found until a page says nothing of them any more. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from submissions.boxes.words import Place, Word, around, is_beside
from submissions.leaks.letters import shown
from submissions.leaks.search import Search
from submissions.redaction import Rule

AROUND = 50
ROUNDS = 20
BLANK = "·"


@dataclass(frozen=True)
class Span:
    """From where to where in a text, and whose it is."""

    start: int
    end: int
    whose: str


@dataclass(frozen=True)
class FoundBox:
    place: Place
    whose: str
    passage: str


def spans_in(text: str, search: Search, rules: Sequence[Rule], withheld: str) -> list[Span]:
    """Every place, those that overlap as one, in the order of the text."""
    found: list[Span] = []
    left = text
    for _round in range(ROUNDS):
        new = [Span(start, end, one.whose) for one, start, end in search.spans(left)]
        new += [Span(*match.span(), withheld) for rule in rules for match in rule.pattern.finditer(left)]
        if not new:
            break
        found += new
        for span in new:
            left = left[: span.start] + BLANK * (span.end - span.start) + left[span.end :]
    return _merged(found)


def _merged(spans: Iterable[Span]) -> list[Span]:
    together: list[Span] = []
    for span in sorted(spans, key=lambda one: (one.start, -one.end)):
        if together and span.start < together[-1].end:
            last = together.pop()
            together.append(Span(last.start, max(last.end, span.end), last.whose))
        else:
            together.append(span)
    return together


def boxes_on(words: Sequence[Word], search: Search, rules: Sequence[Rule], withheld: str) -> Iterator[FoundBox]:
    """A name that goes over the end of a line has a box on each."""
    text, places = _joined(words)
    for span in spans_in(text, search, rules, withheld):
        passage = " ".join(text[max(0, span.start - AROUND) : span.end + AROUND].split())
        hidden = [place for start, end, place in places if start < span.end and end > span.start]
        yield from (FoundBox(place, span.whose, passage) for place in _lines(hidden))


def _joined(words: Iterable[Word]) -> tuple[str, list[tuple[int, int, Place]]]:
    """The text as a reader sees it, and where in it each word stands."""
    text, places = "", []
    for word, place, has_space in words:
        seen = shown(word)
        places.append((len(text), len(text) + len(seen), place))
        text += seen + (" " if has_space else "")
    return text, places


def _lines(places: Iterable[Place]) -> list[Place]:
    lines: list[Place] = []
    for place in (one for one in places if one[2] and one[3]):
        if lines and is_beside(lines[-1], place):
            lines[-1] = around(lines[-1], place) or place
        else:
            lines.append(place)
    return lines
