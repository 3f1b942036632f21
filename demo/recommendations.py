"""What the coalition asked for in the demonstration: two dossiers sent, one being argued, one signed by one person."""

from datetime import date, timedelta

from django.utils import timezone

from accounts.models import User
from cases.models import Case
from demo import speaking
from demo.cases import person
from demo.stories import ACTED_ON
from sanctions.models import Criterion, Programme
from submissions import services
from submissions.exporters.build import build_files
from submissions.exporters.copies import make_copy
from submissions.models import DossierVersion, OfficeCopy, Recipient, Recommendation
from submissions.services import clearing, copying
from submissions.statuses import Channel, CopyFormat, FileFormat, Lock

LIAISON, SIGNER = "liaison@coalition.example", "approver@coalition.example"
SENT, ARGUED, TO_SIGN = "Detentions at the Lower Orsa quarry", "Beatings after the harvest march", "Homes burned at Sarn ford"
WAITING = "Prisoners beaten at Kelt bridge"
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
    WAITING: {
        "summary": "He commands the post at Kelt bridge, where prisoners are beaten before they are brought to court.",
        "affected": "One prisoner who had spoken for the opposition, and others who do not wish to be counted.",
        "contrary": "We read the court register of Kelt and asked two lawyers of the district, and found nothing in his favour.",
        "interest": "His brother’s haulage firm is paid in dollars; it carries what is taken from those who are arrested.",
        "family": "A brother, who owns a haulage firm.",
    },
    ACTED_ON.title: {
        "summary": "As deputy commander of the guard, Bel Xanthery kept twenty-two women at the gold fields and took their pay.",
        "affected": "Twenty-two women who wash gold at Varnisk, kept behind the fence.",
        "contrary": "We asked the labour office of the district and read its register, and found nothing that speaks against it.",
        "interest": "The gold is sold abroad for dollars; buyers there ask who guards the fields.",
        "family": "None known to us.",
    },
    TO_SIGN: {
        "summary": "He signed the order to clear the ford, and commands the Lake Guard to this day.",
        "affected": "Thirty-five Indigenous people of Sarn ford, driven from the land they have farmed for generations.",
        "contrary": "The ministry says that the houses stood in a flood zone. The river maps of 2019 do not show one.",
        "interest": "It tells those who clear land for others that the United States will not hold their money.",
    },
}


def recommend() -> None:
    send(argue_and_sign(SENT), SENT_ON)
    speaking.tell(send(argue_and_sign(WAITING), timezone.localdate() - timedelta(days=190), copy=True))
    case = Case.objects.get(title=ARGUED)
    begin(case, person(LIAISON))
    plan_four(case, person(LIAISON))
    services.sign_first(argue(Case.objects.get(title=TO_SIGN), person(LIAISON)), by=person(LIAISON))


def argue_and_sign(title: str) -> Recommendation:
    """A recommendation from the case of that title, argued and signed by two."""
    liaison = person(LIAISON)
    ask = argue(Case.objects.get(title=title), liaison)
    services.sign_first(ask, by=liaison)
    services.sign_second(ask, {"law": True, "safety": True, "consent": True}, by=person(SIGNER))
    return ask


def send(ask: Recommendation, day: date, *, copy: bool = False) -> Recommendation:
    """Frozen, built, and given to the first office of the United States on that day, as a copy of its own if asked."""
    liaison = person(LIAISON)
    version, _job = services.freeze(ask.dossier, by=liaison)
    build_files(version)
    clearing.tick(version, version.leak_check.gaps.values_list("pk", flat=True), by=person(SIGNER))
    office = Recipient.objects.filter(jurisdiction=ask.dossier.jurisdiction).earliest("pk")
    sent_as = copy_for(version, office, liaison) if copy else version.files.get(format=FileFormat.ZIP)
    services.record_delivery(version, office, Channel.EMAIL, day, by=liaison, sent_as=sent_as)
    ask.refresh_from_db()
    return ask


def copy_for(version: DossierVersion, office: Recipient, liaison: User) -> OfficeCopy:
    told = {"recipient": office, "format": CopyFormat.PDF, "lock": Lock.PASSWORD, "age_key": ""}
    told |= {"part_megabytes": None, "since": None, "letter": copying.usual_letter(version)}
    copy, _job = copying.ask_for_copy(version, told, by=liaison)
    make_copy(copy)
    return copy


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
