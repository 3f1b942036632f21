"""Days of each year around which governments announce, by practice and not by law."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class YearlyWindow:
    government: str
    month: int
    day: int
    label: Promise
    source: str


WINDOWS = (
    YearlyWindow(
        "us",
        12,
        10,
        _("the designations that the United States announce around 10 December"),
        "22 USC 10103 (annual report); practice of each year",
    ),
)


@dataclass(frozen=True)
class NextWindow:
    window: YearlyWindow
    on: date
    days_left: int


def next_windows(governments: Iterable[str], today: date) -> list[NextWindow]:
    """Of these governments, the next day of each."""
    found = []
    for window in WINDOWS:
        if window.government in governments:
            on = date(today.year, window.month, window.day)
            on = on if on >= today else on.replace(year=today.year + 1)
            found.append(NextWindow(window, on, (on - today).days))
    return found
