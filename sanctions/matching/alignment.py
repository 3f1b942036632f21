"""How alike two names are: their tokens laid side by side, in whatever order."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from rapidfuzz.distance import OSA, Levenshtein

from sanctions.matching.names import is_latin, skeleton, telling
from sanctions.matching.words import COMMON_NAMES, GENERIC, LEGAL_FORMS, PARTICLES, WOMENS_ENDINGS

COMMON = frozenset(map(skeleton, COMMON_NAMES))

ONE_SIDED, ALONE, TWO_SIDED = 0.22, 0.75, 0.7  # what a token without a counterpart costs, by whether the rest agrees
REORDERED = 0.8
SHORT_BONES = 5
WHOLE = 0.9  # bones alone are never as good as words


@dataclass(frozen=True)
class Alignment:
    """How well two names fit, from 0 to 1, and the tokens that met or found nobody."""

    similarity: float
    met: tuple[tuple[str, str, float], ...] = ()
    only_left: tuple[str, ...] = ()
    only_right: tuple[str, ...] = ()


@lru_cache(100_000)
def align(left: str, right: str, *, person: bool = True) -> Alignment:
    ours, theirs = telling(left), telling(right)
    if not ours or not theirs:
        return Alignment(0.0)
    crossed = is_latin(left) != is_latin(right)
    if sorted(ours) == sorted(theirs):
        return Alignment(1.0 if ours == theirs else 0.98, tuple((word, word, 1.0) for word in ours))
    if "".join(ours) == "".join(theirs):
        return Alignment(0.96, ((" ".join(ours), " ".join(theirs), 0.96),))
    alignment = _align_tokens(ours, theirs, person=person, crossed=crossed)
    return _across_scripts(alignment, ours, theirs) if crossed else alignment


def _align_tokens(ours: Sequence[str], theirs: Sequence[str], *, person: bool, crossed: bool) -> Alignment:
    pairs = sorted(
        ((alike(a, b, person=person, crossed=crossed), i, j) for i, a in enumerate(ours) for j, b in enumerate(theirs)),
        key=lambda pair: (-pair[0], abs(pair[1] - pair[2])),
    )
    partner: dict[int, tuple[int, float]] = {}
    taken: set[int] = set()
    for similarity, i, j in pairs:
        if similarity and i not in partner and j not in taken:
            partner[i] = (j, similarity)
            taken.add(j)
    met = tuple((ours[i], theirs[j], similarity) for i, (j, similarity) in sorted(partner.items()))
    only_left = tuple(word for i, word in enumerate(ours) if i not in partner)
    only_right = tuple(word for j, word in enumerate(theirs) if j not in taken)
    similarity = _weighed(met, only_left, only_right)
    if all(weight(a) < 1 for a, _, _ in met) and _is_shuffled(partner, len(ours), len(theirs)):
        similarity *= REORDERED
    return Alignment(similarity, met, only_left, only_right)


def _weighed(met: Sequence[tuple[str, str, float]], only_left: Sequence[str], only_right: Sequence[str]) -> float:
    weights = [min(weight(a), weight(b)) for a, b, _ in met]
    total = sum(weights)
    agreed = sum(similarity * each for (_, _, similarity), each in zip(met, weights, strict=True))
    left, right = sum(map(weight, only_left)), sum(map(weight, only_right))
    if left > COUNTS and right > COUNTS:
        total += TWO_SIDED * (left + right)
    else:
        total += (ONE_SIDED if total > 1.2 else ALONE) * (left + right)
    return agreed / total if total else 0.0


COUNTS = 0.3  # a leftover lighter than this contradicts nothing


def weight(word: str) -> float:
    if word[0].isdigit():
        return 1.6  # the number of a unit is the unit
    if word in LEGAL_FORMS or word in PARTICLES:
        return 0.1
    if word in GENERIC:
        return 0.35
    return 0.6 if len(word) == 1 or skeleton(word) in COMMON else 1.0


def _is_shuffled(partner: dict[int, tuple[int, float]], ours: int, theirs: int) -> bool:
    """The same tokens in another order, and one more at an end: `Muhammad Ahmed` is not `Ahmed Muhammad Ali`."""
    places = [j for _, (j, _) in sorted(partner.items())]
    if places == sorted(places) or ours == theirs or len(partner) < min(ours, theirs):
        return False
    longer = set(partner) if ours > theirs else set(places)
    return max(longer) < max(ours, theirs) - 1


@lru_cache(200_000)
def alike(a: str, b: str, *, person: bool = True, crossed: bool = False) -> float:
    """How alike two tokens are; 0 when they are two names."""
    if a == b:
        return 1.0
    if a[0].isdigit() or b[0].isdigit():
        return 0.0
    if len(a) == 1 or len(b) == 1:
        return 0.8 if a[0] == b[0] and person else 0.0
    if person and _differ_by_gender(a, b):
        return 0.3
    return max(_by_letters(a, b), _by_bones(a, b, crossed=crossed) if person or crossed else 0.0)


def _by_letters(a: str, b: str) -> float:
    shorter = min(len(a), len(b))
    distance = OSA.distance(a, b, score_cutoff=2)
    if distance == 1 and shorter > 2:
        return 0.72 if shorter < 5 else 0.87
    return 0.78 if distance == 2 and shorter > 8 else 0.0


def _by_bones(a: str, b: str, *, crossed: bool) -> float:
    """By consonants alone: the same in two spellings, or in two scripts."""
    bones = skeleton(a)
    if not bones or bones != skeleton(b):
        return 0.0
    if not crossed and len(bones) < 3 and _opens_dark(a) != _opens_dark(b):
        return 0.0  # Hassan and Hussein
    letters: float = OSA.normalized_similarity(a, b)
    if len(bones) == 1 and letters < 0.6:
        return 0.0
    return 0.78 + 0.2 * letters


def _opens_dark(word: str) -> bool:
    return next((letter for letter in word if letter in "aeiou"), "") in {"o", "u"}


def _differ_by_gender(a: str, b: str) -> bool:
    short, long = sorted((a, b), key=len)
    return long == short + "a" and short.endswith(WOMENS_ENDINGS)


def _across_scripts(alignment: Alignment, ours: Sequence[str], theirs: Sequence[str]) -> Alignment:
    """Between two scripts words are divided differently and vowels are lost, so whole names are compared by their bones too.

    A short name says little there: other names have the same few consonants.
    """
    left, right = _bones_of(ours), _bones_of(theirs)
    whole = max(
        Levenshtein.normalized_similarity("".join(left), "".join(right)),
        Levenshtein.normalized_similarity("".join(sorted(left)), "".join(sorted(right))),
    )
    similarity = max(alignment.similarity, WHOLE * whole)
    bones = min(len("".join(left)), len("".join(right)))
    if bones < SHORT_BONES:
        similarity *= 0.8 + 0.04 * bones
    return replace(alignment, similarity=similarity)


def _bones_of(words: Sequence[str]) -> list[str]:
    return [bone for bone in map(skeleton, words) if bone]
