"""“We are no longer safe”: one button that stops everything of a partner, and the conversation that lets it go on."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from audit.log import record
from cases import policies
from cases.models import Alarm
from jobs.services import promise


@transaction.atomic
def raise_alarm(*, by: User) -> Alarm:
    """Pause everything unsent of this person's organisation and tell whoever is on duty. A second press changes nothing.

    Raises `PermissionDenied`.
    """
    if not policies.can_raise_alarm(by):
        raise PermissionDenied
    alarm, is_new = Alarm.objects.get_or_create(organisation=by.organisation, ended_at=None, defaults={"raised_by": by})
    if is_new:
        record(by, "organisation.unsafe", by.organisation)
        promise("cases.tell_duty", alarm=alarm.pk)
    return alarm


@transaction.atomic
def end_alarm(alarm: Alarm, spoken: str, *, by: User) -> Alarm:
    """Let things go on, after staff have spoken with the partner. Raises `PermissionDenied`."""
    alarm.refresh_from_db(from_queryset=Alarm.objects.select_for_update())
    if not policies.can_end_alarm(by, alarm):
        raise PermissionDenied
    if alarm.ended_at is None:
        alarm.spoken, alarm.ended_by, alarm.ended_at = spoken, by, timezone.now()
        alarm.save(update_fields=["spoken", "ended_by", "ended_at"])
        record(by, "organisation.safe_again", alarm.organisation)
    return alarm
