"""How well names are told apart, measured on labelled pairs: half of them to tune with, the other half to report."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from typing import Any

from sanctions.entries import Kind
from sanctions.matching.facts import SubjectFacts, facts_from
from sanctions.matching.names import fold
from sanctions.matching.score import THRESHOLD, compare

Row = dict[str, Any]
Scored = tuple[float, bool]  # a pair's score, and whether it is one and the same
FILES = ("names.jsonl", "cross_script.jsonl", "entities.jsonl")


class Half(StrEnum):
    TUNE = "tune"
    REPORT = "report"
    ALL = "all"


def half_of(left: Row) -> Half:
    """By hash of the left-hand record, so that all pairs of one record are in one half, for everybody and for ever."""
    digest = sha256(json.dumps(left, sort_keys=True, ensure_ascii=False).encode()).digest()
    return Half.TUNE if digest[0] % 2 else Half.REPORT


def read_pairs(path: Path, half: Half = Half.ALL) -> Iterator[tuple[SubjectFacts, SubjectFacts, Row]]:
    with path.open(encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            if half in {Half.ALL, half_of(row["left"])}:
                yield facts_from(row["left"]), facts_from(row["right"]), row


def scored(pairs: Iterable[tuple[SubjectFacts, SubjectFacts, Row]]) -> list[Scored]:
    return [(compare(left, right).value, row["label"]) for left, right, row in pairs]


def measure(path: Path, half: Half) -> Iterator[Row]:
    """What one file says of the matcher: for everybody in it, for persons alone, for bodies alone.

    Twice where the labels contradict themselves: as they are, and without those pairs.
    """
    pairs = list(read_pairs(path, half))
    consistent = [pair for pair in pairs if not contradicts_itself(*pair)]
    for kind in ("", Kind.PERSON, Kind.ORGANISATION):
        meant, sound = (scored(pair for pair in some if kind in {"", pair[0].kind}) for some in (pairs, consistent))
        if meant:
            found = {"file": path.name, "kind": kind or "all", "half": half, "pairs": len(meant), **_measured(meant)}
            left_out = len(meant) - len(sound)
            yield {**found, **({"without": {"pairs": left_out, **_measured(sound)}} if left_out else {})}


def _measured(scores: Sequence[Scored]) -> Row:
    return {"best": best_quality(scores).as_plain(), "shipped": quality(scores).as_plain()}


def contradicts_itself(left: SubjectFacts, right: SubjectFacts, row: Row) -> bool:
    """Labelled as two, and nothing that is given tells them apart: a list that has one party twice.

    Persons of one full name and one birth date; bodies of one chief name and one row of other names.
    """
    if row["label"]:
        return False
    if not left.is_person:
        return _row(left) == _row(right)
    same_name = {fold(name) for name in left.names} & {fold(name) for name in right.names}
    return bool(same_name and set(left.birth_dates) & set(right.birth_dates))


def _row(body: SubjectFacts) -> tuple[list[str], set[str]]:
    """Its chief name, and all of them."""
    folded = [fold(name) for name in body.names]
    return folded[:1], set(folded)


@dataclass(frozen=True)
class Quality:
    """At one threshold: how much of what is proposed is right, how much of what is right is proposed, and both in one."""

    threshold: float
    precision: float
    recall: float

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def as_plain(self) -> dict[str, float]:
        found = {"f1": self.f1, "precision": self.precision, "recall": self.recall, "threshold": self.threshold}
        return {name: round(value, 4) for name, value in found.items()}


def quality(scores: Sequence[Scored], threshold: float = THRESHOLD) -> Quality:
    proposed = [label for score, label in scores if score >= threshold]
    right, wanted = sum(proposed), sum(label for _, label in scores)
    return Quality(threshold, right / len(proposed) if proposed else 0.0, right / wanted if wanted else 0.0)


def best_quality(scores: Sequence[Scored]) -> Quality:
    """At whichever threshold is best for these pairs: what is reachable, not what is shipped."""
    return max((quality(scores, step / 100) for step in range(1, 100)), key=lambda found: found.f1)
