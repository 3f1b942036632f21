"""The ledger: each delivery with what came of it. Having it is not answering it. Reads what is prefetched; writes nothing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from cases.packing import keep, packed, unpacked
from delivery.models import Contact
from delivery.statuses import ContactKind, Standing
from submissions.models import Delivery, Outcome, Recommendation
from submissions.reading import name_subjects, with_names

CONTACTS = Contact.objects.select_related("official", "by", "answers")
DELIVERIES = Delivery.objects.select_related("recipient", "recorded_by", "version__dossier", "copy", "file").defer(
    "version__content"
)


@dataclass(frozen=True)
class Line:
    """One delivery: version × office × channel × day, its proofs, and how far the office is with it."""

    delivery: Delivery
    contacts: list[Contact]

    @property
    def proofs(self) -> list[Contact]:
        return [contact for contact in self.contacts if contact.kind == ContactKind.PROOF]

    @property
    def acknowledged_on(self) -> date | None:
        return first_of(self.contacts, ContactKind.ACKNOWLEDGED)

    @property
    def answered_on(self) -> date | None:
        return first_of(self.contacts, ContactKind.ANSWERED)

    @property
    def standing(self) -> Standing:
        return standing_of(self.contacts)


def first_of(contacts: Iterable[Contact], kind: str) -> date | None:
    return min((contact.on for contact in contacts if contact.kind == kind), default=None)


def standing_of(contacts: Iterable[Contact]) -> Standing:
    """Who asks last waits for us; an answer ends the silence, and so does their word that they have it."""
    asked, kinds = False, set()
    for contact in sorted(contacts, key=lambda one: (one.on, one.pk or 0)):
        kinds.add(contact.kind)
        if contact.kind in (ContactKind.QUESTION, ContactKind.REPLY):
            asked = contact.kind == ContactKind.QUESTION
    if asked:
        return Standing.ASKED
    if ContactKind.ANSWERED in kinds:
        return Standing.ANSWERED
    return Standing.ACKNOWLEDGED if ContactKind.ACKNOWLEDGED in kinds else Standing.SILENT


def lines_of(deliveries: Iterable[Delivery], contacts: Iterable[Contact]) -> list[Line]:
    """A contact that names no delivery is about the dossier, and so about each of them."""
    kept = list(contacts)
    return [Line(one, [c for c in kept if c.delivery_id in (one.pk, None)]) for one in deliveries]


def with_ledger(asks: QuerySet[Recommendation]) -> QuerySet[Recommendation]:
    """What a row or page of the ledger shows, in three statements; `tied` makes it ready."""
    outcomes = packed(Outcome.objects.standing().filter(recommendation=OuterRef("pk")))
    rows = asks.select_related("case__organisation", "subject", "dossier", "criterion__programme__authority")
    return with_names(rows.annotate(read_outcomes=outcomes)).prefetch_related(
        Prefetch("dossier__deliveries", DELIVERIES), Prefetch("dossier__contacts", CONTACTS)
    )


def tied(asks: Iterable[Any]) -> list[Recommendation]:
    """Rows that `with_ledger` asked for, with the names and outcomes that came in the same statement."""
    rows = with_outcomes(asks)
    name_subjects(rows)
    return rows


def with_outcomes(asks: Iterable[Any]) -> list[Recommendation]:
    """Rows with the outcomes that were packed as `read_outcomes`."""
    rows = list(asks)
    for ask in rows:
        outcomes = unpacked(Outcome, ask.read_outcomes)
        for outcome in outcomes:
            outcome.recommendation = ask
        keep(ask, "outcomes", outcomes)
    return rows


def in_standing(asks: QuerySet[Recommendation], standing: str) -> QuerySet[Recommendation]:
    """Recommendations by how far the offices are; the same rule as `standing_of`, for PostgreSQL."""
    of_dossier = Contact.objects.filter(dossier=OuterRef("dossier"))
    last = of_dossier.filter(kind__in=(ContactKind.QUESTION, ContactKind.REPLY)).order_by("-on", "-pk")
    has = {kind: Q(Exists(of_dossier.filter(kind=kind))) for kind in (ContactKind.ANSWERED, ContactKind.ACKNOWLEDGED)}
    asks = asks.annotate(last_word=Coalesce(Subquery(last.values("kind")[:1]), Value("")))
    asked = Q(last_word=ContactKind.QUESTION)
    answered, acknowledged = has[ContactKind.ANSWERED], has[ContactKind.ACKNOWLEDGED]
    rules = {
        Standing.ASKED: asked,
        Standing.ANSWERED: ~asked & answered,
        Standing.ACKNOWLEDGED: ~asked & ~answered & acknowledged,
        Standing.SILENT: ~asked & ~answered & ~acknowledged,
    }
    return asks.filter(rules[Standing(standing)])
