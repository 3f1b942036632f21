"""A table of small comparers. Each looks at one kind of fact and gives its verdict, its effect, and the reason in words.

Names are compared apart (`naming.py`): everything here is evidence beside the name.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from sanctions.countries import code_of
from sanctions.matching.births import compare_birth_dates
from sanctions.matching.branches import compare_branches, compare_chief_names
from sanctions.matching.facts import SubjectFacts
from sanctions.matching.findings import AGREES, DIFFERS, NO_FINDING, NOTHING, Finding
from sanctions.matching.names import telling, tokens
from sanctions.matching.tokens import weight
from sanctions.matching.words import GENERIC, PARTICLES

NOT_IN_NUMBERS = re.compile(r"[\W_]+")
SHORTEST_NUMBER = 5


@dataclass(frozen=True, slots=True)
class Comparer:
    what: str
    speaks_for: float  # how much of what a name lacks to certainty its agreement adds
    speaks_against: float  # which part of the score its disagreement takes away
    compare: Callable[[SubjectFacts, SubjectFacts], Finding]
    is_independent: bool  # its agreement beside the name makes a candidate strong
    demotes: bool  # its disagreement leaves a candidate no more than possible
    is_missed: bool = False  # that it is not known is said too


def compare_countries(ours: SubjectFacts, theirs: SubjectFacts) -> Finding:
    said = ", ".join(ours.countries), ", ".join(theirs.countries)
    left, right = set(map(code_of, ours.countries)), set(map(code_of, theirs.countries))
    if not left or not right:
        return Finding(NOTHING, _missing("country", left, right), *said)
    if left & right:
        return Finding(AGREES, "The country agrees.", *said, effect=1.0)
    return Finding(DIFFERS, "The countries differ.", *said, effect=-1.0)


def compare_identifiers(ours: SubjectFacts, theirs: SubjectFacts) -> Finding:
    said = ", ".join(ours.identifiers), ", ".join(theirs.identifiers)
    left, right = ({_bare(number): number for number in facts.identifiers} for facts in (ours, theirs))
    shared = [number for number in left.keys() & right.keys() if len(number) >= SHORTEST_NUMBER]
    if not shared:
        return Finding(NOTHING, "No number of a document is known to both.", *said)
    return Finding(AGREES, "Both give the same document number.", left[shared[0]], right[shared[0]], 1.0)


def _bare(number: str) -> str:
    return NOT_IN_NUMBERS.sub("", number).casefold()


def compare_genders(ours: SubjectFacts, theirs: SubjectFacts) -> Finding:
    left, right = ({gender[:1].casefold() for gender in facts.genders} & {"f", "m"} for facts in (ours, theirs))
    said = ", ".join(ours.genders), ", ".join(theirs.genders)
    if not left or not right:
        return Finding(NOTHING, "Gender is not given on both sides.", *said)
    if left & right:
        return Finding(AGREES, "Gender agrees.", *said, effect=1.0)
    return Finding(DIFFERS, "One is given as a man, the other as a woman.", *said, effect=-1.0)


def compare_birth_places(ours: SubjectFacts, theirs: SubjectFacts) -> Finding:
    said = "; ".join(ours.birth_places), "; ".join(theirs.birth_places)
    left, right = ({word for place in facts.birth_places for word in tokens(place) if len(word) > 3} for facts in (ours, theirs))
    shared = left & right
    if not shared:
        return Finding(NOTHING, "No place of birth is known to both.", *said)
    return Finding(AGREES, f"Both name {_listed(sorted(shared))} as the place of birth.", *said, effect=1.0)


def compare_positions(ours: SubjectFacts, theirs: SubjectFacts) -> Finding:
    said = "; ".join(ours.positions), "; ".join(theirs.positions)
    if not ours.positions or not theirs.positions:
        return Finding(NOTHING, _missing("post", ours.positions, theirs.positions), *said)
    shared = _telling_words(ours) & _telling_words(theirs)
    if len(shared) < 2:
        return Finding(NOTHING, "The posts have too little in common to say.", *said)
    return Finding(AGREES, f"Both posts speak of {_listed(sorted(shared))}.", *said, effect=1.0)


def _telling_words(facts: SubjectFacts) -> set[str]:
    words = {word for position in facts.positions for word in telling(position, person=False)[0]}
    telling_ones = {word for word in words if len(word) > 3 and word not in PARTICLES}
    return telling_ones if any(word not in GENERIC and weight(word) == 1.0 for word in telling_ones) else set()


def _missing(what: str, left: object, right: object) -> str:
    if not left and not right:
        return f"Neither of us knows a {what}."
    return f"The list gives no {what}." if left else f"We know no {what}."


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


OTHER_NAMES = Comparer("other names", 0.0, 0.35, lambda *_: NO_FINDING, is_independent=False, demotes=False)
COMPARERS = (
    Comparer("chief name", 0.0, 0.33, compare_chief_names, is_independent=False, demotes=True),
    Comparer("branch", 0.0, 0.45, compare_branches, is_independent=False, demotes=True),
    Comparer("birth date", 0.4, 0.45, compare_birth_dates, is_independent=True, demotes=True, is_missed=True),
    Comparer("country", 0.1, 0.15, compare_countries, is_independent=False, demotes=False, is_missed=True),
    Comparer("document", 0.8, 0.0, compare_identifiers, is_independent=True, demotes=False),
    Comparer("birth place", 0.2, 0.0, compare_birth_places, is_independent=True, demotes=False),
    Comparer("gender", 0.0, 0.4, compare_genders, is_independent=False, demotes=True),
    Comparer("position", 0.2, 0.0, compare_positions, is_independent=True, demotes=False, is_missed=True),
)
