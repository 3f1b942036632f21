"""One invented case before four governments, as a liaison would send it: argued, signed by two, frozen, its files built.

The exhibits are made here: a statement that names the witness, which goes with boxes alone, and a photograph of a yard.
"""

import io
from contextlib import closing
from datetime import date

from PIL import Image, ImageDraw

from accounts.models import User
from cases.models import Case, Claim, Command, EvidenceFile, Source, Subject, SubjectName
from cases.services.consent import Said, record_consent
from cases.services.evidence import attach_evidence
from cases.services.identities import seal_identity
from cases.services.intake import file_case
from cases.services.register import set_command
from cases.services.sections import save_claim, save_source, save_subject
from cases.statuses import CaseStatus, ConsentAnswer
from cases.uploads import ReceivedFile
from cases.vocabularies import AbuseType, Mode, Origin, SourceType, VictimGroup, VictimRole
from cases.workflow import move
from demo.cases import COORDINATOR, document, look_into, note, person, review
from demo.four_words import CRITERIA, REASONS, WORDS, argument
from demo.recommendations import LIAISON, SIGNER
from demo.stories import ORSA, Story
from sanctions.models import Criterion
from submissions import services
from submissions.boxes import making
from submissions.exporters.build import build_files
from submissions.exporters.faces import typeset
from submissions.models import DossierVersion, Recommendation
from submissions.services import boxing, clearing

STORY = Story(
    "The night at the third station", ORSA, CaseStatus.ACCEPTED, "Daud Yelisan", "Дауд Елисан", "1974-02",
    "Commander of the third station", "Port Vel Police", "2019", "Third police station, Port Vel", "2022-09-14",
    AbuseType.TORTURE, Mode.ORDERED, "The seven of the march", 7, VictimRole.PROTESTER, (VictimGroup.WOMEN, VictimGroup.RURAL),
    claims=(
        "Daud Yelisan has commanded the third police station of Port Vel since 2019.",
        "Officers of the third station tied seven marchers and beat them with cables on the night of 14 September 2022.",
        "Daud Yelisan gave the order, stayed in the yard until it was done, and signed the book of that night.",
    ),
)  # fmt: skip
ALSO_WRITTEN = ("داود يليسان", "达乌德·叶利桑", "ဒါဝူဒ် ယေလီဆန်")
DISTRICT = "Port Vel District Police"
WITNESS = {"name": "Sanna Orhilde", "also_called": "سناء أورهيلد", "contact": "+999 555 0142", "marks": ""}
SHEET = """#set page(width: 420pt, height: 300pt, margin: 40pt)
#set text(size: 11pt, font: ("Source Sans 3", ..json(bytes(sys.inputs.faces))))
#set document(title: "Statement", author: "{name}")
*Statement 2*

My name is {name} ({also}). My number is {number}. I was held at the third station that night. I heard the commander say:
“Nobody leaves before they have understood.” Then the lights in the yard went on.

Signed: {name}
"""


def four_dossiers() -> list[DossierVersion]:
    """Done once; returns the newest version for each government, in their order."""
    case = Case.objects.filter(title=STORY.title).first() or tell()
    asks = Recommendation.objects.filter(case=case)
    if not asks.exists():
        return [freeze(ask) for ask in [argue(case, government) for government in CRITERIA]]
    return [ask.dossier.versions.order_by("number").last() for ask in asks.order_by("opened_at")]  # type: ignore[misc]


def tell() -> Case:
    """The case from its first note to its acceptance, with two exhibits more than the other stories have."""
    author = person(STORY.partner)
    case = note(STORY, author)
    move(case, "go_on", by=person(COORDINATOR))
    document(case, STORY, author)
    for text in ALSO_WRITTEN:
        SubjectName.objects.create(subject=commander_in(case), kind=SubjectName.Kind.ALIAS, text=text)
    put_above(case, author)
    show(case, author)
    file_case(case, by=author)
    review(case, STORY)
    return case


def commander_in(case: Case) -> Subject:
    return case.subjects.get(kind=Subject.Kind.PERSON)


def put_above(case: Case, author: User) -> None:
    """The police of the district, whose station it is: written down by the partner, and in the register by staff."""
    body = Subject(kind=Subject.Kind.BODY, nationality="Veldonia")
    above = save_subject(case, body, by=author, names=[(SubjectName.Kind.FULL, DISTRICT)], posts=[])
    command = Command(above=above, below=commander_in(case), how="The gazette of 4 March 2019", since="2019")
    set_command(command, by=person(COORDINATOR))


def show(case: Case, author: User) -> None:
    """A second witness who is named in their own statement, and the yard the next morning."""
    witness = save_source(case, Source(title="Statement 2", type=SourceType.WITNESS, origin=Origin.PRIMARY), by=author)
    seal_identity(case, witness, WITNESS, by=author)
    photo = save_source(case, Source(title="The yard the next morning", type=SourceType.PHOTO, origin=Origin.PRIMARY), by=author)
    attach(witness, "statement.pdf", sheet(), "application/pdf", author)
    attach(photo, "yard.jpg", yard(), "image/jpeg", author)
    save_claim(case, Claim(text="Women were called out first, by the commander himself."), by=author, sources=[witness, photo])
    said = {government: Said(ConsentAnswer.YES, "in person, to our field worker", date(2022, 9, 20)) for government in CRITERIA}
    record_consent(case, witness, said, by=author)


def attach(source: Source, name: str, body: bytes, media_type: str, author: User) -> None:
    file = ReceivedFile(name, media_type)
    file.receive(body)
    with closing(file):
        look_into(attach_evidence(source, file, by=author, media_type=media_type))


def sheet() -> bytes:
    words = SHEET.format(name=WITNESS["name"], also=WITNESS["also_called"], number=WITNESS["contact"])
    return typeset(words.encode(), "", standards=())


def yard() -> bytes:
    """A drawing in place of a photograph: a wall, a door, a lamp."""
    picture = Image.new("RGB", (1200, 800), "#8d99a6")
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 520, 1200, 800), fill="#5c5347")
    pen.rectangle((120, 180, 1080, 520), fill="#b9b2a2")
    pen.rectangle((540, 300, 660, 520), fill="#3c3a36")
    pen.ellipse((580, 200, 620, 240), fill="#f4e7a1")
    sink = io.BytesIO()
    picture.save(sink, "JPEG", quality=88)
    return sink.getvalue()


def argue(case: Case, government: str) -> Recommendation:
    liaison, criterion = person(LIAISON), Criterion.objects.get(code=CRITERIA[government])
    ask = services.open_recommendation(case, commander_in(case), criterion, by=liaison)
    services.write_recommendation(ask, WORDS[government], by=liaison)
    claims = list(case.claims.order_by("pk"))
    for finding in ask.findings.select_related("element"):
        words, carried_by = argument(finding.element.text)
        services.write_finding(finding, words, [claims[number] for number in carried_by], by=liaison)
    if government == "eu":
        services.write_reasons(ask, [(text, [claim]) for text, claim in zip(REASONS, claims, strict=False)], by=liaison)
    return ask


def freeze(ask: Recommendation) -> DossierVersion:
    """The statement goes with boxes; two sign; the files are built and read back; somebody looks at what no machine reads."""
    liaison, second = person(LIAISON), person(SIGNER)
    cover(ask, EvidenceFile.objects.get(case=ask.case, media_type="application/pdf"), liaison)
    services.sign_first(ask, by=liaison)
    services.sign_second(ask, {"law": True, "safety": True, "consent": True}, by=second)
    version, _job = services.freeze(ask.dossier, by=liaison)
    build_files(version)
    clearing.tick(version, version.leak_check.gaps.values_list("pk", flat=True), by=second)
    return version


def cover(ask: Recommendation, file: EvidenceFile, liaison: User) -> None:
    boxing.look_through(ask.dossier, file, by=liaison)
    for work in (making.search_file, making.draw_file):
        copy = boxing.standing(ask.dossier, file)
        if copy is not None:
            work(copy)
