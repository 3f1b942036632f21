"""What a partner may say about a case once it was filed: it was wrong, somebody takes it back, or it is withdrawn."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from audit.log import record
from audit.models import Record
from cases import policies, workflow
from cases.models import Case, Claim, Correction
from cases.statuses import AfterFiling
from jobs.services import promise


@transaction.atomic
def tell_what_changed(case: Case, *, by: User, kind: AfterFiling, text: str, claim: Claim | None = None) -> Correction:
    """Write down a correction or recantation; a recanted claim is marked at once. Staff get a content-free notice.

    Raises `PermissionDenied`, also when the case is not one that was filed.
    """
    case.refresh_from_db(from_queryset=Case.objects.select_for_update())
    if not policies.can_correct(by, case):
        raise PermissionDenied
    told = Correction.objects.create(case=case, kind=kind, text=text, by=by)
    if claim is not None and kind == AfterFiling.RECANTATION:
        case.claims.filter(pk=claim.pk, recanted_at=None).update(recanted_at=timezone.now())
    corrected = record(by, "case.corrected", case)
    promise("cases.tell_of_step", record=corrected.pk)
    return told


def withdraw_case(case: Case, *, by: User, note: str = "") -> Record:
    """Withdraw at any time, with or without a word. Raises `PermissionDenied` or `IllegalStep`."""
    return workflow.move(case, "withdraw", by=by, note=note)


@transaction.atomic
def note_copy(case: Case, *, by: User) -> Record:
    """Write down that somebody took a copy of their own case. Raises `PermissionDenied`."""
    if not policies.can_contribute(by, case):
        raise PermissionDenied
    return record(by, "case.copied", case)
