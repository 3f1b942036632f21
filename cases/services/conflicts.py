"""Conflicts of interest: who says that somebody must not see a case, and who says that they may again."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Organisation, User
from audit.log import record
from audit.steps import IllegalStep
from cases import policies, recusing
from cases.models import Case, Interest, Recusal
from vault.sight import EVERYTHING, look_as


def set_aside(case: Case, person: User, *, reason: str, by: User) -> Recusal:
    """Anybody of the staff who sees the case says it of themselves; casework staff also of a colleague.

    What the person did with the case stays. Raises `PermissionDenied`.
    """
    if not policies.can_set_aside(by, person, case):
        raise PermissionDenied
    return recusing.set_aside(case, person, reason=reason, by=by)


@transaction.atomic
def lift(recusal: Recusal, *, by: User) -> Recusal:
    """The conflict is none, or is over. Never said by the person themselves. Raises `PermissionDenied` or `IllegalStep`."""
    recusal = Recusal.objects.select_for_update(of=("self",)).select_related("case").get(pk=recusal.pk)
    if by.pk == recusal.person_id or not policies.can_review(by, recusal.case):
        raise PermissionDenied
    if recusal.lifted_at is not None:
        raise IllegalStep(_("A colleague has already lifted it."))
    recusal.lifted_by, recusal.lifted_at = by, timezone.now()
    recusal.save(update_fields=["lifted_by", "lifted_at"])
    record(by, "case.set_aside_lifted", recusal.case)
    return recusal


@transaction.atomic
def declare_tie(organisation: Organisation, *, by: User) -> Interest:
    """A tie of one's own to a partner: set aside from each of its cases, and from those that still come.

    Raises `PermissionDenied`, or `IllegalStep` when it was said already.
    """
    if not by.is_coalition_staff or organisation.is_coalition:
        raise PermissionDenied
    tie, is_new = Interest.objects.get_or_create(person=by, organisation=organisation, defaults={"said_by": by})
    if not is_new:
        raise IllegalStep(_("You said so already."))
    record(by, "person.tie_declared", by)
    with look_as(EVERYTHING):  # also from cases that they do not see today
        for case in Case.objects.filed_by(organisation.pk).order_by("pk"):
            recusing.set_aside(case, by, reason=Recusal.Reason.ORGANISATION, by=by)
    return tie


@transaction.atomic
def end_tie(tie: Interest, *, by: User) -> None:
    """The tie is over: never said by the person themselves. What it set aside is seen again. Raises `PermissionDenied`."""
    if by.pk == tie.person_id or not policies.is_casework(by):
        raise PermissionDenied
    by_this_tie = Recusal.objects.standing().filter(
        person=tie.person_id, reason=Recusal.Reason.ORGANISATION, case__in=Case.objects.filed_by(tie.organisation_id)
    )
    by_this_tie.update(lifted_by=by, lifted_at=timezone.now())
    record(by, "person.tie_ended", tie.person)
    tie.delete()
