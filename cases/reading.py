"""A whole case as it is read on one page: everything that was filed, in as many queries as there are parts."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, Prefetch, QuerySet
from django.db.models.functions import JSONObject

from accounts.roles import Jurisdiction
from cases.completeness import spoke_in_confidence
from cases.models import (
    Act,
    Case,
    Claim,
    Consent,
    Correction,
    EvidenceFile,
    Incident,
    Position,
    Question,
    Source,
    StepNote,
    Subject,
    SubjectName,
    Victim,
)
from cases.vocabularies import Mode


@dataclass(frozen=True)
class Deed:
    """One act, and everybody who is said to be responsible for it, each with how."""

    act: Act
    victim: Victim
    responsible: list[tuple[Subject, str]]


@dataclass(frozen=True)
class ConsentRow:
    """What one person said, government by government; None where nobody has asked."""

    person: Victim | Source
    answers: list[Consent | None]


@dataclass(frozen=True)
class Reading:
    subjects: Sequence[Subject]
    incidents: Sequence[tuple[Incident, list[Deed]]]
    victims: Sequence[Victim]
    sources: Sequence[Source]
    claims: Sequence[tuple[Claim, list[Source], int]]
    consents: Sequence[ConsentRow]
    governments: Sequence[str]

    @property
    def is_empty(self) -> bool:
        return not (self.subjects or self.incidents or self.victims or self.sources or self.claims)


def with_exchanges(cases: QuerySet[Case]) -> QuerySet[Case]:
    """The case with what both sides said about it: first note, questions, corrections, letters."""
    return cases.select_related("organisation", "opened_by", "taken_up_by", "first_note").prefetch_related(
        Prefetch("questions", Question.objects.select_related("asked_by", "answered_by", "withdrawn_by")),
        Prefetch("corrections", Correction.objects.select_related("by", "dealt_with_by")),
        Prefetch("stepnotes", StepNote.objects.select_related("by")),
    )


def read(case: Case) -> Reading:
    """Seven queries, however large the case."""
    subjects = {subject.pk: subject for subject in _subjects(case)}
    victims = {victim.pk: victim for victim in case.victims.all()}
    sources = _numbered({source.pk: source for source in _sources(case)})
    return Reading(
        subjects=list(subjects.values()),
        incidents=_incidents(case, subjects, victims),
        victims=list(victims.values()),
        sources=list(sources.values()),
        claims=[_carried(claim, sources) for claim in case.claims.annotate(carried_by=ArrayAgg("sources", default=[]))],
        consents=_consents(case, [*victims.values(), *filter(spoke_in_confidence, sources.values())]),
        governments=[str(label) for label in Jurisdiction.labels],
    )


def _subjects(case: Case) -> QuerySet[Subject]:
    names = SubjectName.objects.filter(subject=OuterRef("pk"))
    positions = Position.objects.filter(subject=OuterRef("pk"))
    return (
        Subject.objects.filter(named_in__case=case)
        .annotate(
            written=ArraySubquery(names.values(json=JSONObject(kind="kind", text="text"))),
            posts=ArraySubquery(positions.values(json=JSONObject(title="title", body="body", since="since", until="until"))),
        )
        .order_by("named_in__pk")
    )


def _sources(case: Case) -> QuerySet[Source]:
    files = EvidenceFile.objects.filter(source=OuterRef("pk"))
    return case.sources.annotate(
        kept=ArraySubquery(files.values(json=JSONObject(pk="pk", sha256="sha256", size="size", media_type="media_type")))
    )


def _numbered(sources: dict[int, Any]) -> dict[int, Source]:
    """Each source knows the number that the page gives it, and the source that it repeats."""
    for number, source in enumerate(sources.values(), start=1):
        source.number, source.repeats = number, sources.get(source.derived_from_id)
    return sources


def _incidents(case: Case, subjects: dict[int, Subject], victims: dict[int, Victim]) -> list[tuple[Incident, list[Deed]]]:
    """One row for each act and each person responsible for it, put together again by incident."""
    rows = Act.objects.filter(incident__case=case).annotate(mode=F("involvements__mode"), by=F("involvements__subject"))
    deeds: dict[int, dict[int, Deed]] = defaultdict(dict)
    for act in rows.order_by("pk", "involvements__pk"):
        deed = deeds[act.incident_id].setdefault(act.pk, Deed(act, victims[act.victim_id], []))
        if act.by in subjects:
            deed.responsible.append((subjects[act.by], str(Mode(act.mode).label)))
    return [(incident, list(deeds[incident.pk].values())) for incident in case.incidents.all()]


def _carried(claim: Any, sources: dict[int, Source]) -> tuple[Claim, list[Source], int]:
    """A claim, the sources that show it, and how many of them do not go back to the same one."""
    carried_by = [sources[key] for key in claim.carried_by if key in sources]
    return claim, carried_by, len({_root(source, sources) for source in carried_by})


def _root(source: Source, sources: dict[int, Source]) -> int:
    """The source that a chain of repetitions goes back to."""
    seen = set()
    while source.derived_from_id in sources and source.pk not in seen:
        seen.add(source.pk)
        source = sources[source.derived_from_id]
    return source.pk


def _consents(case: Case, people: Iterable[Victim | Source]) -> list[ConsentRow]:
    said = {(row.victim_id, row.source_id, row.government): row for row in Consent.objects.filter(case=case).current()}
    return [
        ConsentRow(person, [said.get((*_whose(person), government)) for government in Jurisdiction.values]) for person in people
    ]


def _whose(person: Victim | Source) -> tuple[int | None, int | None]:
    return (person.pk, None) if isinstance(person, Victim) else (None, person.pk)
