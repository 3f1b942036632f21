"""What happened to a recommendation, as clocks understand it. Reads what `delivery.ledger.with_ledger` fetched."""

from collections.abc import Iterator, Mapping
from datetime import date

from django.db.models import Max, Min

from cases.models import Consent, Incident
from cases.statuses import CaseStatus, ConsentAnswer
from delivery.clocks.evaluate import Event
from delivery.clocks.words import Happened
from delivery.statuses import ContactKind
from submissions.models import Recommendation
from submissions.statuses import OutcomeKind

BY_CONTACT: Mapping[str, Happened] = {
    ContactKind.QUESTION: Happened.QUESTION,
    ContactKind.REPLY: Happened.REPLY,
    ContactKind.LETTER: Happened.WROTE,
    ContactKind.MEETING: Happened.WROTE,
    ContactKind.CALL: Happened.WROTE,
    ContactKind.ANSWERED: Happened.ANSWERED,
    ContactKind.PARLIAMENT: Happened.PARLIAMENT,
    ContactKind.ORDER: Happened.ORDER,
    ContactKind.URGENT: Happened.URGENT,
    ContactKind.EXTENDED: Happened.EXTENDED,
    ContactKind.WITHDRAWN: Happened.WITHDRAWN,
}

SAID_SO = (OutcomeKind.DECLINED, OutcomeKind.PARLIAMENTARY_REPLY)


def events_of(ask: Recommendation, today: date) -> Iterator[Event]:
    """From its deliveries, log and outcomes. A dossier made elsewhere has a log, but no habit of ours has run since."""
    if not ask.dossier.made_elsewhere:
        yield from (Event(Happened.DELIVERED, delivery.sent_on) for delivery in ask.dossier.deliveries.all())
    for contact in ask.dossier.contacts.all():
        if contact.kind in BY_CONTACT:
            yield Event(BY_CONTACT[contact.kind], contact.on)
    for outcome in ask.outcomes.all():
        if outcome.confirmed_at is None:  # one person's word stops no clock
            continue
        happened = Happened.LISTED if outcome.is_listing else Happened.ANSWERED if outcome.kind in SAID_SO else None
        if happened is not None:
            yield Event(happened, outcome.latest_day or outcome.confirmed_at.date())
    if ask.case.status == CaseStatus.WITHDRAWN:
        yield Event(Happened.WITHDRAWN, today)


def events_of_case(ask: Recommendation) -> Iterator[Event]:
    """The last act that is recorded, and the first consent for this government that runs out. Two queries."""
    ended = Incident.objects.filter(case=ask.case_id).aggregate(last=Max("ended"), began=Max("began"))
    if (last := _whole(ended["last"] or ended["began"] or "")) is not None:
        yield Event(Happened.CONDUCT, last)
    current = Consent.objects.filter(case=ask.case_id).current()
    standing = Consent.objects.filter(pk__in=current.values("pk"), answer=ConsentAnswer.YES, government=ask.dossier.jurisdiction)
    if (until := standing.aggregate(first=Min("until"))["first"]) is not None:
        yield Event(Happened.CONSENT_ENDS, until)


def _whole(approximate: str) -> date | None:
    """An approximate date at its latest: `2021` is the last day of it, for the clock must not warn too early."""
    parts = approximate.split("-")
    try:
        if len(parts) == 3:
            return date.fromisoformat(approximate)
        if len(parts) == 2:
            return date(int(parts[0]), int(parts[1]), 28)
        return date(int(parts[0]), 12, 31)
    except ValueError:
        return None
