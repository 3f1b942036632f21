"""What the coalition asked for in the demonstration: one dossier sent in October 2022, one being argued."""

from datetime import date

from accounts.models import User
from cases.models import Case
from demo.cases import person
from sanctions.models import Criterion, Programme
from submissions import services
from submissions.exporters.build import build_files
from submissions.models import Recipient, Recommendation
from submissions.statuses import Channel

LIAISON, SIGNER = "liaison@coalition.example", "approver@coalition.example"
SENT, ARGUED = "Detentions at the Lower Orsa quarry", "Beatings after the harvest march"
SENT_ON = date(2022, 10, 3)
PROGRAMME, ALTERNATIVE = "US-GLOMAG", "US-7031C"


def recommend() -> None:
    send(argue_and_sign())
    begin(Case.objects.get(title=ARGUED), person(LIAISON))


def argue_and_sign() -> Recommendation:
    """The recommendation about Maro Teskan, argued and signed by two."""
    liaison = person(LIAISON)
    ask = argue(Case.objects.get(title=SENT), liaison)
    services.sign_first(ask, by=liaison)
    services.sign_second(ask, {"law": True, "safety": True, "consent": True}, by=person(SIGNER))
    return ask


def send(ask: Recommendation) -> Recommendation:
    """Frozen, built, and given to the first office of the United States in October 2022."""
    liaison = person(LIAISON)
    version, _job = services.freeze(ask.dossier, by=liaison)
    build_files(version)
    office = Recipient.objects.filter(jurisdiction=ask.dossier.jurisdiction).earliest("pk")
    services.record_delivery(version, office, Channel.EMAIL, SENT_ON, by=liaison)
    ask.refresh_from_db()
    return ask


def begin(case: Case, liaison: User) -> Recommendation:
    criterion = Criterion.objects.filter(programme__code=PROGRAMME).earliest("order")
    beside = Programme.objects.filter(code=ALTERNATIVE)
    return services.open_recommendation(case, case.subjects.get(), criterion, by=liaison, alternatives=beside)


def argue(case: Case, liaison: User) -> Recommendation:
    ask = begin(case, liaison)
    words = {
        "summary": "He commanded the guard that held fourteen women for three months because they would not leave their land.",
        "affected": "Fourteen Indigenous women of the Lower Orsa, held because they defend the land their people live on.",
        "contrary": "We searched the court register of Port Vel and the district paper, and found nothing in his favour.",
    }
    services.write_recommendation(ask, words, by=liaison)
    for finding in ask.findings.select_related("element"):
        services.write_finding(finding, "The claims below show it.", case.claims.all(), by=liaison)
    return ask
