"""Looking for what is protected in any text: names in every order, script and spelling; addresses, numbers, file names.

Pure: no database. A whole name is found wherever its parts stand together; a part of a name alone where it is written as a
name, unless the dossier itself is meant to say that word.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz import fuzz

from sanctions.matching.scripts import readings
from sanctions.matching.words import ARTICLES, PARTICLES, TITLES
from submissions.leaks.letters import WORD, bones, fold, frames, is_latin, is_raised, is_unspaced, script, shown, sound, squeezed
from submissions.leaks.reader.read import NOISE, PROSE

AROUND = 60  # characters of the passage on each side
LEAST_ALONE = 4  # letters of a part of a name that is looked for alone; in scripts that write vowels seldom one fewer
LEAST_RUN = 10  # letters of a whole name that is looked for through line ends and hyphens
LEAST_SPELLED = 7  # letters of a name of syllables, spelled in Latin letters
LEAST_BONES, MOST_WORDS = 5, 6  # consonants that are a name in another script, and the words they may be spread over
LEAST_FIGURES, TELLING_FIGURES = 7, 8
BESIDE = 2  # words that may stand between the parts of a name
CLOSE, NEAR = 86, 66  # of 100: how alike a word of another script sounds, alone and beside the rest of the name
EMAIL = re.compile(r"[^\s<>()\[\],;:]+@[^\s<>()\[\],;:]+\.\w+")
FIGURES = re.compile(r"\+?\d(?:[\s().\-/\u2010-\u2015]{0,3}\d){6,}")
HANDLE = re.compile(r"(?<![\w@])@[\w.]{3,}")


class Kind(StrEnum):
    NAME = "name"
    CONTACT = "contact"
    FILE_NAME = "file_name"


@dataclass(frozen=True)
class Protected:
    """What nobody outside may read. `whose` says whose it is in words that are safe on a page."""

    kind: Kind
    text: str
    whose: str
    alone: bool = True  # of a name: its parts are looked for too


@dataclass(frozen=True)
class Piece:
    """A text that was read, where, and how to take it (`reader.read`)."""

    where: str
    text: str
    how: str = PROSE


@dataclass(frozen=True)
class Hit:
    where: str
    passage: str
    whose: str
    kind: Kind


@dataclass(frozen=True)
class Part:
    """One word of a protected name, ready to be compared."""

    word: str

    def is_same(self, word: str) -> bool:
        """Letter by letter, or as it sounds when one of the two is written in another script."""
        if fold(word) == fold(self.word):
            return True
        return script(word) != script(self.word) and self._sounds_like(word)

    def could_be(self, word: str) -> bool:
        """As `is_same`, and in other spellings of one script; enough when the other parts of the name stand beside it."""
        if self.is_same(word):
            return True
        ours = bones(self.word)
        if script(word) != script(self.word):
            alike = fuzz.ratio(sound(self.word), sound(word)) >= NEAR
            return alike or (len(ours) > 1 and not frames(self.word).isdisjoint(frames(word)))
        return len(ours) > 1 and ours == bones(word) and sound(self.word)[:1] == sound(word)[:1]

    def _sounds_like(self, word: str) -> bool:
        if fuzz.ratio(sound(self.word), sound(word)) >= CLOSE:
            return True
        return len(bones(self.word)) > 3 and bones(self.word) == bones(word)


class Search:
    """What to look for, prepared once. `said` are words that the dossier is meant to say: no part of a name alone is one."""

    def __init__(self, protected: Iterable[Protected], said: Iterable[str] = ()) -> None:
        self._said = {fold(word) for text in said for word in WORD.findall(shown(text))}
        self._names: list[tuple[Protected, tuple[Part, ...]]] = []
        self._runs: list[tuple[Protected, str]] = []
        self._contacts: list[tuple[Protected, str]] = []
        self._figures: list[tuple[Protected, str]] = []
        self._by_first: dict[str, list[int]] = defaultdict(list)
        self._by_bones: dict[str, list[tuple[Protected, str]]] = defaultdict(list)
        self._alone: dict[str, list[tuple[Protected, Part]]] = defaultdict(list)
        for one in dict.fromkeys(protected):
            (self._add_name if one.kind == Kind.NAME else self._add_contact)(one)

    def __len__(self) -> int:
        return len(self._names) + len(self._runs) + len(self._contacts) + len(self._figures)

    def _add_name(self, one: Protected) -> None:
        text, run = shown(one.text), squeezed(shown(one.text))
        if is_unspaced(text) or len(run) >= LEAST_RUN:
            self._runs.append((one, run))
        parts = _parts_of(readings(text)[0] if is_unspaced(text) else text)
        if is_unspaced(text):
            self._runs += [(one, run) for run in _spelled(parts) if len(run) >= LEAST_SPELLED]
        if len(parts) > 1:
            for order in (parts, parts[::-1]):
                self._by_bones["".join(bones(part.word) for part in order)].append((one, script(parts[0].word)))
            for key in {key for part in parts for key in _keys(part.word)}:
                self._by_first[key].append(len(self._names))
            self._names.append((one, parts))
        if one.alone or len(parts) == 1:
            self._add_parts(one, parts)

    def _add_parts(self, one: Protected, parts: Sequence[Part]) -> None:
        for part in parts:
            if len(part.word) >= LEAST_ALONE - (not is_latin(part.word)) and fold(part.word) not in self._said:
                for key in _keys(part.word):
                    self._alone[key].append((one, part))

    def _add_contact(self, one: Protected) -> None:
        text = shown(one.text)
        exact = [match[0] for match in (*EMAIL.finditer(text), *HANDLE.finditer(text))]
        figures = [_figures(match[0]) for match in FIGURES.finditer(text)] if one.kind == Kind.CONTACT else []
        self._figures += [(one, number[-TELLING_FIGURES:]) for number in figures if len(number) >= LEAST_FIGURES]
        if not (exact or figures) and len(squeezed(text)) >= LEAST_ALONE:
            exact = [text]
        self._contacts += [(one, _tight(part)) for part in exact]

    def spans(self, text: str) -> Iterator[tuple[Protected, int, int]]:
        """Everything in a text of sentences that `shown` has made comparable: what, from where, to where."""
        yield from self._in(text, PROSE)

    def look(self, pieces: Iterable[Piece]) -> Iterator[Hit]:
        """Each place once for each thing that is protected."""
        seen: set[tuple[str, Protected]] = set()
        for piece in pieces:
            text = shown(piece.text)
            for one, start, end in self._in(text, piece.how):
                if (piece.where, one) not in seen:
                    seen.add((piece.where, one))
                    yield Hit(piece.where, _passage(text, start, end), one.whose, one.kind)

    def _in(self, text: str, how: str) -> Iterator[tuple[Protected, int, int]]:
        words = [(match[0], match.start(), match.end()) for match in WORD.finditer(text)]
        yield from self._whole_names(words, is_prose=how == PROSE)
        yield from self._in_other_scripts(words, is_prose=how == PROSE)
        yield from self._runs_in(text)
        yield from self._contacts_in(text)
        if how != NOISE:
            yield from self._parts_alone(words, only_raised=how == PROSE)

    def _whole_names(self, words: Sequence[tuple[str, int, int]], *, is_prose: bool) -> Iterator[tuple[Protected, int, int]]:
        for at, (word, _start, _end) in enumerate(words):
            for number in {number for key in _keys(word) for number in self._by_first.get(key, ())}:
                one, parts = self._names[number]
                reach = len(parts) - 1 + BESIDE
                near = words[max(0, at - reach) : at + reach + 1]
                if (found := _all_in(parts, near, is_prose=is_prose)) is not None:
                    yield one, near[found[0]][1], near[found[1]][2]

    def _in_other_scripts(self, words: Sequence[tuple[str, int, int]], *, is_prose: bool) -> Iterator[tuple[Protected, int, int]]:
        """Where another script divides a name otherwise: its consonants one after the other, whatever stands between."""
        for at, (word, start, _end) in enumerate(words):
            together, written = "", script(word)
            for near, _start, end in words[at : at + MOST_WORDS]:
                if script(near) != written or (is_prose and not is_raised(near)):
                    break
                together += bones(near)
                if len(together) >= LEAST_BONES:
                    yield from ((one, start, end) for one, theirs in self._by_bones.get(together, ()) if theirs != written)

    def _parts_alone(self, words: Sequence[tuple[str, int, int]], *, only_raised: bool) -> Iterator[tuple[Protected, int, int]]:
        for word, start, end in words:
            if (only_raised and not is_raised(word)) or fold(word) in self._said:
                continue
            for one, part in {pair for key in _keys(word) for pair in self._alone.get(key, ())}:
                if part.is_same(word):
                    yield one, start, end

    def _runs_in(self, text: str) -> Iterator[tuple[Protected, int, int]]:
        tight = squeezed(text)
        found = [(one, run) for one, run in self._runs if run in tight]
        tight, places = _with_places(text) if found else ("", [])
        for one, run in found:
            if (at := tight.find(run)) >= 0:
                yield one, places[at], places[at + len(run) - 1] + 1

    def _contacts_in(self, text: str) -> Iterator[tuple[Protected, int, int]]:
        if self._contacts:
            tight, places = _with_places(text, keep=_is_seen)
            for one, wanted in self._contacts:
                at = tight.find(wanted)
                if at >= 0 and _stands_apart(text, places[at], places[at + len(wanted) - 1]):
                    yield one, places[at], places[at + len(wanted) - 1] + 1
        if self._figures:
            for match in FIGURES.finditer(text):
                figures = _figures(match[0])
                yield from ((one, match.start(), match.end()) for one, wanted in self._figures if wanted in figures)


def _parts_of(text: str) -> tuple[Part, ...]:
    """The words of a name without titles, articles, particles and initials."""
    words = (word for word in WORD.findall(text) if fold(word) not in TITLES)
    return tuple(Part(word) for word in words if fold(word) not in PARTICLES | ARTICLES and len(word) > 1)


def _keys(word: str) -> set[str]:
    """Where a word is looked up: its letters, and its consonants."""
    return {fold(word), *(f"~{frame}" if len(frame) > 1 else f"~{sound(word)[:1]}{frame}" for frame in frames(word))}


def _all_in(parts: Sequence[Part], near: Sequence[tuple[str, int, int]], *, is_prose: bool) -> tuple[int, int] | None:
    """Where the first and the last part stand, if each part stands among these words once and close together.

    Another spelling counts in sentences only for a word that begins as names do; and never for all parts of a short name.
    """
    left, places, letters, exact = list(parts), [], 0, 0
    for at, (word, _start, _end) in enumerate(near):
        may_differ = not is_prose or is_raised(word)
        found = next((part for part in left if (part.could_be(word) if may_differ else fold(word) == fold(part.word))), None)
        if found is not None:
            left.remove(found)
            places.append(at)
            exact += found.is_same(word)
            letters += len(bones(found.word)) + (not is_latin(word) or not is_latin(found.word))
    if left or places[-1] - places[0] >= len(parts) + BESIDE:
        return None
    return (places[0], places[-1]) if exact or letters >= LEAST_BONES else None


def _spelled(parts: Sequence[Part]) -> set[str]:
    """A name of syllables as Latin letters run it together, the first syllable first or last."""
    words = [fold(part.word) for part in parts]
    return {"".join(words), "".join([*words[1:], *words[:1]])}


def _with_places(text: str, keep: Callable[[str], bool] = str.isalnum) -> tuple[str, list[int]]:
    """The text without anything but what is kept, folded, and where each letter of it stood."""
    letters, places = [], []
    for at, sign in enumerate(text):
        if keep(sign) or unicodedata.category(sign) in ("Mn", "Mc"):
            for folded in fold(sign) or "":
                letters.append(folded)
                places.append(at)
    return "".join(letters), places


def _is_seen(sign: str) -> bool:
    return not sign.isspace()


def _tight(text: str) -> str:
    return _with_places(text, keep=_is_seen)[0]


def _stands_apart(text: str, first: int, last: int) -> bool:
    before, after = text[first - 1 : first], text[last + 1 : last + 2]
    return not (before.isalnum() and text[first].isalnum()) and not (after.isalnum() and text[last].isalnum())


def _figures(text: str) -> str:
    return "".join(str(unicodedata.decimal(sign)) for sign in text if sign.isdecimal())


def _passage(text: str, start: int, end: int) -> str:
    return " ".join(text[max(0, start - AROUND) : end + AROUND].split())
