"""What staff do with a case beside its steps: ask, take a question back, settle a correction, read what is sealed."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import cast

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from audit.log import record
from audit.models import Record
from audit.steps import IllegalStep
from cases import policies, workflow
from cases.clock import working_day_after
from cases.models import Case, Correction, Question
from cases.statuses import CaseStatus, Section
from jobs.services import promise
from vault.fields import SealedText

WORKING_DAYS_TO_ANSWER = 10
READING = "case.read"
SAME_READING = timedelta(hours=1)


def usual_due_date() -> date:
    """Ten working days from today, as a question waits for them by default."""
    return working_day_after(timezone.localdate(), WORKING_DAYS_TO_ANSWER)


@transaction.atomic
def ask_question(case: Case, section: Section, text: str, *, by: User, due_on: date | None = None) -> Question:
    """Write a question about one section. The partner reads it once the step "return" has sent it.

    Raises `PermissionDenied`, or `IllegalStep` when the case is not in review.
    """
    _lock(case)
    _let_reviewers_only(by, case)
    if not policies.can_ask(by, case):
        raise IllegalStep(_("Questions can be asked while a case is in review; this one is “%s”.") % case.get_status_display())
    question = Question.objects.create(case=case, section=section, text=text, asked_by=by, due_on=due_on or usual_due_date())
    record(by, "case.question_asked", case)
    return question


@transaction.atomic
def withdraw_question(question: Question, *, by: User) -> Question:
    """Take a question back. When it was the last open one of a returned case, the case comes back to review.

    Raises `PermissionDenied`, or `IllegalStep` when it has been answered or withdrawn in the meantime.
    """
    case = question.case
    _lock(case)
    question.refresh_from_db()
    _let_reviewers_only(by, case)
    if not question.is_open:
        raise IllegalStep(_("This question is no longer open: it has been answered or withdrawn in the meantime."))
    question.withdrawn_by, question.withdrawn_at = by, timezone.now()
    question.save(update_fields=["withdrawn_by", "withdrawn_at"])
    record(by, "case.question_withdrawn", case)
    if case.status == CaseStatus.RETURNED and not case.has_open_question:
        workflow.move(case, "recall", by=by)
    return question


@transaction.atomic
def settle_correction(correction: Correction, *, by: User) -> Correction:
    """Say that what the partner told has been dealt with. Raises `PermissionDenied`, or `IllegalStep` the second time."""
    case = correction.case
    _lock(case)
    correction.refresh_from_db()
    _let_reviewers_only(by, case)
    if not correction.is_open:
        raise IllegalStep(_("A colleague has already dealt with this."))
    correction.dealt_with_by, correction.dealt_with_at = by, timezone.now()
    correction.save(update_fields=["dealt_with_by", "dealt_with_at"])
    settled = record(by, "case.correction_settled", case)
    promise("cases.tell_of_step", record=settled.pk)
    return correction


@transaction.atomic
def reveal_contact(case: Case, *, by: User) -> str:
    """The sealed contact of the first note, for this once; the record says who read it. Raises `PermissionDenied`."""
    _let_reviewers_only(by, case)
    record(by, "case.contact_revealed", case)
    contact = cast(SealedText, case.first_note.safe_contact)
    return contact.reveal()


@transaction.atomic
def reveal_call(case: Case, *, by: User) -> str:
    """With whom a case was confirmed in a call, and where the recording is; on record. Raises `PermissionDenied`."""
    _let_reviewers_only(by, case)
    record(by, "case.contact_revealed", case)
    return cast(SealedText, case.dictation.call).reveal()


def note_reading(case: Case, *, by: User, recent: Iterable[Record]) -> None:
    """Record that somebody outside the case's organisation read it: once an hour, or the record would drown in it.

    `recent` are the newest records about the case.
    """
    since = timezone.now() - SAME_READING
    just_read = any(row.verb == READING and row.actor_id == by.pk and row.at > since for row in recent)
    if not policies.is_on(by, case) and not just_read:
        record(by, READING, case)


def _lock(case: Case) -> None:
    case.refresh_from_db(from_queryset=Case.objects.select_for_update())


def _let_reviewers_only(user: User, case: Case) -> None:
    if not policies.can_review(user, case):
        raise PermissionDenied
