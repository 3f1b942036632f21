"""The life of a case. Every change of status is one of these steps; docs/workflows.md tells them in words."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from audit.models import Record
from audit.steps import Step, take_step
from cases import policies
from cases.models import Case, StepNote
from cases.statuses import CaseStatus as S
from jobs.services import promise

# fmt: off
STEPS = {
    "go_on":    Step({S.NOTED},              S.DRAFT,     policies.can_review, _("Go on: ask for the full case")),
    "file":     Step({S.DRAFT},              S.FILED,     policies.can_file,   _("File the case")),
    "take_up":  Step({S.FILED},              S.IN_REVIEW, policies.can_review, _("Take it up")),
    "return":   Step({S.IN_REVIEW},          S.RETURNED,  policies.can_review, _("Send the questions")),
    "answer":   Step({S.RETURNED},           S.IN_REVIEW, policies.can_file,   _("Send the answers")),
    "accept":   Step({S.IN_REVIEW},          S.ACCEPTED,  policies.can_accept, _("Accept the case")),
    "decline":  Step({S.NOTED, S.IN_REVIEW}, S.DECLINED,  policies.can_review, _("Not for us, because …"), needs_note=True),
    "withdraw": Step(
        {S.NOTED, S.DRAFT, S.FILED, S.IN_REVIEW, S.RETURNED, S.ACCEPTED}, S.WITHDRAWN, policies.can_file, _("Withdraw the case"),
    ),
}
# fmt: on


@transaction.atomic
def move(case: Case, action: str, *, by: User, note: str = "") -> Record:
    """Take one step. Its note is kept for the partner to read, and the other side gets a content-free notice.

    Raises `PermissionDenied` or `IllegalStep`.
    """
    record = take_step(case, action, STEPS, by=by, note=note)
    if action == "take_up":
        case.taken_up_by = by
        case.save(update_fields=["taken_up_by"])
    if action == "accept":
        case.accepted_at = timezone.now()
        case.save(update_fields=["accepted_at"])
    if note.strip():
        StepNote.objects.create(case=case, action=action, text=note.strip(), by=by)
    promise("cases.tell_of_step", record=record.pk)
    return record


def open_actions(case: Case, user: User) -> list[str]:
    """The steps this person can take now: buttons come from here, so no page offers what the server refuses."""
    return [action for action, step in STEPS.items() if case.status in step.sources and step.policy(user, case)]
