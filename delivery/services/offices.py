"""Every write about offices and the people in them."""

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from audit.log import record
from delivery import policies
from delivery.models import OfficeCard, Official
from submissions.checks import NotReady
from submissions.models import Recipient


@transaction.atomic
def add_office(office: str, jurisdiction: str, *, by: User) -> Recipient:
    """One that is there already is given again. Raises `PermissionDenied`."""
    made = Recipient(office=office, jurisdiction=jurisdiction)
    if not policies.can_keep_office(by, made):
        raise PermissionDenied
    made, is_new = Recipient.objects.get_or_create(office=office, jurisdiction=jurisdiction)
    if is_new:
        record(by, "office.added", made)
    return made


@transaction.atomic
def write_card(office: Recipient, told: dict[str, Any], *, by: User) -> OfficeCard:
    """What we know of it from now on; what was known before stays as history. Raises `PermissionDenied`."""
    if not policies.can_keep_office(by, office):
        raise PermissionDenied
    Recipient.objects.select_for_update().get(pk=office.pk)
    office.cards.filter(superseded_at=None).update(superseded_at=timezone.now())
    card = OfficeCard.objects.create(office=office, written_by=by, **told)
    record(by, "office.card_written", office)
    return card


@transaction.atomic
def add_official(office: Recipient, told: dict[str, Any], *, by: User) -> Official:
    if not policies.can_keep_office(by, office):
        raise PermissionDenied
    official = Official.objects.create(office=office, **told)
    record(by, "office.official_added", official)
    return official


@transaction.atomic
def move_official(official: Official, on: date, to: Recipient | None, *, by: User, post: str = "") -> Official | None:
    """They left on that day, and are at another office since, or at none that we deal with.

    What was said to them stays with the office where they were. Raises `NotReady`, `PermissionDenied`.
    """
    if not policies.can_keep_office(by, official.office):
        raise PermissionDenied
    official = Official.objects.select_for_update(of=["self"]).select_related("office").get(pk=official.pk)
    problems = []
    if official.until is not None:
        problems.append(_("%(name)s left this office on %(day)s already.") % {"name": official.name, "day": official.until})
    if official.since and on < official.since:
        problems.append(_("%(name)s came only on %(day)s.") % {"name": official.name, "day": official.since})
    if to is not None and to.pk == official.office_id:
        problems.append(_("This is the office where they are. Choose another, or none."))
    if problems:
        raise NotReady(problems)
    official.until = on
    official.save(update_fields=["until"])
    record(by, "office.official_moved", official)
    if to is None:
        return None
    return Official.objects.create(office=to, name=official.name, post=post or official.post, since=on, came_from=official)
