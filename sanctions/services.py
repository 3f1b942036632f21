"""Every write to the reference data. Each change is a new version; what a version said is never lost."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from accounts.models import User
from audit.log import record
from sanctions import policies
from sanctions.models import ConductRule, Criterion, Element, Programme, ReferenceVersion, Sourced, Term

KEPT_APART = {"id", "checked_by"}
# Tables whose rows stand in an order, and among which others.
ORDERED_IN: dict[type[Sourced], str] = {Criterion: "programme", Element: "criterion", Term: "vocabulary"}


class ChangedMeanwhile(Exception):
    """Somebody else changed the row while this person wrote. Its words are fit for a page."""


class CodeTaken(Exception):
    """Somebody else gave this code, or filled this place, meanwhile. Its words are fit for a page."""


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


@transaction.atomic
def add_row(row: Sourced, *, why: str, by: User) -> None:
    """Add a row of the reference data, the last among its siblings; what it says is its version 1.

    It counts as not verified until somebody has read it in its source. Raises `PermissionDenied`, `CodeTaken`.
    """
    if not policies.can_edit_reference(by):
        raise PermissionDenied
    row.checked_by, row.verified = by, False
    _place_last(row)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as problem:
        raise CodeTaken(_("Somebody else has just added a row in this place. Look at it first.")) from problem
    record(by, "reference.added", row)
    _keep(row, number=1, by=by, why=why)


@transaction.atomic
def add_criterion(row: Criterion, elements: Iterable[str], *, why: str, by: User) -> None:
    """The criterion with its elements, which are from the same source. Raises as `add_row` does."""
    add_row(row, why=why, by=by)
    for text in elements:
        add_row(Element(criterion=row, text=text, source=row.source, checked_on=row.checked_on), why=why, by=by)


@transaction.atomic
def add_programme(row: Programme, like: Programme | None, *, why: str, by: User) -> None:
    """The programme, with the rules of conduct of another one as a draft. Raises as `add_row` does."""
    add_row(row, why=why, by=by)
    for rule in like.conduct_rules.all() if like else ():
        said = {name: getattr(rule, name) for name in ("conduct", "verdict", "needs", "words")}
        add_row(ConductRule(programme=row, source=row.source, checked_on=row.checked_on, **said), why=why, by=by)


def _place_last(row: Sourced) -> None:
    """Below the same row above, which is locked, so that two who add at once do not get one place."""
    name = ORDERED_IN.get(type(row))
    if name is None:
        return
    above = getattr(row, name)
    if isinstance(above, Sourced):
        type(above)._base_manager.select_for_update().get(pk=above.pk)
    last = type(row)._base_manager.filter(**{name: above}).aggregate(last=Max("order"))["last"]
    row.order = (last or 0) + 1  # type: ignore[attr-defined]


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
