"""A calendar of the days on which something is due for one person. It says that, and nothing else: calendars are read by phones,
families and providers."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from hashlib import sha256

from django.conf import settings
from icalendar import Calendar, Event


def calendar_of(days: Iterable[date], *, owner: str, now: datetime) -> bytes:
    """One event on each day. `owner` makes identifiers that are stable and lead to nobody."""
    calendar = Calendar()
    calendar.add("prodid", "-//due//EN")
    calendar.add("version", "2.0")
    calendar.add("refresh-interval", timedelta(hours=12), parameters={"VALUE": "DURATION"})
    for day in sorted(set(days)):
        event = Event()
        event.add("uid", sha256(f"{owner} {day.isoformat()}".encode()).hexdigest()[:32])
        event.add("dtstamp", now)
        event.add("dtstart", day)
        event.add("summary", str(settings.EMAIL_SUBJECT))
        event.add("url", settings.SITE_ADDRESS)
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def digest_of(token: str) -> str:
    return sha256(token.encode()).hexdigest()
