"""The page of one case as its own organisation sees it: tasks while it is written, then where it stands."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.views.generic import DetailView, View

from accounts.models import User
from audit.models import Record
from cases import policies
from cases.completeness import Contents
from cases.meter import meters
from cases.models import Case, FirstNote
from cases.parts import tasks_of
from cases.public_words import letter_heading, words_for
from cases.questions import is_story
from cases.services import typing
from cases.statuses import CaseStatus
from cases.together import called, names_for, others_on
from cases.views.detail import CaseDetail
from cases.views.visible import VisibleCases

# What a partner reads of the record: the steps of the case, and what was said about it afterwards.
TOLD = (
    "case.opened", "case.typed_for", "case.confirmed", "case.confirmed_in_call", "case.go_on", "case.file", "case.take_up",
    "case.return", "case.answer", "case.accept", "case.decline",
    "case.withdraw", "case.recall", "case.corrected", "case.copied", "case.correction_settled", "case.contact_revealed",
    "case.part_offered", "case.part_answered", "case.part_given", "case.part_ended", "case.part_left",
    "case.identity_sealed", "case.identity_asked", "case.identity_revealed", "case.identity_shredded", "case.shredded",
)  # fmt: skip


WRITING = (CaseStatus.DRAFT, CaseStatus.RETURNED)


def is_partner(user: Any) -> bool:
    return policies.can_open(user) and not user.is_coalition_staff


class CasePage(View):
    """One address for a case: a partner's page for partners, the desk's page for the coalition's own people."""

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        page = PartnerCase if is_partner(request.user) else CaseDetail
        return page.as_view()(request, reference=reference)


class PartnerCase(VisibleCases, DetailView):
    def get_queryset(self) -> Any:
        cases = super().get_queryset().select_related("first_note", "wording", "typed_by", "dictation")
        return cases.with_news_for(self.request.user)

    def get_template_names(self) -> list[str]:
        return ["cases/case_tasks.html" if self.object.status in WRITING else "cases/case_partner.html"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        case, user = self.object, self.request.user
        was_written = case.status != CaseStatus.NOTED
        return super().get_context_data(
            words=words_for(case),
            letters=[{"heading": letter_heading(note.action), "text": note.text, "at": note.at} for note in case.stepnotes.all()],
            note_facts=note_facts(getattr(case, "first_note", None)),
            events=what_happened(case, user),
            unread=case.unread,
            others=others_on(case, user),
            leads=policies.can_file(user, case),
            may_take_along=policies.can_write_everywhere(user, case),
            may_send=policies.can_send(user, case),
            may_copy=policies.can_contribute(user, case),
            may_correct=policies.can_correct(user, case),
            may_withdraw=policies.can_file(user, case) and case.status not in policies.OVER_FOR_PARTNERS,
            unsaved=typing.kept_in(case, of=user) if case.status in WRITING else (),
            **(writing(case) if was_written else {}),
            **kwargs,
        )


class Parts(PartnerCase):
    """The parts of a case for whoever types it for its partner."""

    def get_object(self, queryset: Any = None) -> Case:
        case: Case = super().get_object(queryset)
        if not policies.can_write(self.request.user, case):
            raise PermissionDenied
        return case


def writing(case: Case) -> dict[str, Any]:
    """The tasks of a case, what is asked, and the one thing to do next."""
    contents = Contents(case)
    tasks = tasks_of(case, contents)
    told = list(case.questions.sent())
    asked = [question for question in told if question.is_open]
    unanswered = {question.section for question in asked if not question.answer}
    for task in tasks:
        task.is_asked = any(question.section == task.section for question in asked)
        task.waits = task.section in unanswered
    return {
        "tasks": tasks,
        "told": told,
        "asked": asked,
        "unanswered": next((task for task in tasks if task.waits), None),
        "go_on_with": next((task for task in tasks if not task.is_complete and not is_story(task.section)), None),
        "meters": meters(contents) if case.status == CaseStatus.DRAFT else (),
        "stops": [gap for task in tasks for gap in task.gaps if gap.stops_filing],
    }


def what_happened(case: Case, reader: User) -> list[dict[str, Any]]:
    """The steps of a case; of the coalition's people, and of other organisations, a partner reads the side, not the name."""
    records = Record.objects.about(case).filter(verb__in=TOLD).select_related("actor__organisation")
    names = names_for(case, reader)
    return [{"when": row.at, "what": row.sentence, "who": called(row.actor, reader, names)} for row in records]


def note_facts(note: FirstNote | None) -> list[dict[str, Any]]:
    """What was asked first and what was answered; the safe contact stays sealed."""
    if note is None:
        return []
    asked = ("who", "what", "how_known", "evidence")
    return [{"term": note._meta.get_field(name).verbose_name, "value": getattr(note, name)} for name in asked]
