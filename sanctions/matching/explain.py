"""What the names have in common, word by word and in the words of a case officer; each word as it was written."""

import re
from collections import defaultdict
from collections.abc import Sequence

from sanctions.matching.alignment import Alignment
from sanctions.matching.names import is_latin, tokens
from sanctions.matching.naming import Naming
from sanctions.matching.words import PARTICLES

WORD = re.compile(r"[^\s,·・/()\"«»“”-]+")
LIKE = 0.82
LITTLE = 0.5
PARTICLE_TOKENS = {(word,) for word in (*PARTICLES, "bn")}

Aligned = dict[str, str]


def word_by_word(naming: Naming) -> list[Aligned]:
    """Each word of ours beside the word of theirs that it met, and how; one side is empty where a word met nobody."""
    ours, theirs = _Written(naming.ours), _Written(naming.theirs)
    alignment, crossed = naming.alignment, is_latin(naming.ours) != is_latin(naming.theirs)
    rows = [
        {"ours": ours.as_written(a), "theirs": theirs.as_written(b), "how": _how(a, b, similarity, crossed=crossed)}
        for a, b, similarity in alignment.met
    ]
    rows += [{"ours": ours.as_written(word), "theirs": "", "how": "only ours"} for word in alignment.only_left]
    return rows + [{"ours": "", "theirs": theirs.as_written(word), "how": "only theirs"} for word in alignment.only_right]


def in_words(naming: Naming) -> str:
    alignment, rows = naming.alignment, word_by_word(naming)
    if not alignment.met or alignment.similarity < LITTLE:
        return "Hardly any part of the names agrees."
    if not alignment.only_left and not alignment.only_right and all(row["how"] == "same" for row in rows):
        return _of_one_name(naming, alignment)
    if len(rows) == 1 and rows[0]["how"] == "apart":
        return f"The same name, divided differently: {rows[0]['ours']} is {rows[0]['theirs']}."
    rows = [row for row in rows if not _is_particle(row)] or rows
    said = [_agree([row["theirs"] for row in rows if row["how"] == "same"])]
    said += [SENTENCES[row["how"]].format(**row) for row in rows if row["how"] in SENTENCES]
    said.append(_alone([row["ours"] for row in rows if row["how"] == "only ours"], "with us"))
    said.append(_alone([row["theirs"] for row in rows if row["how"] == "only theirs"], "on the list"))
    sentence = "; ".join(part for part in said if part)
    return f"{sentence[:1].upper()}{sentence[1:]}."


SENTENCES = {
    "like": "{ours} is {theirs} in another spelling",
    "sound": "{ours} reads {theirs}",
    "near": "{ours} is near to {theirs}",
    "initial": "{ours} can stand for {theirs}",
    "apart": "{ours} and {theirs} are one word, divided differently",
}


def _of_one_name(naming: Naming, alignment: Alignment) -> str:
    if is_latin(naming.ours) != is_latin(naming.theirs):
        return f"The same name in two scripts: {naming.ours} reads {naming.theirs}."
    if alignment.similarity < 1:
        return "The same names, in another order."
    return "The names are the same."


def _how(a: str, b: str, similarity: float, *, crossed: bool) -> str:
    if a == b:
        return "same"
    if min(len(a), len(b)) == 1 or _initials(a) == b or _initials(b) == a:
        return "initial"
    if " " in a or " " in b:
        return "apart"
    if similarity < LIKE:
        return "near"
    return "sound" if crossed else "like"


def _initials(words: str) -> str:
    return "".join(word[0] for word in words.split()) if " " in words else ""


def _is_particle(row: Aligned) -> bool:
    return tokens(row["ours"] or row["theirs"])[:1] in PARTICLE_TOKENS


def _agree(words: Sequence[str]) -> str:
    if not words:
        return ""
    return f"{_and(words)} {'agrees' if len(words) == 1 else 'agree'}"


def _alone(words: Sequence[str], where: str) -> str:
    return f"{_and(words)} only {where}" if words else ""


def _and(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


class _Written:
    """Finds the word that a token came from; what was divided or put together on the way is shown as it reads."""

    def __init__(self, name: str) -> None:
        self.words: dict[str, list[str]] = defaultdict(list)
        for word in WORD.findall(name):
            self.words["".join(tokens(word))].append(word.strip(".'’‘"))

    def as_written(self, met: str) -> str:
        return " ".join(self._one(token) for token in met.split())

    def _one(self, token: str) -> str:
        found = self.words.get(token)
        if not found:
            return token.capitalize()
        return found.pop(0) if len(found) > 1 else found[0]
