"""A day as people write it in spreadsheets. Knows nothing of Django's database."""

import re
from datetime import date

from django.db import models
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from sanctions.sources.workbook import day_of

FIRST_YEAR = 2000  # none of these laws is older
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?")
NUMBERS = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})")
DAY_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[-/. ]+([a-z]{3,9})\.?,?[-/. ]+(\d{4}|\d{2})")
MONTH_DAY = re.compile(r"([a-z]{3,9})\.?[-/. ]+(\d{1,2})(?:st|nd|rd|th)?,?[-/. ]+(\d{4}|\d{2})")
OF_A_WORKBOOK = re.compile(r"[3-6]\d{4}(?:\.\d+)?")


class Order(models.TextChoices):
    """What `03/04/2019` means. Where only one order can be, that one holds."""

    DAY_FIRST = "day", _("the third of April: the day stands first")
    MONTH_FIRST = "month", _("the fourth of March: the month stands first")


class NotADay(ValueError):
    """In words fit for the row of a page."""


def read_day(text: str, order: str = Order.DAY_FIRST) -> date:
    """The day that `text` says. Raises `NotADay`."""
    said = " ".join(text.casefold().split())
    try:
        day = _read(said, order)
    except ValueError:
        raise NotADay(_now("“%(text)s” is a day that does not exist.") % {"text": text}) from None
    if day is None:
        raise NotADay(_now("“%(text)s” is no day. Write it such as 2019-04-03.") % {"text": text})
    if day.year < FIRST_YEAR:
        raise NotADay(_now("%(day)s is before any of these laws. Look at the year.") % {"day": day.isoformat()})
    return day


def as_people_read_it(cell: str) -> str:
    """A workbook counts days; a page and a spreadsheet for people say which day it is."""
    return day_of(cell).isoformat() if OF_A_WORKBOOK.fullmatch(cell) else cell


def _read(said: str, order: str) -> date | None:
    if found := ISO.fullmatch(said):
        return date(*map(int, found.groups()))
    if found := NUMBERS.fullmatch(said):
        first, second, year = map(int, found.groups())
        if second > 12 or (order == Order.MONTH_FIRST and first <= 12):
            first, second = second, first
        return date(_century(year), second, first)
    if (found := DAY_MONTH.fullmatch(said)) and found[2][:3] in MONTHS:
        return date(_century(int(found[3])), MONTHS.index(found[2][:3]) + 1, int(found[1]))
    if (found := MONTH_DAY.fullmatch(said)) and found[1][:3] in MONTHS:
        return date(_century(int(found[3])), MONTHS.index(found[1][:3]) + 1, int(found[2]))
    return day_of(said) if OF_A_WORKBOOK.fullmatch(said) else None


def _century(year: int) -> int:
    return year + 2000 if year < 100 else year
