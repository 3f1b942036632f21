"""Names in other scripts, written in Latin letters: as they sound, not as they are typeset. Some can be read in two ways."""

import re
import unicodedata
from enum import StrEnum
from functools import lru_cache

from anyascii import anyascii

from sanctions.matching.burmese import romanise as romanise_burmese
from sanctions.matching.characters import korean_reading

JOINED = re.compile(r"(?<=[a-z])(?=[A-Z])")  # how anyascii writes syllables: "JinZhengEn"
APOSTROPHES = re.compile(r"['’‘ʼʿʾ`´ʹʺ]")
BURMESE = re.compile(r"[\u1000-\u109f]+")

# Arabic writes long vowels with the letters of w and y, and the article in one word with the name.
INNER_W, INNER_Y = re.compile(r"(?<=\w)w"), re.compile(r"(?<=\w)y")
ARTICLE = re.compile(r"\b(?:وال|لل|ال)(?=\w\w)(?!له\b)")  # in Allah it is part of the name
TWO_SOUNDS = str.maketrans({"ظ": "ذ", "ض": "ذ"})  # written d or z in Latin letters, as `skeletons` knows of "dh"


FOREIGN = re.compile(r"[^\x00-\x7f]+")  # words of a body that are in English already stay as they are


class Writing(StrEnum):
    """How much of the sound of a name its script writes down."""

    LATIN = "latin"
    LETTERS = "letters"  # vowels too: Cyrillic, Greek, Georgian …
    CONSONANTS = "consonants"  # Arabic, Hebrew
    SYLLABLES = "syllables"  # Chinese, Korean, Japanese, Burmese


WRITINGS = {
    **dict.fromkeys(("ARABIC", "HEBREW", "SYRIAC", "THAANA"), Writing.CONSONANTS),
    **dict.fromkeys(("CJK", "HANGUL", "HIRAGANA", "KATAKANA", "MYANMAR"), Writing.SYLLABLES),
    "LATIN": Writing.LATIN,
}


@lru_cache(20_000)
def script_of(char: str) -> str:
    return unicodedata.name(char, "").split(" ")[0].split("-")[0]


@lru_cache(100_000)
def writing_of(text: str) -> Writing:
    """Of most of its letters; what has none counts as Latin."""
    if text.isascii():
        return Writing.LATIN
    found = [WRITINGS.get(script_of(char), Writing.LETTERS) for char in text if char.isalpha()]
    return max(Writing, key=found.count) if found else Writing.LATIN


def readings(text: str) -> tuple[str, ...]:
    """What is written, in ASCII, syllables and articles set apart; characters also as a Korean reads them."""
    if text.isascii():
        return (text,)
    writing = writing_of("".join(char for char in text if not char.isascii()))
    if writing == Writing.CONSONANTS:
        return (FOREIGN.sub(lambda found: _vowelled(found[0]), ARTICLE.sub(" al ", text).translate(TWO_SOUNDS)),)
    if writing != Writing.SYLLABLES:
        return (APOSTROPHES.sub("", anyascii(text)),)
    spelled = JOINED.sub(" ", anyascii(BURMESE.sub(lambda found: romanise_burmese(found[0]), text)))
    return (APOSTROPHES.sub("", spelled), *korean_reading(text))


def _vowelled(word: str) -> str:
    return INNER_Y.sub("i", INNER_W.sub("u", APOSTROPHES.sub("", anyascii(word))))
