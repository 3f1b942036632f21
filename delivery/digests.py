"""One mail a day, on days on which something is due, to those who want it. It says that something waits, never what."""

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from accounts.mail import content_free_message
from accounts.models import User
from accounts.roles import Role
from delivery.due import due_for
from delivery.models import Notices
from jobs.services import promise
from vault.sight import look_as


def plan_digests() -> int:
    """Promise a look for everybody who may have something due and has not been told today. Returns how many."""
    today = timezone.localdate()
    people = User.objects.filter(is_active=True, grants__role__in=(Role.LIAISON, Role.COORDINATOR)).distinct()
    told = Notices.objects.filter(has_mail=False) | Notices.objects.filter(told_on=today)
    wanting = people.exclude(pk__in=told.values("person"))
    for person in wanting:
        promise("delivery.send_digest", dedup_key=f"digest:{person.pk}", person=person.pk)
    return len(wanting)


def send_digest(person: User) -> bool:
    """One mail, if something waits for them today, and none twice a day. The day is written down before the mail leaves."""
    today = timezone.localdate()
    notices, _ = Notices.objects.select_for_update().get_or_create(person=person)
    if not notices.has_mail or notices.told_on == today or not person.is_active:
        return False
    with look_as(person.sight):
        waits = any(one.is_ours_now(today) for one in due_for(person, today))
    if not waits:
        return False
    notices.told_on = today
    notices.save(update_fields=["told_on"])
    content_free_message(person.email, settings.SITE_ADDRESS + reverse("delivery:due")).send()
    return True
