"""The legal moves of a workflow, written as data, and the one function that makes a move."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from audit.log import record
from audit.models import Record


class IllegalStep(Exception):
    """The step cannot be taken; its words are fit for a page."""


@dataclass(frozen=True)
class Step:
    """One legal move: from any of `sources` to `target`, by whom `policy(user, obj)` allows.

    `label` is the button's word. A step that `needs_note` is refused without one; the note itself
    is kept with the object by its own room, never in the record.
    """

    sources: Collection[str]
    target: str
    policy: Callable[[Any, Any], bool]
    label: str | Promise
    needs_note: bool = False


@transaction.atomic
def take_step(obj: models.Model, action: str, steps: Mapping[str, Step], *, by: Any, note: str = "") -> Record:
    """Take one step: lock and reload the row, ask the policy, check the state, save, write the record.

    The only place that assigns `.status`. Raises `PermissionDenied`, or `IllegalStep` when somebody
    was faster, the state does not allow it, or the note is missing.
    """
    step = steps[action]
    obj.refresh_from_db(from_queryset=type(obj)._base_manager.select_for_update())
    if not step.policy(by, obj):
        raise PermissionDenied(action)
    before = obj.status  # type: ignore[attr-defined]
    if before not in step.sources:
        raise IllegalStep(_("This can no longer be done: it is now “%s”.") % obj.get_status_display())  # type: ignore[attr-defined]
    if step.needs_note and not note.strip():
        raise IllegalStep(_("Please say why: a note is needed for this step."))
    obj.status = step.target  # type: ignore[attr-defined]
    obj.save(update_fields=["status"])
    return record(by, f"{obj._meta.model_name}.{action}", obj, before=before, after=step.target)
