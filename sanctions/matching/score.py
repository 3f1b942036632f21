"""From findings to a score, a band, and reasons a person can check. The score is never 1: nothing is certain here."""

from dataclasses import dataclass
from enum import StrEnum

from sanctions.matching.comparers import AGREES, COMPARERS, DIFFERS, Finding
from sanctions.matching.facts import SubjectFacts

ALGORITHM = "names-1"  # changes whenever the same facts would get another score

HIGHEST = 0.99
WORTH_A_LOOK = 0.65  # of the name alone: a birth date that differs demotes a candidate, and never hides it
PROBABLE, STRONG = 0.8, 0.9

Reason = dict[str, str]


class Band(StrEnum):
    STRONG = "strong"
    PROBABLE = "probable"
    POSSIBLE = "possible"
    NONE = ""


@dataclass(frozen=True)
class Score:
    value: float
    band: Band
    reasons: tuple[Reason, ...]


NO_SCORE = Score(0.0, Band.NONE, ({
    "what": "kind", "ours": "", "theirs": "", "verdict": DIFFERS, "words": "One is a person, the other is not.",
},))  # fmt: skip


def compare(ours: SubjectFacts, theirs: SubjectFacts) -> Score:
    """How likely it is that these are one and the same, with the reasons, the name's first."""
    if ours.kind != theirs.kind:
        return NO_SCORE
    findings = {comparer.what: comparer.compare(ours, theirs) for comparer in COMPARERS}
    value = sum(comparer.weight * findings[comparer.what].effect for comparer in COMPARERS)
    value = round(max(0.0, min(HIGHEST, value)), 4)
    reasons = tuple(_reason(what, finding) for what, finding in findings.items())
    return Score(value, _band(value, findings, is_person=ours.is_person), reasons)


def _band(value: float, findings: dict[str, Finding], *, is_person: bool) -> Band:
    """A name alone never makes a person more than possible, and neither does one whose birth date differs."""
    if findings["name"].effect < WORTH_A_LOOK:
        return Band.NONE
    agreed = {comparer for comparer in COMPARERS[1:] if findings[comparer.what].verdict == AGREES}
    if findings["birth date"].verdict == DIFFERS or (is_person and not agreed) or value < PROBABLE:
        return Band.POSSIBLE
    has_independent = any(comparer.is_independent for comparer in agreed) or (agreed and not is_person)
    return Band.STRONG if value >= STRONG and has_independent else Band.PROBABLE


def _reason(what: str, finding: Finding) -> Reason:
    return {"what": what, "ours": finding.ours, "theirs": finding.theirs, "verdict": finding.verdict, "words": finding.words}
