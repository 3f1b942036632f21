"""What passed between offices and the coalition in the demonstration: offices, a log, a request from parliament, an ask.

Its days are counted back from today, so that something is due whenever the demonstration is started.
"""

from datetime import date, timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from cases.vocabularies import AbuseType
from delivery.models import Contact
from delivery.services import offices, reminders
from delivery.services.log import log_contact
from delivery.services.wanted import answer_wanted, write_wanted
from delivery.statuses import Audience, ContactKind
from demo.cases import person
from submissions.models import Recipient, Recommendation
from submissions.statuses import Channel

LIAISON, COORDINATOR = "liaison@coalition.example", "coordinator@coalition.example"
STATE, TREASURY, LONDON = "Department of State", "Department of the Treasury", "Foreign, Commonwealth"
SIGNED = "The chair and the ranking member of a committee of the Senate"
K = ContactKind

# by the first words of the office's name
CARDS: dict[str, dict[str, Any]] = {
    STATE: {
        "channel": Channel.EMAIL,
        "where": "recommendations@state.example",
        "language": "English",
        "largest_mb": 25,
        "bounces": "ZIP files with a password; links to download from.",
    },
    TREASURY: {"channel": Channel.PORTAL, "where": "portal.treasury.example", "language": "English", "largest_mb": 50},
    LONDON: {"channel": Channel.EMAIL, "where": "designations@fcdo.example", "language": "English", "largest_mb": 20},
}
OFFICIALS: tuple[tuple[str, str, str, int], ...] = (
    (STATE, "Ada Fern", "Desk officer", 2021),
    (STATE, "Joel Castellane", "Head of the unit", 2023),
    (LONDON, "Imre Whitlock", "Sanctions adviser", 2022),
)
# how many days ago, what, in which words, and what else
LOG: tuple[tuple[int, ContactKind, str, dict[str, Any]], ...] = (
    (189, K.PROOF, "The mail server took it; its receipt is kept here.", {"file": "receipt.txt"}),
    (182, K.ACKNOWLEDGED, "Ada Fern confirmed that it can be opened.", {"official": "Ada Fern"}),
    (160, K.LETTER, "We asked whether they need more about the chain of command.", {}),
    (120, K.QUESTION, "Is there a second source for the book of arrivals?", {"official": "Ada Fern"}),
    (116, K.REPLY, "Yes: the clerk who kept it. Told by telephone.", {"answers": K.QUESTION}),
    (110, K.PARLIAMENT, "They ask for a determination about the post at Kelt bridge.", {"signatories": SIGNED, "due_in": 10}),
    (96, K.MEETING, "They listened for an hour. They expect a round in December.", {"audience": Audience.PARTNERS}),
)


def tell(ask: Recommendation) -> None:
    today = timezone.localdate()
    for name, card in CARDS.items():
        offices.write_card(office(name), card, by=person(COORDINATOR))
    for place, name, post, year in OFFICIALS:
        told = {"name": name, "post": post, "since": date(year, 1, 1)}
        offices.add_official(office(place), told, by=person(COORDINATOR))
    for line in LOG:
        log(ask, today, *line)
    reminders.remind(ask, today + timedelta(days=12), "Ask Joel Castellane about the round in December.", by=person(LIAISON))
    ask_for_cases(today)


def office(name: str) -> Recipient:
    return Recipient.objects.get(office__startswith=name)


def log(ask: Recommendation, today: date, ago: int, kind: ContactKind, words: str, more: dict[str, Any]) -> Contact:
    delivery = ask.dossier.deliveries.get()
    told: dict[str, Any] = {"kind": kind, "on": today - timedelta(days=ago), "words": words, "delivery": delivery}
    told |= {name: more[name] for name in ("signatories", "audience") if name in more}
    if "official" in more:
        told["official"] = delivery.recipient.officials.get(name=more["official"])
    if "answers" in more:
        told["answers"] = ask.dossier.contacts.get(kind=more["answers"])
    if "due_in" in more:
        told["due_on"] = today + timedelta(days=more["due_in"])
    file = ContentFile(b"250 2.0.0 accepted for delivery\n", more["file"]) if "file" in more else None
    return log_contact(ask.dossier, told, by=person(LIAISON), file=file)


def ask_for_cases(today: date) -> None:
    """One that waits, and one that has our answer."""
    liaison, state, london = person(LIAISON), office(STATE), office(LONDON)
    told = {"office": state, "official": state.officials.get(name="Joel Castellane"), "theme": AbuseType.TORTURE}
    told |= {"asked_on": today - timedelta(days=6), "due_on": today + timedelta(days=15), "country": "Veldonia"}
    write_wanted({**told, "words": "Anything on torture in custody since 2022, for the round in December."}, by=liaison)
    told = {"office": london, "official": None, "theme": "", "country": "Veldonia"}
    told |= {"asked_on": today - timedelta(days=80), "due_on": today - timedelta(days=50)}
    answer_wanted(write_wanted({**told, "words": "Who is responsible for the clearing of Sarn ford?"}, by=liaison), by=liaison)
