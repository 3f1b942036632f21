"""The mapping check: which programmes can be argued from what is recorded, by which criteria, and what stands in the way.

It proposes; a person chooses. Pure: the same facts and the same law give the same answer.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _

from sanctions.mapping.facts import NOT_KNOWN, RIGHTS_SEEKER, ActFacts, Facts
from sanctions.mapping.law import CriterionLaw, ProgrammeLaw
from sanctions.mapping.objections import about_conduct, about_roles, about_the_rest, bars, belongs
from sanctions.mapping.remarks import MIRROR, WITH_ROUTES, Remark
from sanctions.mapping.verdicts import rule_for, verdict_of
from sanctions.mapping.words import ProgrammeKind, Verdict

BEST = (Verdict.CORE, Verdict.CONDITIONAL, Verdict.NONE)


@dataclass(frozen=True)
class Assessment:
    """What one programme makes of the facts. `proposed` are criteria in the law's own order."""

    programme: ProgrammeLaw
    verdict: str
    proposed: tuple[CriterionLaw, ...]
    remarks: tuple[Remark, ...]

    @property
    def can_be_argued(self) -> bool:
        return self.verdict != Verdict.NONE


def assess(facts: Facts, laws: Sequence[ProgrammeLaw], labels: Mapping[str, str], *, today: date) -> list[Assessment]:
    """Every programme in turn, `labels` naming the kinds of conduct. A warning that has a way out says where it leads."""
    found = [_assess(facts, law, labels, today) for law in laws]
    return [replace(one, remarks=tuple(_complete(one, found, facts))) for one in found]


def _assess(facts: Facts, law: ProgrammeLaw, labels: Mapping[str, str], today: date) -> Assessment:
    barred = list(bars(facts, law))
    verdicts = {kind: verdict_of(kind, rule_for(kind, law, facts), facts) for kind in sorted(facts.conduct)}
    verdict = Verdict.NONE if barred else min(verdicts.values(), key=BEST.index, default=Verdict.NONE)
    proposed = () if barred else tuple(row for row in law.criteria if any(_meets(row, act, verdicts) for act in facts.acts))
    conduct = [] if barred else about_conduct(facts, law, verdicts, labels)
    remarks = [*barred, *conduct, *about_roles(facts, law), *about_the_rest(facts, law, today)]
    if verdict != Verdict.NONE and not proposed:
        remarks.append(Remark("no_mode", {"programme": law.name}))
    return Assessment(law, verdict, proposed, tuple(remarks))


def _meets(criterion: CriterionLaw, act: ActFacts, verdicts: Mapping[str, str]) -> bool:
    if criterion.needs_role and act.role not in (RIGHTS_SEEKER, NOT_KNOWN):
        return False
    covered = any(belongs(criterion, kind) and verdicts[kind] != Verdict.NONE for kind in act.conduct)
    return covered and bool(criterion.modes & act.modes)


def _complete(one: Assessment, found: Sequence[Assessment], facts: Facts) -> Iterator[Remark]:
    """The remarks with the ways out, and what speaks for asking: each once."""
    seen = set()
    for remark in one.remarks:
        said = replace(remark, values={**remark.values, "routes": _route(one, found)}) if remark.code in WITH_ROUTES else remark
        if said.sentence not in seen:
            seen.add(said.sentence)
            yield said
    yield from _arguments(one, found, facts)


def _route(one: Assessment, found: Sequence[Assessment]) -> str:
    """Criteria of the same programme that ask for less; or else other programmes of the same government."""
    if one.can_be_argued and (citations := [row.citation for row in one.proposed if not row.needs_role]):
        return _("This route asks for no such thing: %(routes)s.") % {"routes": "; ".join(citations)}
    others = [other.programme.name for other in _of_same_government(one, found) if other.can_be_argued]
    if not others:
        return _("No other programme of this government fits what is recorded.")
    return _("What fits instead: %(routes)s.") % {"routes": "; ".join(others)}


def _of_same_government(one: Assessment, found: Sequence[Assessment]) -> Iterator[Assessment]:
    return (other for other in found if other is not one and other.programme.government == one.programme.government)


def _arguments(one: Assessment, found: Sequence[Assessment], facts: Facts) -> Iterator[Remark]:
    names = {other.programme.government: other.programme.government_name for other in found}
    elsewhere = [names.get(code, code) for code in sorted(facts.listed_by - {one.programme.government})]
    if elsewhere and one.programme.government == MIRROR:
        yield Remark("listed_elsewhere", {"governments": ", ".join(elsewhere)})
    countries = [
        other.programme.name
        for other in _of_same_government(one, found)
        if other.programme.kind == ProgrammeKind.COUNTRY and other.can_be_argued
    ]
    if countries and one.programme.kind != ProgrammeKind.COUNTRY and one.can_be_argued:
        yield Remark("country_programme", {"programmes": "; ".join(countries)})
