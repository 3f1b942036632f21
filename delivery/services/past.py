"""Every write about the years before this desk."""

from collections.abc import Mapping
from io import BytesIO
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from audit.log import record
from delivery import policies
from delivery.models import PastImport
from delivery.past.columns import guess
from delivery.past.tables import read_table
from delivery.statuses import ImportState
from jobs.models import Job
from jobs.services import promise
from vault.models import create_data_key


class TooLate(Exception):
    """It was brought in, or taken out, in the meantime; the words are fit for a page."""


@transaction.atomic
def keep_spreadsheet(file: File, *, by: User) -> PastImport:
    """Seal a spreadsheet as it came, and guess its columns. Raises `UnreadTable`, `PermissionDenied`."""
    if not policies.can_bring_in(by):
        raise PermissionDenied
    columns = guess(read_table(BytesIO(b"".join(file.chunks()))).headings)
    past = PastImport(name=(file.name or "")[:200], data_key=create_data_key(), columns=columns, brought_by=by)
    past.file.save("", file, save=False)
    past.save()
    record(by, "past.uploaded", past)
    return past


@transaction.atomic
def name_columns(past: PastImport, columns: Mapping[str, int], choices: Mapping[str, Any], *, by: User) -> PastImport:
    """Say in which column each fact stands, and what holds where a row says nothing. Raises `TooLate`, `PermissionDenied`."""
    past = _locked(past, by, ImportState.READ, ImportState.NAMED)
    past.columns, past.choices, past.state = dict(columns), dict(choices), ImportState.NAMED
    past.save(update_fields=["columns", "choices", "state"])
    return past


@transaction.atomic
def start_bringing_in(past: PastImport, *, by: User) -> Job:
    """Promise the work. Raises `TooLate`, `PermissionDenied`."""
    past = _locked(past, by, ImportState.NAMED)
    past.state, past.brought_by = ImportState.PROMISED, by
    past.save(update_fields=["state", "brought_by"])
    return promise("delivery.bring_in", by=by, dedup_key=f"bring-in:{past.pk}", past_import=past.pk)


@transaction.atomic
def start_comparing(past: PastImport, *, by: User) -> Job:
    """Promise to compare what it brought with the lists, once more. Raises `TooLate`, `PermissionDenied`."""
    past = _locked(past, by, ImportState.HERE)
    return promise("delivery.compare", by=by, dedup_key=f"compare-past:{past.pk}", past_import=past.pk)


@transaction.atomic
def start_taking_out(past: PastImport, *, by: User) -> Job:
    """Promise to undo it. Raises `TooLate`, `PermissionDenied`."""
    past = _locked(past, by, ImportState.HERE)
    return promise("delivery.take_out", by=by, dedup_key=f"take-out:{past.pk}", past_import=past.pk)


def _locked(past: PastImport, by: User, *states: str) -> PastImport:
    if not policies.can_bring_in(by):
        raise PermissionDenied
    past = PastImport.objects.select_for_update().get(pk=past.pk)
    if past.state not in states:
        raise TooLate(_("It is now “%(state)s”.") % {"state": past.get_state_display()})
    return past
