"""Every write about reminders, and about how somebody is told of what is due."""

import secrets
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from audit.log import record
from delivery import policies
from delivery.feed import digest_of
from delivery.models import Notices, Reminder
from submissions.checks import NotReady
from submissions.models import Recommendation


@transaction.atomic
def remind(ask: Recommendation, on: date, words: str, *, by: User) -> Reminder:
    """For this person alone. Raises `NotReady` for a day that is over, `PermissionDenied`."""
    if not policies.can_read_ledger(by):
        raise PermissionDenied
    if on <= timezone.localdate():
        raise NotReady([_("%(day)s is not to come any more. Choose a later day.") % {"day": on.isoformat()}])
    return Reminder.objects.create(person=by, recommendation=ask, on=on, words=words)


@transaction.atomic
def settle_reminder(reminder: Reminder, *, by: User) -> Reminder:
    """Raises `PermissionDenied` for anybody but its person."""
    if reminder.person_id != by.pk:
        raise PermissionDenied
    reminder.done_at = timezone.now()
    reminder.save(update_fields=["done_at"])
    return reminder


@transaction.atomic
def choose_mail(*, by: User, has_mail: bool) -> Notices:
    notices, _made = Notices.objects.select_for_update().get_or_create(person=by)
    notices.has_mail = has_mail
    notices.save(update_fields=["has_mail"])
    record(by, "notices.chosen", notices)
    return notices


@transaction.atomic
def new_calendar(*, by: User) -> str:
    """A new secret word for the calendar's address; the one before opens nothing any more. It is told this once."""
    token = secrets.token_urlsafe(32)
    notices, _made = Notices.objects.select_for_update().get_or_create(person=by)
    notices.calendar_sha256 = digest_of(token)
    notices.save(update_fields=["calendar_sha256"])
    record(by, "notices.calendar_made", notices)
    return token


@transaction.atomic
def end_calendar(*, by: User) -> None:
    notices, _made = Notices.objects.select_for_update().get_or_create(person=by)
    notices.calendar_sha256 = ""
    notices.save(update_fields=["calendar_sha256"])
    record(by, "notices.calendar_ended", notices)
