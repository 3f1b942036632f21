"""Every write about what offices ask us for."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from audit.log import record
from delivery import policies
from delivery.models import Wanted
from submissions.checks import NotReady


@transaction.atomic
def write_wanted(told: dict[str, Any], *, by: User) -> Wanted:
    """`told` has the fields of `Wanted`. Raises `NotReady` with sentences, `PermissionDenied`."""
    office, official = told["office"], told.get("official")
    if not policies.can_keep_office(by, office):
        raise PermissionDenied
    problems = []
    if told["asked_on"] > timezone.localdate():
        problems.append(_("This day is in the future. Write it down after they asked."))
    if told["due_on"] < told["asked_on"]:
        problems.append(_("They cannot want it before they asked."))
    if official is not None and official.office_id != office.pk:
        problems.append(_("%(name)s is not of this office.") % {"name": official.name})
    if problems:
        raise NotReady(problems)
    wanted = Wanted.objects.create(**told, jurisdiction=office.jurisdiction, by=by)
    record(by, "wanted.written", wanted)
    return wanted


@transaction.atomic
def answer_wanted(wanted: Wanted, *, by: User) -> Wanted:
    """They have our answer. Asked twice, the first day stands. Raises `PermissionDenied`."""
    if not policies.can_keep_office(by, wanted.office):
        raise PermissionDenied
    if wanted.answered_on is None:
        wanted.answered_on = timezone.localdate()
        wanted.save(update_fields=["answered_on"])
        record(by, "wanted.answered", wanted)
    return wanted
