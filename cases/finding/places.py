"""Places by their keys, and the days between which something happened: what two accounts of one event share."""

import re
from calendar import monthrange
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from cases.validators import APPROXIMATE
from sanctions.matching.names import hashed, keys

WINDOW = timedelta(days=31)  # two accounts of one event may be so far apart
Days = tuple[date | None, date | None]
NUMBER = re.compile(r"\d+")


def keys_of_place(place: str) -> set[int]:
    """Of each word of a place its consonants, so that another script finds it; and its numbers: camp 3 is not camp 5."""
    words = {key for key in keys(place, person=False) if key.startswith("k:")}
    return {hashed(key) for key in words | {f"#:{int(number)}" for number in NUMBER.findall(place)}}


def days_of(began: str, ended: str) -> Days:
    """The first and the last day that two approximate dates allow; None when nothing is known."""
    first, last = _span(began), _span(ended or began)
    return (first[0] if first else None, last[1] if last else None)


def near(ours: Days, theirs: Days) -> bool:
    """Whether two events can have been within a month of each other. Nothing known is no agreement."""
    if None in (*ours, *theirs):
        return False
    return ours[0] - WINDOW <= theirs[1] and theirs[0] - WINDOW <= ours[1]  # type: ignore[operator]


def place_rows(incidents: Iterable[Any]) -> list[tuple[int, Days]]:
    return [
        (key, days_of(incident.began, incident.ended))
        for incident in incidents
        for key in sorted(keys_of_place(f"{incident.place} {incident.area}"))
    ]


def _span(text: str) -> tuple[date, date] | None:
    found = APPROXIMATE.fullmatch(text)
    if not found:
        return None
    year, month, day = (int(found[name] or 0) for name in ("year", "month", "day"))
    first = date(year, month or 1, day or 1)
    last_month = month or 12
    return first, date(year, last_month, day or monthrange(year, last_month)[1])
