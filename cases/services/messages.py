"""Messages between a partner and the coalition about one case: written, read on record, answered."""

from datetime import timedelta
from typing import cast

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F, Func, Value
from django.utils import timezone

from accounts.models import User
from audit.log import record
from audit.models import Record
from cases import policies
from cases.models import Case, Message
from jobs.services import promise
from vault.fields import SealedText

SAME_READING = timedelta(hours=1)
SAME_NOTICE = timedelta(days=1)


class Shredded(Exception):
    """The key of the case is gone: nothing can be sealed in it any more."""


@transaction.atomic
def write_message(case: Case, text: str, *, by: User) -> Message:
    """Send a message to the other side, who get a content-free notice: one, until they have read what they were told of.

    Whatever the coalition writes answers what the partner had written. Raises `PermissionDenied`, or `Shredded`.
    """
    _lock(case, by)
    if case.data_key.is_shredded:
        raise Shredded
    message = Message(case=case, text=text, by=by, is_from_partner=policies.can_contribute(by, case))
    are_told = _are_told(message)
    message.save(force_insert=True)
    if not message.is_from_partner:
        _settle(case, by)
    sent = record(by, "case.message_sent", case)
    if not are_told:
        promise("cases.tell_of_step", record=sent.pk)
    return message


def _are_told(message: Message) -> bool:
    """The other side has had a notice today of a message of this side that they have not opened."""
    unread = message.case.messages.filter(is_from_partner=message.is_from_partner, read_by=[])
    return bool(unread.filter(at__gt=timezone.now() - SAME_NOTICE).exists())


@transaction.atomic
def read_messages(case: Case, *, by: User) -> list[tuple[Message, str]]:
    """Every message of a case with its text, the oldest first; those of the other side are read from now on.

    A row as it is returned still says whether it was new. That they were read is on record, once an hour.
    Of a case that was shredded no text is left. Raises `PermissionDenied`.
    """
    if not policies.can_write_messages(by, case):
        raise PermissionDenied
    rows = list(Message.objects.visible_to(by).filter(case=case).select_related("case__data_key", "by__organisation"))
    unread = case.messages.unread_by(by).update(read_by=Func(F("read_by"), Value(by.pk), function="array_append"))
    if rows and (unread or not _read_just_now(case, by)):
        record(by, "case.messages_read", case)
    return [(row, "" if case.data_key.is_shredded else cast(SealedText, row.text).reveal()) for row in rows]


def _read_just_now(case: Case, by: User) -> bool:
    recent = Record.objects.about(case).filter(verb="case.messages_read", actor=by)
    return bool(recent.filter(at__gt=timezone.now() - SAME_READING).exists())


@transaction.atomic
def settle_messages(case: Case, *, by: User) -> None:
    """Say that what the partner wrote needs no answer. A second time changes nothing. Raises `PermissionDenied`."""
    _lock(case, by)
    if not policies.can_review(by, case):
        raise PermissionDenied
    if _settle(case, by):
        record(by, "case.message_settled", case)


def _settle(case: Case, by: User) -> int:
    return int(case.messages.to_answer().update(settled_by=by, settled_at=timezone.now()))


def _lock(case: Case, by: User) -> None:
    case.refresh_from_db(from_queryset=Case.objects.select_for_update())
    if not policies.can_write_messages(by, case):
        raise PermissionDenied
