"""Submission windows, and the phases of review in each."""

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, models, transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.models import User
from audit.log import record
from audit.steps import IllegalStep
from cases import policies
from cases.models import ReviewPhase, SubmissionWindow


def keep_window(window: SubmissionWindow, *, by: User) -> SubmissionWindow:
    """Open a window, or change one. Raises `PermissionDenied`, or `IllegalStep` when there is one of the same name,
    government and day, or when a phase would begin after its day."""
    if not policies.is_casework(by):
        raise PermissionDenied
    verb = "window.changed" if window.pk else "window.opened"
    last = window.phases.last() if window.pk else None
    if last is not None and last.begins_on > window.closes_on:
        raise IllegalStep(_("The phase “%(phase)s” begins on %(day)s: the window cannot close before.") % _named(last))
    _save(window, _("There is a window of this name and day already."))
    record(by, verb, window)
    return window


def keep_phase(phase: ReviewPhase, *, by: User) -> ReviewPhase:
    """Raises `PermissionDenied`, or `IllegalStep` when another one begins on the same day, or the window is closed by then."""
    if not policies.can_set_phases(by):
        raise PermissionDenied
    if phase.begins_on > phase.window.closes_on:
        day = date_format(phase.window.closes_on, "j F Y")
        raise IllegalStep(_("The window closes on %(day)s. A phase begins before, or on that day.") % {"day": day})
    _save(phase, _("Another phase of this window begins on this day."))
    record(by, "window.phase_set", phase.window)
    return phase


def remove_phase(phase: ReviewPhase, *, by: User) -> None:
    """The one before it lasts longer from now on. Raises `PermissionDenied`."""
    if not policies.can_set_phases(by):
        raise PermissionDenied
    phase.delete()
    record(by, "window.phase_removed", phase.window)


def _save(row: models.Model, twice: str) -> None:
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        raise IllegalStep(twice) from None


def _named(phase: ReviewPhase) -> dict[str, object]:
    return {"phase": phase, "day": date_format(phase.begins_on, "j F Y")}
