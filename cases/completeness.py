"""What a case still lacks, in sentences. Used by the list of tasks, by filing, and by staff."""

from collections import defaultdict
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, Model, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy as _n

from accounts.roles import Jurisdiction
from cases.models import (
    Act,
    Case,
    Claim,
    Consent,
    EvidenceFile,
    Incident,
    Involvement,
    Position,
    Source,
    Subject,
    SubjectName,
    Told,
    Victim,
)
from cases.packing import keep, packed, unpacked
from cases.statuses import ConsentAnswer, Section
from cases.vocabularies import Dated, Placed, SourceType

NAMES = SubjectName.objects.filter(subject=OuterRef("pk"))
SPOKEN = (SourceType.VICTIM, SourceType.WITNESS, SourceType.INSIDER)


def spoke_in_confidence(source: Source) -> bool:
    """A person stands behind this source, and not anybody can find it."""
    return source.type in SPOKEN and not source.is_open


class Contents:
    """What stands in a case: everything in one query, made when first asked for.

    Rows carry the few numbers that the checks below ask for.
    """

    def __init__(self, case: Case) -> None:
        self.case = case

    @cached_property
    def _rest(self) -> dict[type[Model], list[Any]]:
        acts, claims = Act.objects.filter(incident__case=self.case), Claim.objects.filter(case=self.case)
        incidents, sources = Incident.objects.filter(case=self.case), Source.objects.filter(case=self.case)
        named = Subject.objects.filter(named_in__case=self.case).order_by("pk")
        parts = {
            Subject: packed(named, post_count=_count(Position, "subject"), written=packed(NAMES)),
            Told: packed(Told.objects.filter(case=self.case)),
            Victim: packed(Victim.objects.filter(case=self.case)),
            Incident: packed(incidents, act_count=_count(Act, "incident")),
            Act: packed(acts, has_responsible=Exists(Involvement.objects.filter(act=OuterRef("pk")))),
            Source: packed(sources, file_count=_count(EvidenceFile, "source")),
            Claim: packed(claims, source_count=_count(Claim.sources.through, "claim")),
            Position: packed(Position.objects.filter(subject__named_in__case=self.case)),
            Consent: packed(Consent.objects.filter(case=self.case).current()),
        }
        read = Case.objects.filter(pk=self.case.pk).values_list(*parts.values()).get()
        rest = {model: unpacked(model, rows) for model, rows in zip(parts, read, strict=True)}
        for subject in rest[Subject]:
            keep(subject, "names", unpacked(SubjectName, subject.written))
        return rest

    @property
    def subjects(self) -> list[Subject]:
        return self._rest[Subject]

    @property
    def posts(self) -> list[Position]:
        return self._rest[Position]

    @property
    def victims(self) -> list[Victim]:
        return self._rest[Victim]

    @property
    def incidents(self) -> list[Incident]:
        return self._rest[Incident]

    @property
    def acts(self) -> list[Act]:
        return self._rest[Act]

    @property
    def sources(self) -> list[Source]:
        return self._rest[Source]

    @property
    def claims(self) -> list[Claim]:
        return self._rest[Claim]

    @property
    def consents(self) -> list[Consent]:
        return self._rest[Consent]

    @property
    def told(self) -> dict[str, str]:
        return {row.code: row.text for row in self._rest[Told]}

    @property
    def people(self) -> list[Victim | Source]:
        """Those who are asked for consent: people who were harmed, and people who spoke in confidence."""
        return [*self.victims, *(source for source in self.sources if spoke_in_confidence(source))]

    @property
    def answered(self) -> set[tuple[int | None, int | None, str]]:
        return {(row.victim_id, row.source_id, row.government) for row in self.consents if row.answer != ConsentAnswer.NOT_ASKED}


def _count(model: type[Model], of: str) -> Coalesce:
    """How many rows of a model belong to the outer row."""
    counted = model._default_manager.order_by().values(of).filter(**{of: OuterRef("pk")}).annotate(count=Count("pk"))
    return Coalesce(Subquery(counted.values("count")), 0)


@dataclass(frozen=True)
class Check:
    """`find` counts how often something is missing; 0 is well. Without it when `stops_filing`, a case is not filed."""

    section: Section
    find: Callable[[Contents], int]
    sentence: Promise
    stops_filing: bool = False


@dataclass(frozen=True)
class Gap:
    section: Section
    sentence: str
    stops_filing: bool
    times: int = 1


def _how_many(part: str, lacks: Callable[[Any], Any]) -> Callable[[Contents], int]:
    return lambda contents: sum(1 for row in getattr(contents, part) if lacks(row))


def _none(part: str, counts: Callable[[Any], Any]) -> Callable[[Contents], int]:
    """Once, when no row of this part counts."""
    return lambda contents: int(not any(counts(row) for row in getattr(contents, part)))


def _there(row: Any) -> bool:
    return True


def _is_whole(act: Any) -> bool:
    """Who did what to whom."""
    return bool(act.abuse and act.has_responsible)


def _lacks_post(subject: Any) -> bool:
    return bool(subject.main_name and subject.kind == Subject.Kind.PERSON and not subject.post_count)


def _open_consents(contents: Contents) -> int:
    """People who have not been asked about every government."""
    answered = contents.answered
    return sum(1 for person in contents.people if any(key not in answered for key in _consent_keys(person)))


def _consent_keys(person: Victim | Source) -> list[tuple[int | None, int | None, str]]:
    victim, source = (person.pk, None) if isinstance(person, Victim) else (None, person.pk)
    return [(victim, source, government) for government in Jurisdiction.values]


S = Section
# fmt: off
CHECKS = (
    Check(S.SUBJECTS, _none("subjects", lambda row: row.main_name), _("At least one person or body with a name is needed."),
          stops_filing=True),
    Check(S.SUBJECTS, _how_many("subjects", _lacks_post),
          _n("One person has no post yet.", "%d people have no post yet.")),
    Check(S.SUBJECTS, _how_many("subjects", lambda row: not row.main_name),
          _n("One entry has no name yet.", "%d entries have no name yet.")),
    Check(S.VICTIMS, _none("victims", _there), _("Nobody who was harmed is described yet.")),
    Check(S.INCIDENTS, _none("acts", _is_whole),
          _("At least one act is needed that says what was done, to whom, and how somebody is responsible for it."),
          stops_filing=True),
    Check(S.INCIDENTS, _how_many("incidents", lambda row: not row.began and row.dated != Dated.UNKNOWN),
          _n("One incident has no date yet.", "%d incidents have no date yet.")),
    Check(S.INCIDENTS, _how_many("incidents", lambda row: not row.place and row.placed != Placed.UNKNOWN),
          _n("One incident has no place yet.", "%d incidents have no place yet.")),
    Check(S.INCIDENTS, _how_many("incidents", lambda row: not row.narrative),
          _n("One incident is not told yet.", "%d incidents are not told yet.")),
    Check(S.INCIDENTS, _how_many("incidents", lambda row: not row.act_count),
          _n("One incident has no act yet: what was done, and to whom.", "%d incidents have no act yet.")),
    Check(S.INCIDENTS, _how_many("acts", lambda row: not row.abuse),
          _n("One act does not say what was done.", "%d acts do not say what was done.")),
    Check(S.INCIDENTS, _how_many("acts", lambda row: not row.has_responsible),
          _n("One act names nobody as responsible.", "%d acts name nobody as responsible.")),
    Check(S.EVIDENCE, _none("sources", _there), _("At least one source is needed: a document, a recording, somebody who spoke."),
          stops_filing=True),
    Check(S.EVIDENCE, _how_many("sources", lambda row: not row.title or not row.type),
          _n("One source has no title or kind yet.", "%d sources have no title or kind yet.")),
    Check(S.CLAIMS, _none("claims", _there), _("No fact is written down yet.")),
    Check(S.CLAIMS, _how_many("claims", lambda row: not row.source_count),
          _n("One fact has no source yet.", "%d facts have no source yet.")),
    Check(S.CONTRARY, lambda contents: int(contents.told.get("contrary_found") == "not_yet"),
          _("You have not looked yet for what speaks against it.")),
    Check(S.CONSENT, _open_consents,
          _n("One person has not answered for every government yet.", "%d people have not answered for every government yet.")),
    Check(S.CONSENT, _how_many("consents", lambda row: row.answer == ConsentAnswer.YES and not row.how),
          _n("One answer does not say how it was given.", "%d answers do not say how they were given.")),
    Check(S.CONSENT, _how_many("consents", lambda row: row.exceptions),
          _n("To one question not everybody of a group said yes: what shows the group is not used for it.",
             "To %d questions not everybody of a group said yes: what shows the group is not used for these.")),
)
# fmt: on


def gaps_in(contents: Contents, sections: Collection[str] = tuple(Section)) -> dict[str, list[Gap]]:
    """For each section what is missing in it; a section without a gap is not there."""
    gaps: dict[str, list[Gap]] = defaultdict(list)
    for check in CHECKS:
        if check.section in sections and (times := check.find(contents)):
            gaps[check.section].append(Gap(check.section, _say(check.sentence, times), check.stops_filing, times))
    return dict(gaps)


def _say(sentence: Promise, times: int) -> str:
    try:
        return str(sentence % times)  # a counted sentence is chosen by its number
    except TypeError:
        return str(sentence)


def what_stops_filing(case: Case) -> list[Gap]:
    """What a case must have before it is filed: somebody named, an act with somebody responsible, a source."""
    return [gap for gaps in gaps_in(Contents(case)).values() for gap in gaps if gap.stops_filing]
