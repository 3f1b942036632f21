"""What people said and did about a case, beside what is in it: questions, changes, letters, who is set aside. One query."""

from typing import Any

from django.db.models import F, Model, QuerySet

from accounts.models import User
from cases.models import (
    Assessment,
    Case,
    CaseVersion,
    Correction,
    Determination,
    Flag,
    Identification,
    Message,
    NamedSubject,
    Note,
    Question,
    Recusal,
    ReviewPhase,
    Screening,
    StepNote,
    SubmissionWindow,
    Translation,
)
from cases.packing import keep, packed, unpacked

# Each relation of a case with the people whose names stand beside its rows.
EXCHANGES: tuple[tuple[str, type[Model], tuple[str, ...]], ...] = (
    ("questions", Question, ("asked_by", "answered_by", "withdrawn_by")),
    ("corrections", Correction, ("by", "dealt_with_by")),
    ("stepnotes", StepNote, ("by",)),
    ("recusals", Recusal, ("person", "said_by")),
    ("notes", Note, ("by",)),
    ("flags", Flag, ("person",)),
    ("messages", Message, ("by",)),
    ("screenings", Screening, ("by",)),
    ("named_subjects", NamedSubject, ()),
    ("identifications", Identification, ("by",)),
    ("assessments", Assessment, ("by",)),
    ("caseversions", CaseVersion, ("by",)),
    ("translations", Translation, ("by", "read_by")),
    ("determinations", Determination, ("drafted_by", "confirmed_by", "stopped_by")),
)

# A whole case, which no list of versions shows; and what is sealed, which one page opens, on record.
LEFT_OUT: dict[type[Model], str] = {CaseVersion: "content", Message: "text"}


def with_people(cases: QuerySet[Case]) -> QuerySet[Case]:
    return cases.select_related(
        "organisation", "opened_by", "taken_up_by", "assigned_to", "typed_by", "dictation", "first_note", "wording"
    )


def fetch_exchanges(case: Case) -> Case:
    """Read all of them at once; afterwards `case.questions.all()` and the others ask the database no more."""
    columns = [_packed(case, model, people) for _name, model, people in EXCHANGES]
    of_windows = [packed(SubmissionWindow.objects.filter(cases=case)), packed(ReviewPhase.objects.filter(window__cases=case))]
    *exchanged, windows, phases = Case.objects.filter(pk=case.pk).values_list(*columns, *of_windows).get()
    for (name, model, people), rows in zip(EXCHANGES, exchanged, strict=True):
        keep(case, name, [_with_names(row, case, people) for row in unpacked(model, rows)])
    keep(case, "windows", _with_phases(unpacked(SubmissionWindow, windows), unpacked(ReviewPhase, phases)))
    return case


def _with_phases(windows: list[Any], phases: list[Any]) -> list[Any]:
    for window in windows:
        keep(window, "phases", [phase for phase in phases if phase.window_id == window.pk])
    return windows


def _packed(case: Case, model: Any, people: tuple[str, ...]) -> Any:
    return packed(
        model.objects.filter(case=case),
        without=LEFT_OUT.get(model, ""),
        **{f"name_of_{who}": F(f"{who}__name") for who in people},
    )


def _with_names(row: Any, case: Case, people: tuple[str, ...]) -> Any:
    row.case = case
    for who in people:
        number = getattr(row, f"{who}_id")
        setattr(row, who, None if number is None else User(pk=number, name=getattr(row, f"name_of_{who}")))
    return row
