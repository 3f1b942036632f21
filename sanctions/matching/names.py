"""Names made comparable: whatever the script, spelling or order, the same name should come out alike."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from hashlib import blake2b
from itertools import pairwise

from anyascii import anyascii

from sanctions.matching.words import ARTICLES, PARTICLES, TITLES

NOT_LETTERS = re.compile(r"[\W_]+")
JOINED = re.compile(r"(?<=[a-z])(?=[A-Z])")  # how anyascii writes syllables: "JinZhengEn"
SYLLABIC = frozenset({"CJK", "HANGUL", "HIRAGANA", "KATAKANA"})
APOSTROPHES = re.compile(r"['’ʼʿʾ`´ʹʺ]")
ORDINALS = re.compile(r"\b(\d+)(?:st|nd|rd|th)\b")
INITIALS = re.compile(r"\b(\w)\.(?=\w\b)")

# Arabic writes long vowels with the letters of w and y, and the article in one word with the name.
INNER_W, INNER_Y = re.compile(r"(?<=\w)w"), re.compile(r"(?<=\w)y(?=\w)")
ARTICLE = re.compile(r"\bال(?=\w\w)")
SERVANT = re.compile(r"abd(?:[aeu][lrsdnz])?(?P<of>\w{3,})?|abdu")

# Sounds that scripts and spellings tell apart and names do not: the first that fits is taken.
SOUNDS = (
    ("shch", "s"), ("tsch", "s"), ("sch", "s"), ("tch", "s"), ("sh", "s"), ("ch", "s"), ("zh", "s"), ("dzh", "s"), ("dj", "s"),
    ("ts", "s"), ("tz", "s"), ("dz", "s"), ("kh", "k"), ("gh", "k"), ("ph", "f"), ("th", "t"), ("dh", "t"), ("ck", "k"),
    ("c", "k"), ("q", "k"), ("g", "k"), ("x", "ks"), ("j", "s"), ("z", "s"), ("v", "f"), ("w", "f"), ("b", "p"), ("d", "t"),
)  # fmt: skip
HEARD = dict(SOUNDS)
SOUND = re.compile("|".join(written for written, _ in SOUNDS))
SILENT = re.compile(r"[aeiouyh]")
DOUBLED = re.compile(r"(.)\1+")

KEPT_TOKEN = 40


@lru_cache(100_000)
def tokens(name: str) -> tuple[str, ...]:
    """The words of a name in plain ASCII, in their order: `Маро Тескан` is `maro teskan`."""
    text = APOSTROPHES.sub("", unicodedata.normalize("NFKC", name))
    if not text.isascii():
        text = APOSTROPHES.sub("", _romanised(text))
    plain = ORDINALS.sub(r"\1", INITIALS.sub(r"\1 ", text).casefold())
    return tuple(_joined_servants(NOT_LETTERS.sub(" ", plain).split()))


def _romanised(text: str) -> str:
    if is_latin(text):
        return anyascii(text)
    scripts = {script_of(char) for char in text if char.isalpha()}
    if "ARABIC" in scripts:
        return INNER_Y.sub("i", INNER_W.sub("u", APOSTROPHES.sub("", anyascii(ARTICLE.sub(" al ", text)))))
    return anyascii(text) if scripts.isdisjoint(SYLLABIC) else JOINED.sub(" ", anyascii(text))


def _joined_servants(words: list[str]) -> Iterator[str]:
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


def telling(name: str) -> tuple[str, ...]:
    """The tokens that tell somebody from somebody else: without titles, unless nothing else is left."""
    words = tokens(name)
    return tuple(word for word in words if word not in TITLES) or words


@lru_cache(100_000)
def is_latin(text: str) -> bool:
    letters = [char for char in text if char.isalpha()]
    return sum(script_of(char) == "LATIN" for char in letters) * 2 >= len(letters)


@lru_cache(10_000)
def script_of(char: str) -> str:
    return unicodedata.name(char, "").split(" ")[0].split("-")[0]


def same_script(left: str, right: str) -> bool:
    return is_latin(left) == is_latin(right)


def fold(name: str) -> str:
    """What trigrams are taken of: tokens in the order of the alphabet, so that order of names does not count."""
    return " ".join(sorted(tokens(name)))


@lru_cache(200_000)
def skeleton(token: str) -> str:
    """The consonants of a token, in classes that survive another script: `muhammad` and `mhmd` are both `mt`."""
    heard = SOUND.sub(lambda match: HEARD[match[0]], token)
    return DOUBLED.sub(r"\1", SILENT.sub("", heard))


def keys(name: str) -> frozenset[str]:
    """What a name is looked up by: each token, how it begins, its consonants; and the consonants of neighbours together."""
    words = [word[:KEPT_TOKEN] for word in telling(name) if word not in PARTICLES]
    bones = [bone for bone in map(skeleton, words) if bone]
    joined = "".join(bones)[:KEPT_TOKEN]
    found = {f"t:{word}" for word in words if len(word) > 1}
    found |= {f"p:{word[:4]}" for word in words if len(word) > 4}
    found |= {f"k:{bone}" for bone in bones if len(bone) > 2}
    found |= {f"n:{first}{second}" for first, second in pairwise(bones) if len(first + second) > 3}
    return frozenset(found | ({f"j:{joined}"} if len(joined) > 3 else set()))


@lru_cache(200_000)
def hashed(key: str) -> int:
    """A key as PostgreSQL holds it, in 64 bits."""
    return int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), signed=True)


def upright(name: str) -> str:
    """`TESKAN, Maro` the way it is said: `Maro TESKAN`."""
    family, comma, given = name.partition(", ")
    return f"{given} {family}" if comma else name
