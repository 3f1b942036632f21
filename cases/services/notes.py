"""Notes: what staff say to each other about a case."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F, Func, Value
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.roles import STAFF_ROLES
from audit.log import record
from audit.steps import IllegalStep
from cases import phases, policies
from cases.mentions import spoken_to
from cases.models import Case, Note
from jobs.services import promise


@transaction.atomic
def write_note(case: Case, text: str, *, by: User, is_urgent: bool = False) -> Note:
    """A note for colleagues. Whoever it speaks to gets a content-free notice.

    Raises `PermissionDenied`, or `IllegalStep` when a name in it is nobody's, or somebody's who may not see the case, or when
    a phase of review has no notes but those that cannot wait.
    """
    if not policies.can_review(by, case):
        raise PermissionDenied
    if not is_urgent and (why := phases.why_not(case, phases.NOTES)):
        raise IllegalStep(why)
    spoken = spoken_to(text, _who_may_read(case))
    if spoken.unknown:
        raise IllegalStep(
            _("Nobody who may read this is called %(name)s, or more than one is. Write it as @first.last, or as a role.")
            % {"name": f"@{spoken.unknown[0]}"}
        )
    note = Note.objects.create(case=case, text=text, by=by, is_urgent=is_urgent, people=spoken.people, roles=spoken.roles)
    record(by, "case.noted", case)
    if spoken.people or spoken.roles:
        promise("cases.tell_mentioned", note=note.pk)
    return note


def mark_read(case: Case, *, by: User) -> int:
    """This person has read every note of the case. Raises `PermissionDenied`."""
    if not policies.can_review(by, case):
        raise PermissionDenied
    unread = Note.objects.visible_to(by).filter(case=case).exclude(read_by__contains=[by.pk]).exclude(by=by)
    return unread.update(read_by=Func(F("read_by"), Value(by.pk), function="array_append"))


def _who_may_read(case: Case) -> list[User]:
    staff = User.objects.filter(grants__role__in=STAFF_ROLES, is_active=True).distinct().prefetch_related("grants")
    return [person for person in staff if policies.can_review(person, case) and not policies.is_set_aside(person, case)]
