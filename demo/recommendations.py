"""What the coalition asked for in the demonstration: one dossier sent, one being argued, one signed by one person."""

from datetime import date

from accounts.models import User
from cases.models import Case
from demo.cases import person
from sanctions.models import Criterion, Programme
from submissions import clearing, services
from submissions.exporters.build import build_files
from submissions.models import Recipient, Recommendation
from submissions.statuses import Channel

LIAISON, SIGNER = "liaison@coalition.example", "approver@coalition.example"
SENT, ARGUED, TO_SIGN = "Detentions at the Lower Orsa quarry", "Beatings after the harvest march", "Homes burned at Sarn ford"
SENT_ON = date(2022, 10, 3)
PROGRAMME, ALTERNATIVE = "US-GLOMAG", "US-7031C"

WORDS = {
    SENT: {
        "summary": "He commanded the guard that held fourteen women for three months because they would not leave their land.",
        "affected": "Fourteen Indigenous women of the Lower Orsa, held because they defend the land their people live on.",
        "contrary": "We searched the court register of Port Vel and the district paper, and found nothing in his favour.",
        "interest": "His company sells to firms in the United States; freezing what it earns there would end the road works.",
        "family": "None known to us.",
        "own_words": "The conduct was directed at Indigenous women who defend their land; this is made in recognition of it.",
    },
    TO_SIGN: {
        "summary": "He signed the order to clear the ford, and commands the Lake Guard to this day.",
        "affected": "Thirty-five Indigenous people of Sarn ford, driven from the land they have farmed for generations.",
        "contrary": "The ministry says that the houses stood in a flood zone. The river maps of 2019 do not show one.",
        "interest": "It tells those who clear land for others that the United States will not hold their money.",
    },
}


def recommend() -> None:
    send(argue_and_sign())
    case = Case.objects.get(title=ARGUED)
    begin(case, person(LIAISON))
    plan_four(case, person(LIAISON))
    services.sign_first(argue(Case.objects.get(title=TO_SIGN), person(LIAISON)), by=person(LIAISON))


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
    clearing.tick(version, version.leak_check.gaps.values_list("pk", flat=True), by=person(SIGNER))
    office = Recipient.objects.filter(jurisdiction=ask.dossier.jurisdiction).earliest("pk")
    services.record_delivery(version, office, Channel.EMAIL, SENT_ON, by=liaison)
    ask.refresh_from_db()
    return ask


def begin(case: Case, liaison: User) -> Recommendation:
    criterion = Criterion.objects.filter(programme__code=PROGRAMME).earliest("order")
    beside = Programme.objects.filter(code=ALTERNATIVE)
    return services.open_recommendation(case, case.subjects.get(), criterion, by=liaison, alternatives=beside)


def plan_four(case: Case, liaison: User) -> None:
    """The same case before London, Ottawa and Brussels too, from the same claims; nothing leaves until all are signed."""
    codes = {"us": "US-13818-iiA", "gb": "GB-6a", "ca": "CA-JVCFOA-a", "eu": "EU-resp"}
    rows = Criterion.objects.select_related("programme__authority").in_bulk(codes.values(), field_name="code")
    chosen = {government: (turn, rows[code]) for turn, (government, code) in enumerate(codes.items(), start=1)}
    told = {"embargo_until": None, "together": True, "note": "London may act faster once Washington has."}
    services.open_planned(services.keep_plan(case, case.subjects.get(), told, chosen, by=liaison), by=liaison)


def argue(case: Case, liaison: User) -> Recommendation:
    ask = begin(case, liaison)
    services.write_recommendation(ask, WORDS[case.title], by=liaison)
    for finding in ask.findings.select_related("element"):
        services.write_finding(finding, "The claims below show it.", case.claims.all(), by=liaison)
    return ask
