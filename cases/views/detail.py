"""The page of a case as the coalition reads it: what was filed on the left, what to do with it on the right."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import DetailView

from audit.models import Record
from cases import phases, policies
from cases.criteria import CHECKLIST
from cases.exchanges import fetch_exchanges, with_people
from cases.forms.deciding import NoteForm
from cases.forms.review import LetterForm, SentenceForm
from cases.models import Case
from cases.next_step import next_step
from cases.reading import read
from cases.services.review import READING, note_reading
from cases.statuses import CaseStatus, Section
from cases.together import joined
from cases.translating import beside, found, originals, stand_beside
from cases.views.deciding import readings
from cases.views.visible import FromAList, VisibleCases
from cases.workflow import STEPS, open_actions

HISTORY = 100
REPEATED = ("case.section_saved", "case.consent_recorded")
TONES = {CaseStatus.NOTED: "wait", CaseStatus.FILED: "wait", CaseStatus.RETURNED: "wait", CaseStatus.ACCEPTED: "good"}
ANSWER_TONES = {"yes": "good", "no": "wrong", "unsure": "wait"}


class CaseDetail(FromAList, VisibleCases, DetailView):
    def get_queryset(self) -> QuerySet[Case]:
        return with_people(super().get_queryset())

    def get_object(self, queryset: Any = None) -> Case:
        return fetch_exchanges(super().get_object(queryset))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        case, user = self.object, self.request.user
        records = list(Record.objects.about(case).select_related("actor")[:HISTORY])
        note_reading(case, by=user, recent=records)
        return super().get_context_data(
            tone=TONES.get(case.status, ""),
            next_step=next_step(case, user),
            may_review=policies.can_review(user, case),
            others=joined(case),
            history=_history(records),
            readers=_readers(records),
            letters=[{"note": note, "step": STEPS[note.action].label} for note in case.stepnotes.all()],
            note_facts=note_facts(case),
            **self.context_of_list(),
            **(among_colleagues(case, user) if policies.can_review(user, case) else {}),
            **(_of_a_filed_case(case, user) if policies.is_filed(case) else _of_a_note(case, user)),
            **kwargs,
        )


def among_colleagues(case: Case, user: Any) -> dict[str, Any]:
    """Notes, checks and readings: for those who review the case, and for nobody else."""
    notes = [{"row": note, "is_new": _is_new(note, user), "is_to_me": note.is_to(user)} for note in case.notes.all()]
    answers = {row.item: row for row in case.screenings.all()}
    identified = {row.subject_id for row in case.identifications.all()}
    return {
        "notes": notes,
        "unread": sum(message.is_new_to(user) for message in case.messages.all()),
        "waits": any(message.waits for message in case.messages.all()),
        "has_new_notes": any(note["is_new"] for note in notes),
        "flags": [flag for flag in case.flags.all() if flag.lowered_at is None and policies.can_lower_flag(user, flag)],
        "windows": phases.windows_of(case),
        "why_no_notes": phases.why_not(case, phases.NOTES),
        "note_form": NoteForm(auto_id="id_note_%s"),
        "checklist": [
            {"question": question, "row": row, "tone": ANSWER_TONES.get(row.answer, "") if row else ""}
            for question, row in ((question, answers.get(item)) for item, question in CHECKLIST.items())
        ],
        "unidentified": sum(row.subject_id not in identified for row in case.named_subjects.all()),
        "answered": answered(case),
        **readings(case, user),
    }


def answered(case: Case) -> dict[str, Any] | None:
    """What came with the last answers: the version, and how many things in it are not as they were sent back."""
    last = next((version for version in reversed(case.caseversions.all()) if version.why == "answer"), None)
    return {"version": last, "total": sum(last.changes.values())} if last else None


def _is_new(note: Any, user: Any) -> bool:
    return note.by_id != user.pk and user.pk not in note.read_by


def _of_a_filed_case(case: Case, user: Any) -> dict[str, Any]:
    asked: dict[str, list[Any]] = {section: [] for section in Section.values}
    question: Any
    for number, question in enumerate(case.questions.all(), start=1):
        question.number = number  # how the page calls it
        asked[question.section].append(question)
    reading = read(case)
    stand_beside(case, reading)
    for story in reading.stories:
        story["asked"] = asked[story["section"]]
    return {"reading": reading, "asked": asked, "parts": _parts(asked), "may_ask": policies.can_ask(user, case)}


def _of_a_note(case: Case, user: Any) -> dict[str, Any]:
    return {
        "may_answer_note": "go_on" in open_actions(case, user),
        "answer_forms": {"go_on": SentenceForm(auto_id="id_go_on_%s"), "decline": LetterForm(auto_id="id_decline_%s")},
    }


def note_facts(case: Case) -> list[dict[str, Any]]:
    """What was asked first and what was answered; the safe contact stays sealed."""
    newest = beside(case)
    return [{"term": one.label, "value": one.text, "beside": found(one, newest)} for one in originals(case, None)]


def _parts(asked: dict[str, list[Any]]) -> list[dict[str, Any]]:
    """The contents of the page; where a question is open, it says so."""
    return [
        {"section": section.value, "label": section.label, "asks": any(question.is_open for question in asked[section.value])}
        for section in Section
    ]


def _history(records: Sequence[Record]) -> list[dict[str, Any]]:
    """What happened, the newest first. Who changes parts one after the other on one day is told of once."""
    shown = [record for record in records if record.verb != READING]
    return [_told(next(same)) for _key, same in groupby(shown, key=_is_one_sitting)]


def _is_one_sitting(record: Record) -> tuple[Any, ...]:
    day = timezone.localdate(record.at)
    return (record.verb, record.actor_id, day) if record.verb in REPEATED else (record.pk,)


def _told(record: Record) -> dict[str, Any]:
    return {"when": record.at, "what": record.sentence, "who": record.actor or _("the system")}


def _readers(records: Sequence[Record]) -> list[Record]:
    """The last time that each person read the case, the newest first."""
    last: dict[int | None, Record] = {}
    for record in records:
        if record.verb == READING:
            last.setdefault(record.actor_id, record)
    return list(last.values())
