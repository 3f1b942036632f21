"""What a rule of the matrix comes to, given the facts."""

from collections.abc import Callable

from sanctions.mapping.facts import NOT_KNOWN, RIGHTS_SEEKER, Facts
from sanctions.mapping.law import NOT_COVERED, ProgrammeLaw, RuleLaw
from sanctions.mapping.words import Need, ProgrammeKind, Verdict

THREE_RIGHTS = frozenset({"killing", "torture", "slavery", "sexual_violence", "medical_harm", "institutions"})
VIOLENT = THREE_RIGHTS | {"disappearance", "detention", "trafficking", "children"}
TO_ARGUE = RuleLaw(Verdict.CONDITIONAL, Need.ARGUE)
AS_TORTURE = frozenset({"sexual_violence", "medical_harm"})

MET: dict[Need, Callable[[Facts], bool]] = {
    Need.ARGUE: lambda _facts: False,
    Need.VIOLENCE: lambda facts: bool(facts.conduct & VIOLENT),
    Need.THREE_RIGHTS: lambda facts: bool(facts.conduct & THREE_RIGHTS),
    Need.SYSTEMATIC: lambda facts: "systematic" in facts.says,
    Need.CONCERN: lambda facts: bool(facts.says),
    Need.OFFICIAL: lambda facts: facts.is_official,
}


def rule_for(kind: str, law: ProgrammeLaw, facts: Facts) -> RuleLaw:
    """A country regime is about one country. Where it has no row for a kind of conduct, a person argues it."""
    is_country = law.kind == ProgrammeKind.COUNTRY
    if is_country and law.country not in facts.countries | facts.nationalities:
        return NOT_COVERED
    return law.rules.get(kind, TO_ARGUE if is_country else NOT_COVERED)


def verdict_of(kind: str, rule: RuleLaw, facts: Facts) -> str:
    """A condition that is met makes it covered; what is not covered by itself becomes possible with what it needs."""
    if rule.verdict == Verdict.CORE or not rule.needs:
        return rule.verdict
    if rule.needs == Need.VICTIM_ROLE:
        return _by_role(kind, facts)
    if rule.needs == Need.CONCERN and kind in AS_TORTURE and "torture" in facts.conduct:
        return Verdict.CORE
    if not MET[Need(rule.needs)](facts):
        return rule.verdict
    return Verdict.CORE if rule.verdict == Verdict.CONDITIONAL else Verdict.CONDITIONAL


def _by_role(kind: str, facts: Facts) -> str:
    roles = {act.role for act in facts.acts if kind in act.conduct}
    if RIGHTS_SEEKER in roles:
        return Verdict.CORE
    return Verdict.CONDITIONAL if NOT_KNOWN in roles else Verdict.NONE
