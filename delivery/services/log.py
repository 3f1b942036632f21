"""Every write about the log of a dossier: what passed between an office and us."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from audit.log import record
from delivery import policies
from delivery.models import Contact, Official
from delivery.statuses import REPLIES, ContactKind
from submissions.checks import NotReady
from submissions.models import Delivery, Dossier

ABOUT_A_DELIVERY = (ContactKind.PROOF, ContactKind.ACKNOWLEDGED)


@transaction.atomic
def log_contact(dossier: Dossier, told: dict[str, Any], *, by: User, file: Any = None) -> Contact:
    """Write one line of the log; `told` has the fields of `Contact`. Raises `NotReady` with sentences, `PermissionDenied`."""
    if not policies.can_log(by, dossier):
        raise PermissionDenied
    problems = list(what_is_wrong(told))
    if problems:
        raise NotReady(problems)
    contact = Contact(dossier=dossier, by=by, **told)
    if file is not None:
        contact.file_name = str(file.name)[:200]
        contact.file.save("", file, save=False)
    contact.save()
    record(by, "contact.logged", contact, after=contact.kind)
    return contact


def what_is_wrong(told: dict[str, Any]) -> Iterator[str]:
    """Sentences about what cannot be."""
    on: date = told["on"]
    delivery: Delivery | None = told.get("delivery")
    official: Official | None = told.get("official")
    if on > timezone.localdate():
        yield _("This day is in the future. Write it down after it happened.")
    if delivery is None and told["kind"] in ABOUT_A_DELIVERY:
        yield _("Say which delivery they have.")
    if delivery is not None and on < delivery.sent_on:
        yield _("It was sent on %(day)s, so nothing can have come of it before.") % {"day": delivery.sent_on.isoformat()}
    if told.get("due_on") and told["due_on"] < on:
        yield _("An answer cannot be due before it was asked for.")
    if (asked := told.get("answers")) is not None:
        yield from why_it_is_no_reply(asked, told)
    if official is not None and not was_there(official, on):
        yield _("%(official)s was not at this office on that day: %(where)s.") % {
            "official": official.name,
            "where": where_then(official),
        }


def why_it_is_no_reply(asked: Contact, told: dict[str, Any]) -> Iterator[str]:
    if told["kind"] not in REPLIES:
        yield _("Only a reply or an answer can be to something. Choose what it was anew, or leave out to what.")
    if told["on"] < asked.on:
        yield _("It was asked on %(day)s, so nothing can have replied to it before.") % {"day": asked.on.isoformat()}


def was_there(official: Official, on: date) -> bool:
    return not ((official.since and on < official.since) or (official.until and on > official.until))


def where_then(official: Official) -> str:
    """Since and until when, as far as it is known."""
    if official.until:
        return _("there until %(day)s") % {"day": official.until.isoformat()}
    return _("there since %(day)s") % {"day": official.since.isoformat() if official.since else "–"}
