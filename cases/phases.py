"""What the phases of a window let colleagues do with its cases. Nothing of it counts until `REVIEW_PHASES` is set.

Before the first phase of a window, and after its day, a window changes nothing. A case in several windows obeys all of them.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases.models import Case, ReviewPhase, SubmissionWindow

READINGS, NOTES, DECISIONS = "takes_readings", "takes_notes", "takes_decisions"
WHY_NOT: dict[str, Promise] = {
    READINGS: _("In the phase “%(phase)s” of “%(window)s” no readings are given. It lasts until %(day)s."),
    NOTES: _("In the phase “%(phase)s” of “%(window)s” only a note that cannot wait is kept. It lasts until %(day)s."),
    DECISIONS: _("In the phase “%(phase)s” of “%(window)s” nothing is decided. It lasts until %(day)s."),
}


@dataclass(frozen=True)
class Running:
    """`window` is one into which the case was put; `phase` the one that runs there today, if any, and `until` its last day."""

    window: SubmissionWindow
    phase: ReviewPhase | None
    until: date | None


def windows_of(case: Case) -> list[Running]:
    return [_running(window) for window in case.windows.all()]


def allows(case: Case, what: str) -> bool:
    return not why_not(case, what)


def why_not(case: Case, what: str) -> str:
    """Which phase stands against it, in words fit for a page; empty when none does."""
    for one in _with_a_phase(case):
        if not getattr(one.phase, what):
            named = {"phase": one.phase, "window": one.window, "day": date_format(one.until or one.window.closes_on, "j F Y")}
            return str(WHY_NOT[what]) % named
    return ""


def readers(case: Case) -> str | None:
    """By whom a reading is read (`ReviewPhase.Others`): what the strictest phase says; None when no phase says anything."""
    said = [str(one.phase.others) for one in _with_a_phase(case) if one.phase]
    return max(said, key=ReviewPhase.Others.values.index, default=None)


def not_held_back(what: str) -> Q:
    """Of many cases those of which no phase says that it waits."""
    if not settings.REVIEW_PHASES:
        return Q()
    holding: Any = ReviewPhase.objects.running().filter(**{what: False}).values("window")
    return ~Q(pk__in=Case.windows.through.objects.filter(submissionwindow__in=holding).values("case"))


def _with_a_phase(case: Case) -> list[Running]:
    return [one for one in windows_of(case) if one.phase] if settings.REVIEW_PHASES else []


def _running(window: SubmissionWindow) -> Running:
    phase = window.phase_on(timezone.localdate()) if settings.REVIEW_PHASES else None
    return Running(window, phase, window.last_day_of(phase) if phase else None)
