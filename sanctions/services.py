"""Every write to the reference data. Each change is a new version; what a version said is never lost."""

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from audit.log import record
from sanctions import policies
from sanctions.models import ReferenceVersion, Sourced

KEPT_APART = {"id", "checked_by"}


class ChangedMeanwhile(Exception):
    """Somebody else changed the row while this person wrote. Its words are fit for a page."""


class NothingChanged(Exception):
    """What was sent says what the row says already."""


@transaction.atomic
def change_row(row: Sourced, told: dict[str, Any], *, why: str, seen: int, by: User) -> ReferenceVersion:
    """Change a row of the reference data and keep both what it said and what it says.

    `seen` is the number of the version that the editor read. Raises `PermissionDenied`,
    `ChangedMeanwhile` when another version came between, `NothingChanged`.
    """
    if not policies.can_edit_reference(by):
        raise PermissionDenied
    row.refresh_from_db(from_queryset=type(row)._base_manager.select_for_update())
    newest = newest_version(row)
    if (newest.number if newest else 1) != seen:
        raise ChangedMeanwhile(
            _("Somebody else changed this row while you wrote. Compare with what it says now, and save again.")
        )
    before = content_of(row)
    if newest is None:
        newest = _keep(row, number=1)
    for name, value in told.items():
        setattr(row, name, value)
    if content_of(row) == before:
        raise NothingChanged(_("This is what the row says already, so nothing was saved."))
    row.checked_by = by
    row.save(update_fields=[*told, "checked_by"])
    record(by, "reference.changed", row)
    return _keep(row, number=newest.number + 1, by=by, why=why)


def newest_version(row: Sourced) -> ReferenceVersion | None:
    """None while a row says what was shipped."""
    newest: ReferenceVersion | None = versions_of(row).first()
    return newest


def versions_of(row: Sourced) -> Any:
    return ReferenceVersion.objects.filter(table=row.table, row=row.pk).select_related("changed_by")


def content_of(row: Sourced) -> dict[str, Any]:
    """The row's own fields as plain values; rows it belongs to by their numbers."""
    fields = [field for field in row._meta.concrete_fields if field.name not in KEPT_APART]
    return {field.name: _plain(field.value_from_object(row)) for field in fields}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _keep(row: Sourced, *, number: int, by: User | None = None, why: str = "") -> ReferenceVersion:
    return ReferenceVersion.objects.create(
        table=row.table, row=row.pk, number=number, content=content_of(row), changed_by=by, why=why
    )
