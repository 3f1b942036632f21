"""Answering what staff ask about a returned case. An answer is kept at once and sent with all the others."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from audit.log import record
from audit.models import Record
from audit.steps import IllegalStep
from cases import policies, workflow
from cases.models import Case, Question
from cases.statuses import CaseStatus


class QuestionOver(Exception):
    """The question was withdrawn, or its answer was sent. The words are fit for a page."""


@transaction.atomic
def write_answer(question: Question, text: str, *, by: User) -> Question:
    """Keep an answer; it can be changed until it is sent. Raises `PermissionDenied` or `QuestionOver`."""
    case = question.case
    case.refresh_from_db(from_queryset=Case.objects.select_for_update())
    question.refresh_from_db()
    if not policies.can_write_in(by, case, question.section):
        raise PermissionDenied
    if question.withdrawn_at is not None:
        raise QuestionOver(_("The coalition has taken this question back. You need not answer it."))
    if case.status != CaseStatus.RETURNED or not question.is_open:
        raise QuestionOver(_("The answers have been sent already."))
    question.answer, question.answered_by = text, by
    question.save(update_fields=["answer", "answered_by"])
    return question


@transaction.atomic
def send_answers(case: Case, *, by: User) -> Record:
    """Send what was answered; the case goes back into review.

    Raises `PermissionDenied`, or `IllegalStep` when a question has no answer yet.
    """
    case.refresh_from_db(from_queryset=Case.objects.select_for_update())
    if not policies.can_send(by, case):
        raise PermissionDenied
    if case.status == CaseStatus.RETURNED:
        for question in case.questions.open():
            _close(question, by)
    return workflow.move(case, "answer", by=by)


def _close(question: Question, by: User) -> None:
    if not question.answer.strip():
        raise IllegalStep(_("A question has no answer yet. Answer it first; a few words are enough."))
    question.answered_at = timezone.now()
    question.save(update_fields=["answered_at"])
    record(by, "case.question_answered", question.case)
