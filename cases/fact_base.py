"""What stands in a case and an argument can rest on, as it stands at one moment: one statement for any number of cases.

Of such a case `case.incidents.all()`, `act.involvements.all()`, `claim.sources.all()` and the like ask the database no more.
What is written later is not seen: read again.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Model, OuterRef, QuerySet

from cases.models import (
    Act,
    Alarm,
    Case,
    Claim,
    Consent,
    Correction,
    EvidenceFile,
    Incident,
    Involvement,
    Position,
    Source,
    Subject,
    SubjectName,
    Told,
    Victim,
    WorkingCopy,
)
from cases.packing import keep, packed, unpacked
from cases.wording import read_by

Rows = dict[type[Model], list[Any]]
OF_CASE = {"case": OuterRef("pk")}
CARRIED_BY = ArraySubquery(
    Claim.sources.through.objects.filter(claim=OuterRef("pk")).order_by("source").values("source")  # type: ignore[attr-defined]
)
NAMES, POSTS = (model.objects.filter(subject=OuterRef("pk")) for model in (SubjectName, Position))
PARTS: dict[type[Model], Callable[[], ArraySubquery]] = {
    Subject: lambda: packed(
        Subject.objects.filter(named_in__case=OuterRef("pk")).order_by("pk"), written=packed(NAMES), posts=packed(POSTS)
    ),
    Victim: lambda: packed(Victim.objects.filter(**OF_CASE)),
    Incident: lambda: packed(Incident.objects.filter(**OF_CASE), without="narrative"),
    Act: lambda: packed(Act.objects.filter(incident__case=OuterRef("pk"))),
    Involvement: lambda: packed(Involvement.objects.filter(act__incident__case=OuterRef("pk"))),
    Source: lambda: packed(Source.objects.filter(**OF_CASE)),
    EvidenceFile: lambda: packed(EvidenceFile.objects.filter(**OF_CASE), without="original_name"),
    WorkingCopy: lambda: packed(WorkingCopy.objects.filter(**OF_CASE)),
    Claim: lambda: packed(Claim.objects.filter(**OF_CASE), carried_by=CARRIED_BY),
    Consent: lambda: packed(Consent.objects.filter(**OF_CASE)),
    Correction: lambda: packed(Correction.objects.filter(**OF_CASE)),
    Told: lambda: packed(Told.objects.filter(**OF_CASE)),
    Alarm: lambda: packed(Alarm.objects.filter(organisation=OuterRef("organisation"))),
}

SAID_AS_FILED: tuple[type[Model], ...] = (Victim, Act, Involvement, Source)


def read(cases: QuerySet[Case]) -> dict[int, Case]:
    """These cases by key, each with what stands in it."""
    found = cases.select_related("organisation", "wording", "data_key").annotate(**_columns())
    for case in found:
        rows = {model: unpacked(model, vars(case)[_column(model)]) for model in PARTS}
        tie(case, rows)
        for model in SAID_AS_FILED:
            read_by(case.wording.words if case.wording else None, rows[model])
    return {case.pk: case for case in found}


@cache
def _columns() -> dict[str, ArraySubquery]:
    """Put together once: they are the same for all cases."""
    return {_column(model): rows() for model, rows in PARTS.items()}


def _column(model: type[Model]) -> str:
    return f"rows_of_{model.__name__.lower()}"


def tie(case: Case, rows: Rows) -> None:
    """Rows that belong together know each other, as `prefetch_related` and `select_related` leave them."""
    sources, victims = ({row.pk: row for row in rows[model]} for model in (Source, Victim))
    tie_acts(rows, victims)
    tie_sources(case, rows, sources)
    for subject in rows[Subject]:
        keep(subject, "names", unpacked(SubjectName, subject.written))
        keep(subject, "positions", unpacked(Position, subject.posts))
    for claim in rows[Claim]:
        keep(claim, "sources", [sources[key] for key in claim.carried_by])
    for relation, model in OF_A_CASE.items():
        keep(case, relation, rows[model])
    keep(case.organisation, "alarms", rows[Alarm])


OF_A_CASE: dict[str, type[Model]] = {
    "subjects": Subject,
    "victims": Victim,
    "incidents": Incident,
    "sources": Source,
    "claims": Claim,
    "consents": Consent,
    "corrections": Correction,
    "tolds": Told,
}


def tie_acts(rows: Rows, victims: dict[int, Victim]) -> None:
    involvements, acts = grouped(rows[Involvement], "act_id"), grouped(rows[Act], "incident_id")
    for incident in rows[Incident]:
        keep(incident, "acts", acts[incident.pk])
        for act in acts[incident.pk]:
            act.incident, act.victim = incident, victims[act.victim_id]
            keep(act, "involvements", involvements[act.pk])


def tie_sources(case: Case, rows: Rows, sources: dict[int, Source]) -> None:
    files, copies = grouped(rows[EvidenceFile], "source_id"), {copy.original_id: copy for copy in rows[WorkingCopy]}
    for source in sources.values():
        source.derived_from = sources.get(source.derived_from_id or 0)
        keep(source, "files", files[source.pk])
        for file in files[source.pk]:
            file.source, file.case = source, case
            EvidenceFile._meta.get_field("copy").set_cached_value(file, copies.get(file.pk))  # type: ignore[union-attr]


def grouped(rows: Iterable[Any], by: str) -> dict[int, list[Any]]:
    groups: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        groups[getattr(row, by)].append(row)
    return groups


def acts_of(case: Case, subject: int) -> list[Act]:
    """The acts that a subject, by its key, is said to be responsible for, in the order in which they happened."""
    acts = [act for incident in case.incidents.all() for act in incident.acts.all()]
    theirs = [act for act in acts if any(row.subject_id == subject for row in act.involvements.all())]
    return sorted(theirs, key=lambda act: (act.incident.began, act.pk))
