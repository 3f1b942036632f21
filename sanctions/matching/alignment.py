"""How alike two names are: their tokens laid side by side, in whatever order."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from sanctions.matching.names import skeleton, telling
from sanctions.matching.scripts import Writing, writing_of
from sanctions.matching.tokens import alike, tells_branches_apart, weight
from sanctions.matching.words import ARTICLES, BUSINESSES, PARTICLES

# What a token without a counterpart costs: on one side only, the rest agreeing or not; and on both sides.
ONE_SIDED, ALONE, TWO_SIDED = 0.22, 0.75, 0.7
COUNTS = 0.3  # a leftover lighter than this contradicts nothing
CONTRADICTED = 0.9  # both names have a telling token that the other lacks
BRANCH = 1.0  # a number or a place that only one of two bodies has
BUSINESS = 0.35
REORDERED = 0.8
INITIALS, VOWELS = 0.82, frozenset("aeiouy")
SHORT_BONES = 5
WHOLE, HALF = 0.93, 0.5  # bones alone are never as good as words; less than half of them alike is nothing
UNWRITTEN = 4  # vowels that a script without them leaves out of a word of several parts
LEAST_JOINED = (0.8, 0.7)  # how alike neighbours in one piece have to be; between two scripts
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
    crossed: Writing | None
    exact: bool


@lru_cache(100_000)
def align(left: str, right: str, *, person: bool = True) -> Alignment:
    """The best alignment among the ways in which both names can be read."""
    a, b = writing_of(left), writing_of(right)
    crossed = None if a == b else b if a == Writing.LATIN else a
    manner = Manner(person, crossed, exact=a == b == Writing.SYLLABLES)
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
    return _across_scripts(ours, theirs, alignment, manner) if manner.crossed else alignment


# Tokens of ours that may be tokens of theirs: how alike, and their places; one and one, or neighbours that the other side joins.
Edge = tuple[float, range, range]


def _align_tokens(ours: Sequence[str], theirs: Sequence[str], manner: Manner) -> Alignment:
    edges = _edges(ours, theirs, manner)
    chosen, left, right = _chosen(edges, ours, theirs)
    if left and right and not manner.exact:
        edges += _joins(ours, theirs, frozenset(left), frozenset(right), manner)
        edges += [(found, one, other) for found, other, one in _joins(theirs, ours, frozenset(right), frozenset(left), manner)]
        edges += [(INITIALS, one, other) for one, other in _initials(ours, theirs, person=manner.person)]
        edges += [(INITIALS, one, other) for other, one in _initials(theirs, ours, person=manner.person)]
        chosen, left, right = _chosen(edges, ours, theirs)
    met = tuple((_words(ours, one), _words(theirs, other), similarity) for similarity, one, other in chosen)
    similarity = _weighed(met, left, right, person=manner.person)
    if manner.person and len(ours) != len(theirs) and _is_shuffled(chosen, ours, theirs):
        similarity *= REORDERED
    return Alignment(similarity, met, left, right)


def _chosen(edges: list[Edge], ours: Sequence[str], theirs: Sequence[str]) -> tuple[list[Edge], tuple[str, ...], tuple[str, ...]]:
    """The best edges that share no token, in our order; and the tokens that are left over on each side."""
    edges.sort(key=_rank)
    free_left, free_right = set(range(len(ours))), set(range(len(theirs)))
    chosen = []
    for edge in edges:
        if free_left.issuperset(edge[1]) and free_right.issuperset(edge[2]):
            chosen.append(edge)
            free_left.difference_update(edge[1])
            free_right.difference_update(edge[2])
    chosen.sort(key=lambda edge: edge[1].start)
    return chosen, tuple(ours[i] for i in sorted(free_left)), tuple(theirs[j] for j in sorted(free_right))


def _rank(edge: Edge) -> tuple[float, int]:
    similarity, left, right = edge
    return -similarity - 0.05 * (len(left) + len(right)), abs(left.start - right.start)


def _words(words: Sequence[str], places: range) -> str:
    return words[places.start] if len(places) == 1 else " ".join(words[place] for place in places)


PLACES = [range(i, i + 1) for i in range(64)]


def _edges(ours: Sequence[str], theirs: Sequence[str], manner: Manner) -> list[Edge]:
    person, crossed = manner.person, manner.crossed
    if manner.exact:
        return [(1.0, PLACES[i], PLACES[j]) for i, a in enumerate(ours) for j, b in enumerate(theirs) if a == b]
    return [
        (similarity, PLACES[i], PLACES[j])
        for i, a in enumerate(ours)
        for j, b in enumerate(theirs)
        if (similarity := alike(a, b, person=person, crossed=crossed))
    ]


def _joins(
    apart: Sequence[str], whole: Sequence[str], loose: frozenset[str], lonely: frozenset[str], manner: Manner
) -> list[tuple[float, range, range]]:
    """`van der bilt` and `vanderbilt`: neighbours on one side, some of them `loose`, that are one `lonely` word on the other."""
    words = [(j, word, skeleton(word)[:1]) for j, word in enumerate(whole) if len(word) > 3 and word in lonely]
    found = []
    for count in (2, 3) if words else ():
        for start in range(len(apart) - count + 1):
            run = apart[start : start + count]
            parts = [word for word in run if word not in NOT_NAMES]
            if len(parts) < 2 or loose.isdisjoint(parts):
                continue
            joined = "".join(parts)
            for j, word, opening in words:
                if (
                    abs(len(joined) - len(word)) <= (UNWRITTEN if manner.crossed == Writing.CONSONANTS else 2)
                    and skeleton(joined)[:1] == opening
                ):
                    similarity = alike(joined, word, person=manner.person, crossed=manner.crossed)
                    if similarity > LEAST_JOINED[manner.crossed is not None]:
                        found.append((similarity * 0.97, range(start, start + count), PLACES[j]))
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
    elif not person and _businesses(only_left, only_right, met):
        total += BUSINESS
    factor = 1.0
    if max(left, default=0) > COUNTS and max(right, default=0) > COUNTS:
        total += TWO_SIDED * sum(left + right)
        factor = CONTRADICTED
    else:
        total += (ONE_SIDED if total > 1.2 else ALONE) * sum(left + right)
    return factor * agreed / total if total else 0.0


def _businesses(only_left: Sequence[str], only_right: Sequence[str], met: Sequence[Met]) -> set[str]:
    """What one side does for its living, and the other does not say of itself."""
    alone = BUSINESSES.intersection((*only_left, *only_right))
    return {word for word in alone if not any(word in ours.split() or word in theirs.split() for ours, theirs, _ in met)}


def _weight(words: str, person: bool) -> float:
    return max(weight(word, person=person) for word in words.split())


def _is_shuffled(chosen: Sequence[Edge], ours: Sequence[str], theirs: Sequence[str]) -> bool:
    """The same common tokens in another order, and one more at an end: `Muhammad Ahmed` is not `Ahmed Muhammad Ali`."""
    places = [right.start for _, _, right in chosen]
    if places == sorted(places) or len(chosen) < min(len(ours), len(theirs)):
        return False
    if any(weight(ours[left.start]) >= 1 for _, left, _ in chosen):
        return False
    longer = {left.start for _, left, _ in chosen} if len(ours) > len(theirs) else set(places)
    return max(longer) < max(len(ours), len(theirs)) - 1


def _across_scripts(ours: Sequence[str], theirs: Sequence[str], alignment: Alignment, manner: Manner) -> Alignment:
    """Between two scripts words are divided differently: what found no counterpart word by word is compared in one piece.

    A short name says little there: other names have the same few consonants.
    """
    whole = WHOLE * _in_one_piece(alignment.only_left, alignment.only_right, manner)
    if whole > HALF:
        met = (*alignment.met, (" ".join(alignment.only_left), " ".join(alignment.only_right), whole))
        alignment = Alignment(_weighed(met, (), (), person=manner.person), met)
    bones = min(len("".join(_bones_of(ours))), len("".join(_bones_of(theirs))))
    return alignment if bones >= SHORT_BONES else replace(alignment, similarity=alignment.similarity * (0.85 + 0.03 * bones))


def _in_one_piece(left: Sequence[str], right: Sequence[str], manner: Manner) -> float:
    """By consonants where the script writes no more; where it writes vowels, by all letters. Syllables have no pieces."""
    ours, theirs = _bones_of(left), _bones_of(right)
    if not ours or not theirs or manner.crossed == Writing.SYLLABLES:
        return 0.0
    if manner.crossed == Writing.LETTERS:
        return Levenshtein.normalized_similarity("".join(left), "".join(right))
    orders = ((ours, theirs), (sorted(ours), sorted(theirs)))
    return max(Levenshtein.normalized_similarity("".join(one), "".join(other)) for one, other in orders)


def _bones_of(words: Sequence[str]) -> list[str]:
    return [bone for bone in (skeleton(word) for word in words if word not in PARTICLES) if bone]
