"""Days and birth dates as lists write them in figures. What is no date stays as words."""

import re
from calendar import monthrange
from datetime import date

from sanctions.entries import BirthDate, Precision
from sanctions.records import Malformed

FIGURES = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?")
BRITISH = re.compile(r"(?P<day>\d\d|dd)/(?P<month>\d\d|mm)/(?P<year>\d{4})", re.IGNORECASE)
RANGE = re.compile(r" or |\s?/\s?|(?<=\d{4})\s?-\s?(?=\d{4})| to ", re.IGNORECASE)


def british_day(text: str, where: str) -> date | None:
    """`29/09/2020`, or nothing. Raises `Malformed` for anything else."""
    if not text:
        return None
    try:
        day, month, year = map(int, text.split("/"))
        return date(year, month, day)
    except ValueError:
        raise Malformed(f"{where}: {text[:20]!r} is no day written as 29/09/2020") from None


def iso_day(text: str, where: str) -> date | None:
    """`2020-09-29`, or nothing. Raises `Malformed` for anything else."""
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Malformed(f"{where}: {text[:20]!r} is no day written as 2020-09-29") from None


def british_birth_date(text: str) -> BirthDate:
    """`14/01/1963`; `dd/mm/1958` and `dd/09/1970`, in which the letters stand for what is not known; `1958`."""
    if match := BRITISH.fullmatch(text):
        known = [match["year"], *(part for part in (match["month"], match["day"]) if part.isdecimal())]
        if match["month"].isdecimal() or not match["day"].isdecimal():
            return read_birth_date("-".join(known), said=text)
    return read_birth_date(text)


def read_birth_date(text: str, *, said: str = "", circa: bool = False) -> BirthDate:
    """`1963-01-14`, `1963-01`, `1963`, `1963-1964`, `1972-08-10 or 1972-08-11`; `said` is how the list writes it."""
    said = said or text
    ends = [_span(end) for end in RANGE.split(text)]
    if len(ends) > 2 or None in ends:
        return BirthDate(said, circa=circa)
    (precision, first, last), (_, _, end) = ends[0], ends[-1]  # type: ignore[misc]
    if len(ends) == 2:
        return BirthDate(said, Precision.RANGE, min(first, end), max(last, end), circa)
    return BirthDate(said, precision, first, last, circa)


def _span(text: str) -> tuple[Precision, date, date] | None:
    match = FIGURES.fullmatch(text.strip())
    if match is None:
        return None
    year, month, day = int(match["year"]), int(match["month"] or 1), int(match["day"] or 1)
    try:
        first = date(year, month, day)
    except ValueError:
        return None
    if match["day"]:
        return Precision.DAY, first, first
    if match["month"]:
        return Precision.MONTH, first, date(year, month, monthrange(year, month)[1])
    return Precision.YEAR, first, date(year, 12, 31)
