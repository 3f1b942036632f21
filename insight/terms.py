"""Words that may name a group, by language. They highlight; people read and code."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

TERMS = Path(__file__).with_name("terms.toml")


@dataclass(frozen=True, slots=True)
class Hit:
    group: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text, and the groups that its words may name; none for plain text."""

    text: str
    groups: tuple[str, ...] = ()


def languages() -> list[str]:
    return sorted({language for group in _lists().values() for language in group})


def hits(text: str, language: str) -> list[Hit]:
    """Every place where a word of a group's list stands, in order. A list that the language lacks finds nothing."""
    found = [
        Hit(group, match.start(), match.end())
        for group, pattern in _patterns(language).items()
        for match in pattern.finditer(text)
    ]
    return sorted(found, key=lambda hit: (hit.start, -hit.end, hit.group))


def pieces(text: str, language: str) -> Iterator[Piece]:
    """The whole text in stretches, for a page."""
    done = 0
    for start, end, groups in _joined(hits(text, language)):
        if start > done:
            yield Piece(text[done:start])
        yield Piece(text[start:end], groups)
        done = end
    if done < len(text):
        yield Piece(text[done:])


def _joined(found: list[Hit]) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Hits that overlap become one stretch of several groups."""
    start = end = 0
    groups: dict[str, None] = {}
    for hit in found:
        if groups and hit.start < end:
            end, groups[hit.group] = max(end, hit.end), None
            continue
        if groups:
            yield start, end, tuple(groups)
        start, end, groups = hit.start, hit.end, {hit.group: None}
    if groups:
        yield start, end, tuple(groups)


@cache
def _lists() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(TERMS.read_text())


@cache
def _patterns(language: str) -> dict[str, re.Pattern[str]]:
    lists = {group: by_language.get(language, []) for group, by_language in _lists().items()}
    return {group: re.compile(_any_of(terms), re.IGNORECASE) for group, terms in lists.items() if terms}


def _any_of(terms: list[str]) -> str:
    """Whole words, with or without an s; an asterisk stands for any ending, a blank for any white space."""
    words = [re.escape(term).replace(r"\*", r"\w*").replace(r"\ ", r"\s+") for term in sorted(terms, key=len, reverse=True)]
    return rf"(?<!\w)(?:{'|'.join(words)})(?:s|['’]s?)?(?!\w)"
