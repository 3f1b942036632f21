"""How alike two names are: their tokens laid side by side, in whatever order."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from sanctions.matching.names import skeleton, telling
from sanctions.matching.scripts import Writing, writing_of
from sanctions.matching.tokens import alike, tells_branches_apart, weight
from sanctions.matching.words import ARTICLES, PARTICLES

# What a token without a counterpart costs: on one side only, the rest agreeing or not; and on both sides.
ONE_SIDED, ALONE, TWO_SIDED = 0.22, 0.75, 0.7
COUNTS = 0.3  # a leftover lighter than this contradicts nothing
CONTRADICTED = 0.9  # both names have a telling token that the other lacks
BRANCH = 1.0  # a number or a place that only one of two bodies has
REORDERED = 0.8
INITIALS, VOWELS = 0.82, frozenset("aeiouy")
SHORT_BONES = 5
WHOLE, HALF = 0.93, 0.5  # bones alone are never as good as words; less than half of them alike is nothing
NOT_NAMES = ARTICLES | {"abu", "abou"}

Met = tuple[str, str, float]


@dataclass(frozen=True, slots=True)
class Alignment:
    """How well two names fit, from 0 to 1, and the tokens that met or found nobody."""

    similarity: float
    met: tuple[Met, ...] = ()
    only_left: tuple[str, ...] = ()
    only_right: tuple[str, ...] = ()


NOTHING = Alignment(0.0)


@dataclass(frozen=True, slots=True)
class Manner:
    """How two names are compared: those of persons, or in two scripts, or in one script that has no spellings."""

    person: bool
    crossed: bool
    exact: bool


@lru_cache(100_000)
def align(left: str, right: str, *, person: bool = True) -> Alignment:
    """The best alignment among the ways in which both names can be read."""
    a, b = writing_of(left), writing_of(right)
    manner = Manner(person, a != b, exact=a == b == Writing.SYLLABLES)
    pairs = [(ours, theirs) for ours in telling(left, person=person) for theirs in telling(right, person=person)]
    return max((_align(ours, theirs, manner) for ours, theirs in pairs), key=lambda found: found.similarity)


def _align(ours: tuple[str, ...], theirs: tuple[str, ...], manner: Manner) -> Alignment:
    if not ours or not theirs:
        return NOTHING
    if sorted(ours) == sorted(theirs):
        return Alignment(1.0 if ours == theirs else 0.98, tuple((word, word, 1.0) for word in ours))
    if "".join(ours) == "".join(theirs):
        return Alignment(0.96, ((" ".join(ours), " ".join(theirs), 0.96),))
    alignment = _align_tokens(ours, theirs, manner)
    return _across_scripts(ours, theirs, alignment, person=manner.person) if manner.crossed else alignment


@dataclass(frozen=True, slots=True)
class Edge:
    """Tokens of ours that may be tokens of theirs: one and one, or neighbours that the other side writes as one word."""

    similarity: float
    left: range
    right: range

    @property
    def rank(self) -> tuple[float, int]:
        return -self.similarity - 0.05 * (len(self.left) + len(self.right)), abs(self.left.start - self.right.start)


def _align_tokens(ours: Sequence[str], theirs: Sequence[str], manner: Manner) -> Alignment:
    edges = sorted(_edges(ours, theirs, manner), key=lambda edge: edge.rank)
    taken_left: set[int] = set()
    taken_right: set[int] = set()
    chosen: list[Edge] = []
    for edge in edges:
        if taken_left.isdisjoint(edge.left) and taken_right.isdisjoint(edge.right):
            chosen.append(edge)
            taken_left.update(edge.left)
            taken_right.update(edge.right)
    chosen.sort(key=lambda edge: edge.left.start)
    met = tuple((_words(ours, edge.left), _words(theirs, edge.right), edge.similarity) for edge in chosen)
    only_left = tuple(word for i, word in enumerate(ours) if i not in taken_left)
    only_right = tuple(word for j, word in enumerate(theirs) if j not in taken_right)
    similarity = _weighed(met, only_left, only_right, person=manner.person)
    if _is_shuffled(chosen, ours, theirs, person=manner.person):
        similarity *= REORDERED
    return Alignment(similarity, met, only_left, only_right)


def _words(words: Sequence[str], places: range) -> str:
    return " ".join(words[place] for place in places)


def _edges(ours: Sequence[str], theirs: Sequence[str], manner: Manner) -> list[Edge]:
    if manner.exact:
        return [Edge(1.0, range(i, i + 1), range(j, j + 1)) for i, a in enumerate(ours) for j, b in enumerate(theirs) if a == b]
    edges = [
        Edge(similarity, range(i, i + 1), range(j, j + 1))
        for i, a in enumerate(ours)
        for j, b in enumerate(theirs)
        if (similarity := alike(a, b, person=manner.person, crossed=manner.crossed))
    ]
    edges += (Edge(found, left, right) for found, left, right in _joins(ours, theirs, manner))
    edges += (Edge(found, left, right) for found, right, left in _joins(theirs, ours, manner))
    edges += (Edge(INITIALS, left, right) for left, right in _initials(ours, theirs, person=manner.person))
    edges += (Edge(INITIALS, left, right) for right, left in _initials(theirs, ours, person=manner.person))
    return edges


def _joins(apart: Sequence[str], whole: Sequence[str], manner: Manner) -> list[tuple[float, range, range]]:
    """`van der bilt` and `vanderbilt`: two or three neighbours on one side that are one word on the other."""
    found = []
    for count in (2, 3):
        for start in range(len(apart) - count + 1):
            places = range(start, start + count)
            parts = [word for word in apart[start : start + count] if word not in NOT_NAMES]
            if len(parts) < 2:
                continue
            joined = "".join(parts)
            for j, word in enumerate(whole):
                if len(word) > 3 and skeleton(joined)[:1] == skeleton(word)[:1] and abs(len(joined) - len(word)) <= 2:
                    similarity = alike(joined, word, person=manner.person, crossed=manner.crossed)
                    if similarity > 0.7:
                        found.append((similarity * 0.97, places, range(j, j + 1)))
    return found


def _initials(short: Sequence[str], long: Sequence[str], *, person: bool) -> list[tuple[range, range]]:
    """`JC` for Jean Claude, `PLA` for People's Liberation Army: a word without sound, or of three letters."""
    found = []
    for i, word in enumerate(short):
        if not (2 <= len(word) <= 6 and (VOWELS.isdisjoint(word) if person else len(word) > 2)):
            continue
        places = [j for j, other in enumerate(long) if other not in PARTICLES or other[0] in VOWELS]
        for start in range(len(places) - len(word) + 1):
            run = places[start : start + len(word)]
            if all(long[place][0] == letter for place, letter in zip(run, word, strict=True)):
                found.append((range(i, i + 1), range(run[0], run[-1] + 1)))
    return found


def _weighed(met: Sequence[Met], only_left: Sequence[str], only_right: Sequence[str], *, person: bool) -> float:
    weights = [min(_weight(a, person), _weight(b, person)) for a, b, _ in met]
    total = sum(weights)
    agreed = sum(similarity * each for (_, _, similarity), each in zip(met, weights, strict=True))
    left, right = ([weight(word, person=person) for word in only] for only in (only_left, only_right))
    if not person and any(tells_branches_apart(word) for word in (*only_left, *only_right)):
        total += BRANCH
    factor = 1.0
    if max(left, default=0) > COUNTS and max(right, default=0) > COUNTS:
        total += TWO_SIDED * sum(left + right)
        factor = CONTRADICTED
    else:
        total += (ONE_SIDED if total > 1.2 else ALONE) * sum(left + right)
    return factor * agreed / total if total else 0.0


def _weight(words: str, person: bool) -> float:
    return max(weight(word, person=person) for word in words.split())


def _is_shuffled(chosen: Sequence[Edge], ours: Sequence[str], theirs: Sequence[str], *, person: bool) -> bool:
    """The same common tokens in another order, and one more at an end: `Muhammad Ahmed` is not `Ahmed Muhammad Ali`."""
    places = [edge.right.start for edge in chosen]
    if not person or places == sorted(places) or len(ours) == len(theirs) or len(chosen) < min(len(ours), len(theirs)):
        return False
    if any(weight(ours[edge.left.start]) >= 1 for edge in chosen):
        return False
    longer = {edge.left.start for edge in chosen} if len(ours) > len(theirs) else set(places)
    return max(longer) < max(len(ours), len(theirs)) - 1


def _across_scripts(ours: Sequence[str], theirs: Sequence[str], alignment: Alignment, *, person: bool) -> Alignment:
    """Between two scripts words are divided differently: what found no counterpart word by word is compared in one piece.

    A short name says little there: other names have the same few consonants.
    """
    left, right = _bones_of(alignment.only_left), _bones_of(alignment.only_right)
    if left and right and (similarity := WHOLE * _in_one_piece(left, right)) > HALF:
        met = (*alignment.met, (" ".join(alignment.only_left), " ".join(alignment.only_right), similarity))
        alignment = Alignment(_weighed(met, (), (), person=person), met)
    bones = min(len("".join(_bones_of(ours))), len("".join(_bones_of(theirs))))
    return alignment if bones >= SHORT_BONES else replace(alignment, similarity=alignment.similarity * (0.85 + 0.03 * bones))


def _in_one_piece(left: Sequence[str], right: Sequence[str]) -> float:
    return max(
        Levenshtein.normalized_similarity("".join(left), "".join(right)),
        Levenshtein.normalized_similarity("".join(sorted(left)), "".join(sorted(right))),
    )


def _bones_of(words: Sequence[str]) -> list[str]:
    return [bone for bone in (skeleton(word) for word in words if word not in PARTICLES) if bone]
