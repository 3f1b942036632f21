"""What workers tell people about a case: that something moved, never what."""

from collections.abc import Iterable

from django.conf import settings

from accounts.mail import content_free_message
from accounts.models import User
from accounts.roles import CASEWORK_ROLES
from audit.models import Record
from cases.models import Case


def tell_of_step(record: Record) -> None:
    """Mail the side that did not take the step."""
    case = Case.objects.select_related("taken_up_by").get(pk=record.object_id)
    for person in concerned(case, record.actor):
        content_free_message(person.email, settings.SITE_ADDRESS + case.get_absolute_url()).send()


def concerned(case: Case, actor: User | None) -> Iterable[User]:
    """The partner's people when staff acted; else whoever took the case up, or all casework staff."""
    if actor is not None and actor.organisation_id != case.organisation_id:
        return User.objects.filter(organisation=case.organisation_id, is_active=True)
    if case.taken_up_by is not None:
        return [case.taken_up_by]
    return User.objects.filter(grants__role__in=CASEWORK_ROLES, is_active=True).distinct()
