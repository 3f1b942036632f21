"""Checks of single values, without a database."""

import re
from datetime import date
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

APPROXIMATE = re.compile(r"(?P<year>\d{4})(-(?P<month>\d\d)(-(?P<day>\d\d))?)?")
INVISIBLE = re.compile("[\u202a-\u202e\u2066-\u2069\u200b\ufeff\x00-\x08\x0b\x0c\x0e-\x1f]")

TURNS = re.compile("[\u202d\u202e]")


def approximate_date(value: str) -> None:
    """A day, a month or a year: `2022-12-09`, `2022-12` or `2022`. Nothing before 1900."""
    found = APPROXIMATE.fullmatch(value)
    if found is None:
        raise ValidationError(_("Write a day as 2022-12-09, a month as 2022-12, or a year as 2022."))
    try:
        date(int(found["year"]), int(found["month"] or 1), int(found["day"] or 1))
    except ValueError:
        raise ValidationError(_("This date does not exist. Write a day as 2022-12-09.")) from None
    if int(found["year"]) < 1900:
        raise ValidationError(_("A year before 1900 cannot be right here."))


def no_invisible_characters(value: str) -> None:
    """Characters nobody sees can turn a name around or hide one; they are refused, not dropped."""
    if INVISIBLE.search(value):
        raise ValidationError(_("There is an invisible character in this text. Please type it anew instead of pasting it."))


def no_turned_words(value: str) -> None:
    """Long texts may carry marks of direction, as Arabic from Word does; but nothing that shows words other than they are."""
    if turned := TURNS.search(value):
        around = value[max(0, turned.start() - 20) : turned.start()].strip()
        words = _(
            "After “%(around)s” there is an invisible character that turns words around. Delete what follows, and type it anew."
        )
        raise ValidationError(words % {"around": around})


def not_in_future(value: str) -> None:
    """For what has happened: an approximate date that is not after today."""
    if APPROXIMATE.fullmatch(value) and value > timezone.localdate().isoformat()[: len(value)]:
        raise ValidationError(_("This date is still to come. Write when it happened."))


def not_before(first: str, last: str) -> bool:
    """Whether two approximate dates can stand in this order, as far as both are known."""
    shorter = min(len(first), len(last))
    return first[:shorter] <= last[:shorter]


def validate_web_address(value: str) -> None:
    """An address of the web, whole: nobody can check a capture whose address was shortened."""
    try:
        parts = urlsplit(value)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in ("http", "https") or not parts.hostname or INVISIBLE.search(value):
        raise ValidationError(_("Write the whole address, such as https://example.org/page."))
