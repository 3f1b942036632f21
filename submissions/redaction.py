"""Words that a dossier does not say: replaced in every text of its content, visibly, before anything is signed or made of it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from submissions.models import Dossier, Redaction
from vault.fields import revealed

# Values that are no words for a reader: numbers, hashes, kinds.
NOT_WORDS = frozenset({"sha256", "file_id", "label", "reference", "case", "media_type", "exhibits", "size"})
AROUND = 50


@dataclass(frozen=True)
class Rule:
    words: str
    instead: str

    @property
    def pattern(self) -> re.Pattern[str]:
        """Whole words, in any case, also over the end of a line."""
        inner = r"\s+".join(map(re.escape, self.words.split()))
        return re.compile(rf"(?<!\w){inner}(?!\w)", re.IGNORECASE)


@dataclass(frozen=True)
class Place:
    """One hit: under which key of the content, and how it reads before and after."""

    where: str
    before: str
    hidden: str
    after: str


def rules_of(dossier: Dossier) -> list[Rule]:
    """The longest words first, so that a name goes before a part of it."""
    rows = Redaction.objects.filter(dossier=dossier).select_related("dossier__data_key")
    return sorted((Rule(revealed(row.words), row.instead) for row in rows), key=lambda rule: (-len(rule.words), rule.words))


def redacted(value: Any, rules: Sequence[Rule]) -> Any:
    """The same JSON values with the words replaced."""
    if not rules:
        return value
    if isinstance(value, str):
        for rule in rules:
            value = rule.pattern.sub(rule.instead.replace("\\", r"\\"), value)
        return value
    if isinstance(value, dict):
        return {key: inner if key in NOT_WORDS else redacted(inner, rules) for key, inner in value.items()}
    if isinstance(value, list):
        return [redacted(inner, rules) for inner in value]
    return value


def places_of(value: Any, rule: Rule, where: Sequence[str] = ()) -> Iterator[Place]:
    """Every place that the rule changes, in the order of the content."""
    if isinstance(value, str):
        for found in rule.pattern.finditer(value):
            before, after = value[: found.start()][-AROUND:], value[found.end() :][:AROUND]
            yield Place(" › ".join(where), before, found[0], after)
    elif isinstance(value, dict):
        for key, inner in value.items():
            if key not in NOT_WORDS:
                yield from places_of(inner, rule, [*where, key])
    elif isinstance(value, list):
        yield from _in_list(value, rule, where)


def _in_list(values: Iterable[Any], rule: Rule, where: Sequence[str]) -> Iterator[Place]:
    for number, inner in enumerate(values, start=1):
        yield from places_of(inner, rule, [*where, str(number)])
