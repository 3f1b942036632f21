"""What happened to a recommendation, as clocks understand it. Reads what `delivery.ledger.with_ledger` fetched."""

from calendar import monthrange
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

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


@dataclass(frozen=True, slots=True)
class CaseDays:
    """What starts clocks in cases: the last act that is recorded, and the first consent of each government that runs out."""

    conduct: Mapping[int, date]  # by the case's primary key
    consents: Mapping[tuple[int, str], date]  # by case and government

    def events_of(self, ask: Recommendation) -> Iterator[Event]:
        if (last := self.conduct.get(ask.case_id)) is not None:
            yield Event(Happened.CONDUCT, last)
        if (until := self.consents.get((ask.case_id, ask.dossier.jurisdiction))) is not None:
            yield Event(Happened.CONSENT_ENDS, until)


def days_of_cases(cases: Collection[int]) -> CaseDays:
    """Of these cases (primary keys), however many; two queries."""
    conduct: dict[int, date] = {}
    for case, *told in Incident.objects.filter(case__in=cases).values_list("case", "ended", "began"):
        if (day := _whole(told[0] or told[1])) is not None:
            conduct[case] = max(day, conduct.get(case, day))
    consents: dict[tuple[int, str], date] = {}
    said = Consent.objects.filter(case__in=cases).current().values_list("case", "government", "answer", "until")
    for case, government, answer, until in said:
        if answer == ConsentAnswer.YES and until is not None:
            consents[case, government] = min(until, consents.get((case, government), until))
    return CaseDays(conduct, consents)


def _whole(approximate: str) -> date | None:
    """An approximate date at its latest: `2021` is the last day of it, for the clock must not warn too early."""
    try:
        year, month, day = (*map(int, approximate.split("-")), 0, 0)[:3]
        month = month or 12
        return date(year, month, day or monthrange(year, month)[1])
    except ValueError:
        return None
