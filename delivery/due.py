"""What is due, for one person: clocks of what they recommend and sent, requests with a day, lists, their own reminders."""

import itertools
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import OuterRef, Prefetch, Q
from django.urls import reverse

from accounts.roles import Jurisdiction, Role
from cases.models import Flag
from cases.packing import packed
from delivery.clocks.evaluate import Clock, clocks
from delivery.clocks.events import days_of_cases, events_of
from delivery.clocks.lists import clocks_of_lists
from delivery.clocks.words import Ball, Happened, State
from delivery.ledger import with_outcomes
from delivery.models import Contact, Reminder, Wanted
from delivery.policies import can_add_offices
from delivery.statuses import ContactKind
from sanctions.models import WatchedList
from sanctions.policies import can_decide_lists
from submissions.models import Delivery, Outcome, Recommendation
from submissions.statuses import RecommendationStatus

OfCase = tuple[str, int, date]  # a rule's code, a case, the day
ALL = slice(None)
IN_ONE_GO = 250
LAPSE = timedelta(days=730)  # after two years of silence nobody is told to follow up any more
AHEAD = timedelta(days=30)
ASKED_BY_CLOCKS = ("reference", "status", "subject", "case__status", "dossier__jurisdiction", "dossier__made_elsewhere")


@dataclass(frozen=True)
class Due:
    """One thing to do: when, about what, and what stands behind the day."""

    on: date
    ask: Recommendation | None = None
    clock: Clock | None = None
    reminder: Reminder | None = None
    contact: Contact | None = None
    watched: WatchedList | None = None
    wanted: Wanted | None = None
    flag: Flag | None = None

    @property
    def waits_for_us(self) -> bool:
        """A reply to parliament is theirs to give until its day; from then on it is for us to ask after it."""
        if self.clock is not None:
            return self.clock.ball == Ball.WE
        return self.contact is None or self.contact.kind != ContactKind.PARLIAMENT

    def is_ours_now(self, today: date) -> bool:
        """It waits for us, and its day has come or it stands still until we reply."""
        has_come = self.on <= today or (self.clock is not None and self.clock.state == State.PAUSED)
        return has_come and self.waits_for_us

    @property
    def url(self) -> str:
        if self.flag is not None:
            return self.flag.case.get_absolute_url()
        if (other := self.watched or self.wanted) is not None:
            return other.get_absolute_url()
        assert self.ask is not None  # noqa: S101 -- one of them stands behind every day
        if self.ask.status == RecommendationStatus.SENT:
            return reverse("delivery:line", args=[self.ask.reference])
        return self.ask.get_absolute_url()


def asks_with_clocks(user: Any, today: date, part: slice = ALL) -> list[Recommendation]:
    """What is being argued, was sent in the last two years, or has been written about since: what clocks ask of it, and no more.

    All of them, or a part. Three statements. Whoever shows them reads whom they are about (`subject`) beside.
    """
    asks = Recommendation.objects.visible_to(user)
    young = Q(dossier__made_elsewhere=False, dossier__deliveries__sent_on__gte=today - LAPSE)
    spoken = Q(dossier__contacts__on__gte=today - LAPSE)
    sent = asks.sent().filter(young | spoken)
    outcomes = packed(Outcome.objects.standing().filter(recommendation=OuterRef("pk")))
    told = asks.filter(Q(pk__in=sent.values("pk")) | Q(pk__in=asks.unsent().values("pk"))).annotate(read_outcomes=outcomes)
    days = Prefetch("dossier__deliveries", Delivery.objects.only("dossier", "sent_on"))
    read = told.select_related("case", "dossier").only(*ASKED_BY_CLOCKS).prefetch_related(days, "dossier__contacts")
    return with_outcomes(read.order_by("pk")[part])


def clocks_of(asks: Collection[Recommendation], today: date) -> Iterator[tuple[Recommendation, Clock]]:
    """Every clock of these, also those that start in their cases: how old the conduct is, when a consent runs out."""
    of_cases = days_of_cases({ask.case_id for ask in asks})
    for ask in asks:
        events = [*events_of(ask, today), *of_cases.events_of(ask)]
        yield from ((ask, clock) for clock in clocks(events, today, government=ask.dossier.jurisdiction))


def due_for(user: Any, today: date) -> list[Due]:
    """What is due or near, first things first."""
    found = [*_of_asks(asks_with_clocks(user, today), today, set()), *_besides(user, today)]
    return sorted(found, key=lambda one: (one.on, one.ask.pk if one.ask else 0))


def count_ours_now(user: Any, today: date, *, most: int) -> int:
    """How many things wait for us now, counted no further than `most`: a first page says that there are many without reading
    thousands of clocks. What was begun first is read first, and is the likeliest to be due."""
    count = sum(one.is_ours_now(today) for one in _besides(user, today))
    told: set[OfCase] = set()
    for first in itertools.count(0, IN_ONE_GO):
        asks = asks_with_clocks(user, today, slice(first, first + IN_ONE_GO))
        count += sum(one.is_ours_now(today) for one in _of_asks(asks, today, told))
        if count >= most or len(asks) < IN_ONE_GO:
            break
    return min(count, most)


def _of_asks(asks: Collection[Recommendation], today: date, told: set[OfCase]) -> list[Due]:
    found = [Due(clock.due_on, ask, clock=clock) for ask, clock in clocks_of(asks, today) if clock.is_near]
    return [*_once(found, told), *_requests(asks, today, found)]


def _besides(user: Any, today: date) -> list[Due]:
    return [*_lists(user, today), *_wanted(user, today), *_reminders(user, today), *_flags(user, today)]


def _once(found: Iterable[Due], told: set[OfCase]) -> Iterator[Due]:
    """What starts in a case is told once, though two recommendations come from it. `told` gains what is."""
    for one in found:
        if one.clock is None or one.ask is None or not one.clock.rule.is_of_case:
            yield one
        elif (key := (one.clock.rule.code, one.ask.case_id, one.on)) not in told:
            told.add(key)
            yield one


def _lists(user: Any, today: date) -> Iterator[Due]:
    """For those who can mend it."""
    if can_decide_lists(user):
        governments = Jurisdiction.values if user.has_role(Role.COORDINATOR) else user.jurisdictions
        for watched, clock in clocks_of_lists(governments, today):
            if clock.is_near:
                yield Due(clock.due_on, clock=clock, watched=watched)


def _wanted(user: Any, today: date) -> Iterator[Due]:
    """What offices wait for, for those who answer them."""
    if can_add_offices(user):
        for row in Wanted.objects.visible_to(user).open().filter(due_on__lte=today + AHEAD).select_related("office"):
            yield Due(row.due_on, wanted=row)


def _reminders(user: Any, today: date) -> Iterator[Due]:
    rows = Reminder.objects.visible_to(user).open().filter(on__lte=today + AHEAD)
    rows = rows.select_related("recommendation__subject", "recommendation__dossier")
    for row in rows.prefetch_related("recommendation__subject__names"):
        yield Due(row.on, row.recommendation, reminder=row)


def _flags(user: Any, today: date) -> Iterator[Due]:
    """Cases to which this person wanted to come back."""
    rows = Flag.objects.visible_to(user).raised().filter(person=user.pk, back_on__lte=today + AHEAD)
    for row in rows.select_related("case"):
        if row.back_on is not None:
            yield Due(row.back_on, flag=row)


def _requests(asks: Iterable[Recommendation], today: date, clocks_told: Iterable[Due]) -> Iterator[Due]:
    """What has a day in the log and was not replied to, unless a clock of the same request tells of that day."""
    told = {(one.ask, one.on) for one in clocks_told if one.clock and one.clock.rule.starts == Happened.PARLIAMENT}
    for ask in asks:
        contacts = list(ask.dossier.contacts.all())
        for contact in contacts:
            if contact.due_on is None or contact.due_on > today + AHEAD or (ask, contact.due_on) in told:
                continue
            if not contact.is_settled_by(contacts):
                yield Due(contact.due_on, ask, contact=contact)
