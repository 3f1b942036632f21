"""A decision: drafted by one, confirmed by another, and in force when somebody lets its letter go."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from audit.log import record
from audit.steps import IllegalStep
from cases import phases, policies, workflow
from cases.models import Case, Determination


@transaction.atomic
def draft_decision(case: Case, *, by: User, kind: str, reasons: str, letter: str) -> Determination:
    """Draft a decision, or write one's draft anew while nobody has confirmed it.

    Raises `PermissionDenied`, or `IllegalStep` when the case is not in review or a colleague's decision is on its way.
    """
    _lock(case)
    if not policies.can_review(by, case):
        raise PermissionDenied
    if not policies.can_draft_decision(by, case):
        raise IllegalStep(_("A decision is drafted while a case is in review; this one is “%s”.") % case.get_status_display())
    if why := phases.why_not(case, phases.DECISIONS):
        raise IllegalStep(why)
    draft = case.determinations.on_their_way().first() or Determination(case=case, drafted_by=by)
    if draft.drafted_by_id != by.pk or draft.confirmed_by_id is not None:
        raise IllegalStep(_("A decision is on its way already: read it, and confirm or stop it."))
    draft.kind, draft.reasons, draft.letter, draft.drafted_at = kind, reasons, letter, timezone.now()
    draft.save()
    record(by, "case.decision_drafted", case)
    return draft


@transaction.atomic
def confirm_decision(decision: Determination, *, by: User) -> Determination:
    """The second of two. Its letter waits from now on; the case is decided when it leaves.

    Raises `PermissionDenied`, or `IllegalStep` when something stands against it.
    """
    _reload(decision)
    if not policies.can_confirm_decision(by, decision):
        raise PermissionDenied
    if not decision.is_on_its_way or decision.confirmed_by_id is not None:
        raise IllegalStep(_("This decision is no longer open: a colleague has confirmed or stopped it."))
    if why := what_stands_against(decision):
        raise IllegalStep(why)
    decision.confirmed_by, decision.confirmed_at = by, timezone.now()
    decision.save(update_fields=["confirmed_by", "confirmed_at"])
    record(by, "case.decision_confirmed", decision.case)
    return decision


def what_stands_against(decision: Determination) -> str:
    """In words fit for a page, what must hold beside that it is on its way; empty when it all does."""
    if decision.case.status not in workflow.STEPS[decision.kind].sources:
        return _("The case is “%s” now.") % decision.case.get_status_display()
    conditions = workflow.CONDITIONS.get(decision.kind, ())
    return next(
        (str(why) for holds, why in conditions if holds is not workflow.no_decision_waits and not holds(decision.case)), ""
    )


@transaction.atomic
def change_letter(decision: Determination, letter: str, *, by: User) -> Determination:
    """Write the letter that waits differently. Raises `PermissionDenied`, or `IllegalStep` when it has left or was stopped."""
    _reload(decision)
    _let_change(decision, by)
    decision.letter = letter
    decision.save(update_fields=["letter"])
    record(by, "case.letter_changed", decision.case)
    return decision


@transaction.atomic
def stop_decision(decision: Determination, *, by: User) -> Determination:
    """Nothing is decided, nothing is sent; the case is as it was. Raises `PermissionDenied` or `IllegalStep`."""
    _reload(decision)
    _let_change(decision, by)
    decision.stopped_by, decision.stopped_at = by, timezone.now()
    decision.save(update_fields=["stopped_by", "stopped_at"])
    record(by, "case.decision_stopped", decision.case)
    return decision


@transaction.atomic
def release_letter(decision: Determination, *, by: User) -> Determination:
    """Let the letter go: the step is taken in the name of whoever confirmed it, and the partner gets a notice.

    Raises `PermissionDenied`, or `IllegalStep` when it was not confirmed, was stopped, or something stands against it now.
    """
    _reload(decision)
    _let_change(decision, by)
    if decision.confirmed_by is None:
        raise IllegalStep(_("A second person has not confirmed this decision yet."))
    if decision.case.is_paused:
        raise IllegalStep(_("The partner is not safe: nothing leaves until somebody has spoken with them."))
    decision.released_at = timezone.now()
    decision.save(update_fields=["released_at"])
    workflow.move(decision.case, decision.kind, by=decision.confirmed_by, note=decision.letter)
    return decision


def _let_change(decision: Determination, by: User) -> None:
    if not policies.can_review(by, decision.case):
        raise PermissionDenied
    if not decision.is_on_its_way:
        raise IllegalStep(_("This decision is no longer on its way: its letter has left, or it was stopped."))


def _reload(decision: Determination) -> None:
    _lock(decision.case)
    decision.refresh_from_db()


def _lock(case: Case) -> None:
    case.refresh_from_db(from_queryset=Case.objects.select_for_update())
