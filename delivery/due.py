"""What is due, for one person: clocks of what was sent to their governments, requests with a day, and their own reminders."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q

from delivery.clocks.evaluate import Clock, clocks
from delivery.clocks.events import events_of
from delivery.ledger import with_ledger
from delivery.models import Contact, Reminder
from submissions.models import Recommendation

LAPSE = timedelta(days=730)  # after two years of silence nobody is told to follow up any more
AHEAD = timedelta(days=30)


@dataclass(frozen=True)
class Due:
    """One thing to do: when, about what, and what stands behind the day."""

    on: date
    ask: Recommendation
    clock: Clock | None = None
    reminder: Reminder | None = None
    contact: Contact | None = None

    @property
    def waits_for_us(self) -> bool:
        return self.clock is None or self.clock.ball == "we"


def asks_with_clocks(user: Any, today: date) -> list[Recommendation]:
    """What was sent in the last two years, or has been written about since; at most five queries."""
    asks = Recommendation.objects.visible_to(user).sent()
    young = Q(dossier__made_elsewhere=False, dossier__deliveries__sent_on__gte=today - LAPSE)
    spoken = Q(dossier__contacts__on__gte=today - LAPSE)
    return list(with_ledger(asks.filter(pk__in=asks.filter(young | spoken).values("pk"))))


def clocks_of(ask: Recommendation, today: date) -> list[Clock]:
    return list(clocks(events_of(ask, today), today, government=ask.dossier.jurisdiction))


def due_for(user: Any, today: date) -> list[Due]:
    """What is due or near, first things first."""
    asks = asks_with_clocks(user, today)
    found = [Due(clock.due_on, ask, clock=clock) for ask in asks for clock in clocks_of(ask, today) if clock.is_near]
    found += _requests(asks, today)
    reminders = Reminder.objects.visible_to(user).open().filter(on__lte=today + AHEAD)
    found += [
        Due(row.on, row.recommendation, reminder=row)
        for row in reminders.select_related("recommendation__subject", "recommendation__dossier").prefetch_related(
            "recommendation__subject__names"
        )
    ]
    return sorted(found, key=lambda one: (one.on, one.ask.pk))


def _requests(asks: list[Recommendation], today: date) -> Iterator[Due]:
    """What has a day in the log, unless something was replied or answered since."""
    for ask in asks:
        contacts = list(ask.dossier.contacts.all())
        for contact in contacts:
            if contact.due_on is None or contact.due_on > today + AHEAD:
                continue
            settled = any(one.kind in ("reply", "answered") and one.on >= contact.on and one.pk != contact.pk for one in contacts)
            if not settled:
                yield Due(contact.due_on, ask, contact=contact)
