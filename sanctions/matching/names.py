"""Names made comparable: whatever the script, spelling or order, the same name should come out alike."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from hashlib import blake2b
from itertools import pairwise

from sanctions.matching.bodies import translated
from sanctions.matching.legal_forms import with_short_forms
from sanctions.matching.scripts import APOSTROPHES, Writing, readings, writing_of
from sanctions.matching.words import (
    ARTICLES,
    NUMBERS,
    PARTICLES,
    SAME_PHRASES,
    SAME_WORDS,
    TENS,
    TITLES,
    TITLES_IN_CONSONANTS,
)

LONGEST, MOST_TOKENS = 500, 24  # what is longer is no name: the rest is not looked at
KEPT_TOKEN = 40

NOT_LETTERS = re.compile(r"[\W_]+")
RUN_TOGETHER = re.compile(r"(?<=[a-z][a-z])(?=[A-Z][a-z]{2})")  # "AlisherUsmanov"
ORDINALS = re.compile(r"\b(\d+)(?:st|nd|rd|th)\b")
INITIALS = re.compile(r"\b(\w)\.(?=\w\b)")
ABBREVIATIONS = re.compile(r"\b(?:\w\.){2,}")
DISGUISED = re.compile(r"\b(?=[a-z0-9]*[a-z][a-z0-9]*[a-z][a-z0-9]*[a-z])[a-z]*\d[a-z0-9]*[a-z]\b")
DISGUISES = str.maketrans("013459", "oieasg")
IN_BRACKETS = re.compile(r"\(([A-Z]{2,8})\)")
SERVANTS = frozenset({"abd", "abdul", "abdel", "abdal"})
SERVANT = re.compile(r"abd(?:[aeu][lrsdnz])?(?P<of>\w{3,})?|abdu")

# Sounds that scripts and spellings tell apart and names do not: the first that fits is taken.
SOUNDS = (
    ("shch", "s"), ("tsch", "s"), ("sch", "s"), ("tch", "s"), ("sh", "s"), ("ch", "s"), ("zh", "s"), ("dzh", "s"), ("dj", "s"),
    ("ts", "s"), ("tz", "s"), ("dz", "s"), ("kh", "k"), ("gh", "k"), ("ph", "f"), ("th", "t"), ("dh", "t"), ("ck", "k"),
    ("c", "k"), ("q", "k"), ("g", "k"), ("x", "s"), ("j", "s"), ("z", "s"), ("v", "f"), ("w", "f"), ("b", "p"), ("d", "t"),
)  # fmt: skip
HEARD = dict(SOUNDS)
SOUND = re.compile("|".join(written for written, _ in SOUNDS))
SOFT_C = re.compile(r"c(?=[eiy])")
SILENT = re.compile(r"[aeiouyh]")
DOUBLED = re.compile(r"(.)\1+")
ADJECTIVE = re.compile(r"(?<=\w{4})sk(?:iy|aya|oye|oe|ogo|oy|ii|y)$")
PHRASES = re.compile("|".join(map(re.escape, SAME_PHRASES)))


@lru_cache(100_000)
def tokens(name: str) -> tuple[str, ...]:
    """The words of a name in plain ASCII, in their order: `Маро Тескан` is `maro teskan`."""
    return _tokens(readings(_written(name))[0])


def _written(name: str) -> str:
    return APOSTROPHES.sub("", unicodedata.normalize("NFKC", name[:LONGEST]))


def _tokens(text: str) -> tuple[str, ...]:
    return tuple(_joined_servants(_split(text)))


def _split(text: str) -> tuple[str, ...]:
    plain = ORDINALS.sub(r"\1", INITIALS.sub(r"\1 ", RUN_TOGETHER.sub(" ", text)).casefold())
    plain = DISGUISED.sub(lambda found: found[0].translate(DISGUISES), plain)
    return tuple(NOT_LETTERS.sub(" ", plain).split()[:MOST_TOKENS])


def _joined_servants(words: Sequence[str]) -> Iterator[str]:
    """`abd al rahman`, `abdul rahman` and `abdurrahman` are one name."""
    held = ""
    for word in words:
        if held and word in ARTICLES:
            continue
        if held or (match := SERVANT.fullmatch(word)) is None:
            yield held + word
            held = ""
        elif match["of"]:
            yield "abd" + match["of"]
        else:
            held = "abd"
    if held:
        yield held


@lru_cache(100_000)
def telling(name: str, *, person: bool = True) -> tuple[tuple[str, ...], ...]:
    """The tokens that tell somebody from somebody else, for each way to read it; titles only if nothing else is left."""
    if not person:
        short = name if name.isascii() else with_short_forms(name)
        return tuple(dict.fromkeys(map(_telling_of_a_body, (translated(short), name))))
    titles = TITLES_IN_CONSONANTS if writing_of(name) == Writing.CONSONANTS else TITLES
    read = [_tokens(text) for text in readings(_written(name))]
    read += [apart for text in readings(_written(name)) if (apart := _split(text)) not in read and not SERVANTS.isdisjoint(apart)]
    return tuple(tuple(word for word in words if word not in titles) or words for words in read)


def _telling_of_a_body(name: str) -> tuple[str, ...]:
    name = IN_BRACKETS.sub(_unless_initials, name)
    text = ABBREVIATIONS.sub(lambda found: found[0].replace(".", "") + " ", _written(name))
    words = tokens(PHRASES.sub(lambda found: SAME_PHRASES[found[0]], with_short_forms(text)))
    return tuple(_counted([SAME_WORDS.get(word, word) for word in map(_noun, words)]))


def _unless_initials(found: re.Match[str]) -> str:
    """`Orsa Mining Guard (OMG)` says its name twice."""
    openings = iter(word[0] for word in _split(found.string[: found.start()]))
    return " " if all(letter in openings for letter in found[1].casefold()) else found[0]


def _noun(word: str) -> str:
    """Russian names bodies by adjectives of places: `muromskiy` is of `murom`."""
    return ADJECTIVE.sub("", word)


def _counted(words: Sequence[str]) -> Iterator[str]:
    """Numbers in figures: `brigade forty four` is `brigade 44`."""
    tens = 0
    for word in words:
        number = NUMBERS.get(word, 0)
        if tens and 0 < number < 10:
            yield str(tens + number)
            tens = 0
            continue
        if tens:
            yield str(tens)
        tens = TENS.get(word, 0)
        if not tens:
            yield str(number) if number else word
    if tens:
        yield str(tens)


def fold(name: str) -> str:
    """What trigrams are taken of: tokens in the order of the alphabet, so that order of names does not count."""
    return " ".join(sorted(tokens(name)))


@lru_cache(300_000)
def skeleton(token: str) -> str:
    """The consonants of a token, in classes that survive another script: `muhammad` and `mhmd` are both `mt`."""
    heard = SOUND.sub(lambda match: HEARD[match[0]], SOFT_C.sub("s", token))
    return DOUBLED.sub(r"\1", SILENT.sub("", heard))


@lru_cache(100_000)
def skeletons(token: str) -> frozenset[str]:
    """Where another script leaves open how a consonant is read: w may be a vowel, dh a z, ts two sounds, and so x."""
    ways = (
        token,
        token.replace("w", "u"),
        token.replace("dh", "z"),
        token.replace("ts", "tas"),
        token.replace("x", "ks"),
        token.replace("dz", "d"),
    )
    return frozenset(map(skeleton, ways))


@lru_cache(100_000)
def consonants(token: str) -> str:
    """The consonants as they are written: those that a skeleton takes for one sound stay apart."""
    return DOUBLED.sub(r"\1", SILENT.sub("", token.replace("kh", "k").replace("gh", "g").replace("q", "k").replace("c", "k")))


# Vowels and consonants that one romanisation writes so and another so, and that no two names are told apart by.
SPELLINGS = (
    ("ck", "k"), ("q", "k"), ("ph", "f"), ("w", "v"), ("dj", "j"), ("tch", "ch"),
    ("ee", "i"), ("oo", "u"), ("ou", "u"), ("ai", "i"), ("ay", "i"), ("ow", "au"), ("ao", "au"),
    ("o", "u"), ("e", "i"), ("y", "i"),
)  # fmt: skip
OPENING_HS, HARD_C, SILENT_H = re.compile(r"^hs"), re.compile(r"c(?!h)"), re.compile(r"(?<![cs])h")


@lru_cache(100_000)
def sounding(token: str) -> str:
    """A token without what is mere romanisation: `lee` and `li`, `jon` and `john`, `hsi` and `xi` are one each."""
    plain = HARD_C.sub("k", OPENING_HS.sub("x", token))
    for written, heard in SPELLINGS:
        plain = plain.replace(written, heard)
    return DOUBLED.sub(r"\1", SILENT_H.sub("", plain))


def keys(name: str, *, person: bool = True) -> frozenset[str]:
    """What a name is looked up by: each token, how it begins, its consonants; and the consonants of neighbours together."""
    return frozenset().union(*(_keys(words) for words in telling(name, person=person)))


def _keys(telling_words: Sequence[str]) -> set[str]:
    words = [word[:KEPT_TOKEN] for word in telling_words if word not in PARTICLES]
    bones = [bone for bone in map(skeleton, words) if bone]
    joined = "".join(bones)[:KEPT_TOKEN]
    found = {f"t:{word}" for word in words if len(word) > 1}
    found |= {f"p:{word[:4]}" for word in words if len(word) > 4}
    found |= {f"k:{bone}" for word in words for bone in skeletons(word) if len(bone) > 2}
    found |= {f"n:{first}{second}" for first, second in pairwise(bones) if len(first + second) > 3}
    otherwise = "".join(min(skeletons(word) - {skeleton(word)}, default=skeleton(word)) for word in words)[:KEPT_TOKEN]
    return found | {f"j:{whole}" for whole in (joined, otherwise) if len(whole) > 1}


@lru_cache(300_000)
def hashed(key: str) -> int:
    """A key as PostgreSQL holds it, in 64 bits."""
    return int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), signed=True)


def upright(name: str) -> str:
    """`TESKAN, Maro` the way it is said: `Maro TESKAN`."""
    family, comma, given = name.partition(", ")
    return f"{given} {family}" if comma else name


def is_latin(text: str) -> bool:
    return writing_of(text) == Writing.LATIN
