"""How alike two tokens are, as spelled and as heard; 0 when they are two names."""

from functools import lru_cache

from rapidfuzz.distance import OSA

from sanctions.matching.given_names import share_a_meaning
from sanctions.matching.names import consonants, skeleton, skeletons, sounding
from sanctions.matching.scripts import Writing
from sanctions.matching.words import COMMON_NAMES, GENERIC, HONORIFICS, LEGAL_FORMS, LINKS, PARTICLES, PLACES, WOMENS_ENDINGS

COMMON: dict[str, list[str]] = {}
for name in COMMON_NAMES:
    COMMON.setdefault(skeleton(name), []).append(name)
OPENS, ANOTHER_OPENING = 8, (0.4, 0.55)  # Jamal and Kamal: a short name that opens with another sound is another name
TWO_LONG, TWO_P, TWO_B = 0.78, 0.25, 0.7
# How much of the letters must agree where consonants do: of names with one consonant, and with more. Arabic writes few vowels.
LEAST_LETTERS = {
    None: (0.6, 0.55),
    Writing.CONSONANTS: (0.3, 0.0),
    Writing.LETTERS: (0.4, 0.4),
    Writing.SYLLABLES: (0.6, 0.5),
    Writing.LATIN: (0.6, 0.0),
}
DARK = frozenset("ou")


@lru_cache(100_000)
def weight(word: str, *, person: bool = True) -> float:
    """How much a token tells one name from another."""
    if word[0].isdigit():
        return 1.6  # the number of a unit is the unit
    if word in PARTICLES or (not person and (word in LEGAL_FORMS or word in LINKS)):
        return 0.1
    if not person:
        return 0.35 if word in GENERIC else 1.0
    if word in HONORIFICS:
        return 0.35
    return 0.6 if len(word) == 1 or is_common(word) else 1.0


def is_common(word: str) -> bool:
    """One of the names that millions bear, in any spelling."""
    return any(word == name or OSA.normalized_similarity(word, name) >= 0.65 for name in COMMON.get(skeleton(word), ()))


def sounds_common(word: str) -> bool:
    """Like one of them to the ear: `Mohamed`, `Abdoulaye`."""
    names = COMMON.get(skeleton(word), ())
    return is_common(word) or any(OSA.normalized_similarity(sounding(word), sounding(name)) >= 0.65 for name in names)


def tells_branches_apart(word: str) -> bool:
    return word[0].isdigit() or word in PLACES


@lru_cache(400_000)
def alike(a: str, b: str, *, person: bool = True, crossed: Writing | None = None) -> float:
    """From 0 to 1. `crossed` is the other writing when the names stand in two, and letters say less than consonants."""
    if a == b:
        return 1.0
    if a[0].isdigit() or b[0].isdigit() or (not person and (a in PLACES) != (b in PLACES)):
        return 0.0
    if len(a) == 1 or len(b) == 1:
        return 0.8 if a[0] == b[0] and person else 0.0
    if person and _differ_by_gender(a, b):
        return 0.3
    if _is_servant_of(a, b):
        return 0.75
    heard = _by_bones(a, b, crossed) if person or crossed else 0.0
    return max(_by_letters(a, b, person=person), heard, _by_ear(a, b) if person else 0.0)


def _by_ear(a: str, b: str) -> float:
    """One given name in two languages, or one sound in two romanisations."""
    if share_a_meaning(a, b):
        return 0.9
    return 0.85 if sounding(a) == sounding(b) else 0.0


def _by_letters(a: str, b: str, *, person: bool) -> float:
    shorter = min(len(a), len(b))
    distance = OSA.distance(a, b, score_cutoff=2)
    if distance == 1 and shorter > 2:
        if shorter < OPENS and not _open_alike(a, b):
            return ANOTHER_OPENING[shorter > 4]
        return 0.72 if shorter < 5 else 0.87
    if distance == 2 and shorter > 8:
        return TWO_LONG
    if distance == 2 and shorter > 5:
        return TWO_P if person else TWO_B
    return 0.0


def _open_alike(a: str, b: str) -> bool:
    return not {bones[:1] for bones in skeletons(a)}.isdisjoint(bones[:1] for bones in skeletons(b))


def _by_bones(a: str, b: str, crossed: Writing | None) -> float:
    """By consonants alone: the same in two spellings, or in two scripts."""
    bones = skeleton(a)
    if bones != skeleton(b) and not (crossed and skeletons(a) & skeletons(b)):
        return 0.0
    if not crossed and len(bones) < 3 and _opens_dark(a) != _opens_dark(b):
        return 0.0  # Hassan and Hussein
    if crossed == Writing.CONSONANTS:
        a, b = a.replace("dh", "z"), b.replace("dh", "z")
    letters: float = OSA.normalized_similarity(a, b)
    heard = letters if crossed else max(letters, OSA.normalized_similarity(sounding(a), sounding(b)))
    if heard < LEAST_LETTERS[crossed][len(bones) > 1]:
        return 0.0
    return (0.78 if consonants(a) == consonants(b) or crossed else 0.72) + 0.2 * letters


def _opens_dark(word: str) -> bool:
    return next((letter for letter in word if letter in "aeiou"), "") in DARK


def _differ_by_gender(a: str, b: str) -> bool:
    if abs(len(a) - len(b)) != 1:
        return False
    short, long = (a, b) if len(a) < len(b) else (b, a)
    return long == short + "a" and short.endswith(WOMENS_ENDINGS)


def _is_servant_of(a: str, b: str) -> bool:
    """`Abdul Saifullah` is at times written `Saifullah`."""
    if abs(len(a) - len(b)) != 3:
        return False
    short, long = (a, b) if len(a) < len(b) else (b, a)
    return len(short) > 3 and long == "abd" + short
