"""From findings to a score, a band, and reasons a person can check. The score is never 1: nothing is certain here."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sanctions.matching.comparers import COMPARERS, OTHER_NAMES, Comparer
from sanctions.matching.explain import in_words, word_by_word
from sanctions.matching.facts import SubjectFacts
from sanctions.matching.findings import AGREES, DIFFERS, NOTHING, Finding
from sanctions.matching.naming import Naming, compare_names, compare_other_names
from sanctions.matching.tokens import sounds_common, weight

ALGORITHM = "names-5"  # changes whenever the same facts would get another score

THRESHOLD = 0.75  # shipped: from here on two records are taken for one, and below it only a person's look decides
HIGHEST = 0.99
ALONE = 0.92  # the most that a name can say by itself
COMMON, TELLING, COMMON_WEIGHT, LIGHT = (
    0.74,
    1.5,
    0.6,
    0.3,
)  # and the most that one of several can say, of which only one or two names met that millions bear
PAIR = 2  # a name of each, and neither has another
WORTH_A_LOOK = 0.65  # of the name alone: a birth date that differs demotes a candidate, and never hides it
PROBABLE, STRONG = 0.8, 0.9
RARE, RARE_LETTERS = 2, 10  # a name of so many telling tokens and letters is not borne by many

Reason = dict[str, Any]


class Band(StrEnum):
    STRONG = "strong"
    PROBABLE = "probable"
    POSSIBLE = "possible"
    NONE = ""


@dataclass(frozen=True, slots=True)
class Score:
    value: float
    band: Band
    name: float  # how alike the names are, before anything else was looked at
    reasons: tuple[Reason, ...]


NO_SCORE = Score(0.0, Band.NONE, 0.0, ({
    "what": "kind", "ours": "", "theirs": "", "verdict": DIFFERS, "words": "One is a person, the other is not.",
},))  # fmt: skip


def compare(ours: SubjectFacts, theirs: SubjectFacts) -> Score:
    """How likely it is that these are one and the same, with the reasons, the name's first."""
    if ours.kind != theirs.kind:
        return NO_SCORE
    naming = compare_names(ours, theirs)
    findings = [(OTHER_NAMES, compare_other_names(naming, ours, theirs))]
    findings += [(comparer, comparer.compare(ours, theirs)) for comparer in COMPARERS]
    similarity = naming.alignment.similarity
    agreed = any(finding.verdict == AGREES for _, finding in findings)
    several = len(ours.names) + len(theirs.names) > PAIR
    little = is_common(naming) if ours.is_person else findings[0][1].verdict != AGREES and is_one_word(naming)
    likeness = min(similarity, COMMON) if several and little else similarity
    value = round(min(HIGHEST if agreed else ALONE, _weighed(likeness, findings)), 4)
    told = [
        pair for pair in findings if pair[1].verdict != NOTHING or (pair[0].is_missed and (ours.is_person or _is_known(pair[1])))
    ]
    reasons = (_reason_of_name(naming), *(_reason(comparer, finding) for comparer, finding in told))
    return Score(value, _band(value, naming, findings, is_person=ours.is_person), similarity, reasons)


def _weighed(value: float, findings: list[tuple[Comparer, Finding]]) -> float:
    """Agreement takes away part of the doubt that is left, disagreement part of what speaks for it."""
    for comparer, finding in findings:
        if finding.effect > 0:
            value += comparer.speaks_for * finding.effect * (1 - value) * value
        elif finding.effect < 0:
            value *= 1 + comparer.speaks_against * finding.effect
    return value


def _band(value: float, naming: Naming, findings: list[tuple[Comparer, Finding]], *, is_person: bool) -> Band:
    """A common name alone never makes a person more than possible, and neither does one whose birth date differs."""
    if naming.alignment.similarity < WORTH_A_LOOK:
        return Band.NONE
    agreed = {comparer for comparer, finding in findings if finding.verdict == AGREES and comparer.speaks_for}
    demoted = any(comparer.demotes and finding.verdict == DIFFERS for comparer, finding in findings)
    if demoted or value < PROBABLE or not (agreed or is_rare(naming, is_person=is_person)):
        return Band.POSSIBLE
    has_independent = any(comparer.is_independent for comparer in agreed) or (agreed and is_rare(naming, is_person=is_person))
    return Band.STRONG if value >= STRONG and has_independent else Band.PROBABLE


def is_rare(naming: Naming, *, is_person: bool) -> bool:
    """Whether the names that met have enough in common that few others are called so."""
    met = [word for ours, _, similarity in naming.alignment.met if similarity > 0.85 for word in ours.split()]
    rare = [word for word in met if weight(word, person=is_person) >= 1]
    return len(rare) >= (RARE if is_person else 1) and len("".join(rare)) >= RARE_LETTERS


def is_common(naming: Naming) -> bool:
    """Whether all that met are one or two of the names that millions bear."""
    met = [word for ours, _, _ in naming.alignment.met for word in ours.split()]
    return len(naming.alignment.met) > 1 and sum(COMMON_WEIGHT if sounds_common(word) else weight(word) for word in met) < TELLING


def is_one_word(naming: Naming) -> bool:
    """Whether two bodies have one short word in common, and one of them says more of itself: `Orsa Bank`, `Orsa Trust Bank`."""
    met = [word for ours, _, _ in naming.alignment.met for word in ours.split()]
    more = (weight(word, person=False) for word in (*naming.alignment.only_left, *naming.alignment.only_right))
    return max(more, default=0) > LIGHT and len("".join(word for word in met if weight(word, person=False) >= 1)) < RARE_LETTERS


def _reason_of_name(naming: Naming) -> Reason:
    similarity = naming.alignment.similarity
    verdict = AGREES if similarity > 0.5 else DIFFERS
    said = {"what": "name", "ours": naming.ours, "theirs": naming.theirs, "verdict": verdict}
    return {**said, "words": in_words(naming), "aligned": word_by_word(naming)}


def _is_known(finding: Finding) -> bool:
    return bool(finding.ours or finding.theirs)


def _reason(comparer: Comparer, finding: Finding) -> Reason:
    said = {"what": comparer.what, "ours": finding.ours, "theirs": finding.theirs}
    return {**said, "verdict": finding.verdict, "words": finding.words}
