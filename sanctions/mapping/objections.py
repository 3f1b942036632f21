"""What stands in the way of a programme, or speaks for it: one function for each kind of remark."""

from collections.abc import Iterator, Mapping
from datetime import date

from sanctions.mapping.facts import NOT_KNOWN, RIGHTS_SEEKER, Facts
from sanctions.mapping.law import CriterionLaw, ProgrammeLaw
from sanctions.mapping.remarks import Remark
from sanctions.mapping.verdicts import AS_TORTURE, rule_for
from sanctions.mapping.words import Conduct, Need, ProgrammeKind, Verdict

CORRUPTION = "corruption"


def bars(facts: Facts, law: ProgrammeLaw) -> Iterator[Remark]:
    """What no argument can mend."""
    if not facts.acts:
        yield Remark("no_act")
    if facts.is_body and not law.takes_bodies:
        yield Remark("body", {"programme": law.name})
    elif law.officials_only and not facts.is_official:
        yield Remark("not_official", {"programme": law.name})


def about_conduct(facts: Facts, law: ProgrammeLaw, verdicts: Mapping[str, str], labels: Mapping[str, str]) -> Iterator[Remark]:
    """What a kind of conduct still needs. A country regime of another country is not about it, and says nothing."""
    elsewhere = law.kind == ProgrammeKind.COUNTRY and law.country not in facts.countries | facts.nationalities
    for kind, verdict in verdicts.items() if not elsewhere else ():
        rule = rule_for(kind, law, facts)
        told = {"conduct": labels.get(kind, kind), "programme": law.name, "words": rule.words}
        if verdict == Verdict.NONE and rule.needs != Need.VICTIM_ROLE:
            yield Remark("outside", told)
        elif verdict == rule.verdict == Verdict.CONDITIONAL and rule.needs in (
            Need.ARGUE,
            Need.VIOLENCE,
            Need.THREE_RIGHTS,
            Need.SYSTEMATIC,
            Need.CONCERN,
        ):
            yield Remark(rule.needs, told if rule.needs != Need.SYSTEMATIC else {"programme": law.name})
        if verdict == rule.verdict == Verdict.CONDITIONAL and rule.needs == Need.CONCERN and kind in AS_TORTURE:
            yield Remark("torture_route", told)


def about_roles(facts: Facts, law: ProgrammeLaw) -> Iterator[Remark]:
    """The criteria that ask who the victims were. One remark for a programme: its first such criterion stands for all."""
    asking = next((row for row in law.criteria if row.needs_role), None)
    abuse = [act for act in facts.acts if act.conduct - {CORRUPTION}]
    if asking is None or not abuse or (facts.is_body and not law.takes_bodies):
        return
    roles = {act.role for act in abuse}
    if RIGHTS_SEEKER not in roles:
        yield Remark("victim_role_unknown" if NOT_KNOWN in roles else "victim_role", {"citation": asking.citation})


def about_the_rest(facts: Facts, law: ProgrammeLaw, today: date) -> Iterator[Remark]:
    """Age, nationality, and who listed the subject already."""
    if law.recency_years and facts.acts and all(_is_older(act.when, law.recency_years, today) for act in facts.acts):
        yield Remark("old", {"years": str(law.recency_years), "government": law.government_name})
    if own := sorted(facts.nationalities & law.nationals):
        yield Remark("national", {"country": ", ".join(own).upper(), "programme": law.name})
    if law.government in facts.listed_by:
        yield Remark("listed_here", {"government": law.government_name})


def _is_older(when: str, years: int, today: date) -> bool:
    """Whether all of a year, month or day lies before the same day some years ago. What has no date may be new."""
    limit = today.replace(year=today.year - years, day=min(today.day, 28)).isoformat()
    return bool(when) and when < limit[: len(when)]


def belongs(criterion: CriterionLaw, kind: str) -> bool:
    return criterion.conduct == Conduct.ANY or (kind == CORRUPTION) == (criterion.conduct == Conduct.CORRUPTION)
