"""Text made comparable: what hides a name from a search is taken away on both sides, and nothing else."""

import re
import unicodedata
from functools import lru_cache
from urllib.parse import unquote

from sanctions.matching.names import skeleton, tokens
from sanctions.matching.scripts import Writing, script_of, writing_of
from sanctions.matching.words import ARTICLES

# Marks above and below letters, of scripts in which a name is the same name without them.
MARKS = re.compile("[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u0640]")
# Words; with the vowel signs that Python does not count as letters.
WORD = re.compile(
    "(?:[^\\W_]|[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0dff\u0e31-\u0e4e\u1000-\u109f\u1780-\u17dd])+"
)
APART = re.compile(r"[\W_]+")
UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]")


def shown(text: str) -> str:
    """As a reader sees it: without what cannot be seen, ligatures and wide letters taken apart, addresses decoded."""
    if "%" in text:
        text = unquote(text)
    text = unicodedata.normalize("NFKC", text).replace("هللا", "الله")  # a ligature that readers of PDF give back in reverse
    return "".join(sign for sign in text if sign.isascii() or unicodedata.category(sign) not in ("Cf", "Co", "Cn"))


@lru_cache(200_000)
def fold(word: str) -> str:
    """One word without case and marks."""
    if word.isascii():
        return word.casefold()
    return unicodedata.normalize("NFC", MARKS.sub("", unicodedata.normalize("NFD", word.casefold())))


def squeezed(text: str) -> str:
    """Nothing but letters and figures, so that a line's end, a hyphen or letters set apart hide nothing."""
    return fold("".join(WORD.findall(text)))


@lru_cache(200_000)
def sound(word: str) -> str:
    """A word of any script in plain Latin letters."""
    return word.casefold() if word.isascii() else "".join(tokens(fold(word)))


@lru_cache(200_000)
def bones(word: str) -> str:
    """Its consonants as any script keeps them."""
    return skeleton(sound(word))


@lru_cache(200_000)
def frames(word: str) -> frozenset[str]:
    """Its consonants in the ways in which scripts hand them on: an article kept or left, one letter for h and for kh."""
    if word.isascii():
        return frozenset((skeleton(word.casefold()),))
    parts = tokens(fold(word))
    heard = {"".join(parts), "".join(parts[1:] if len(parts) > 1 and parts[0] in ARTICLES else parts)}
    return frozenset(skeleton(way) for one in heard for way in (one, one.replace("kh", "h")) if way)


@lru_cache(200_000)
def script(word: str) -> str:
    """Of its first letter: two words of one script are compared by their letters, of two scripts by their sound."""
    return next((script_of(fold(sign)[:1] or sign) for sign in word if sign.isalpha()), "")


def is_latin(word: str) -> bool:
    return writing_of(word) == Writing.LATIN


def is_unspaced(word: str) -> bool:
    """Written without spaces between words: found inside a run of signs, not as a word."""
    return bool(UNSPACED.search(word))


def is_raised(word: str) -> bool:
    """Begins as names do; scripts without capitals begin all words so."""
    return not word[:1].islower()
