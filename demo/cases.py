"""The invented cases, taken through the house's own services: what a page shows was done as a person would do it."""

from contextlib import closing
from datetime import date, timedelta
from uuid import uuid4

from django.conf import settings
from django.utils import timezone

from accounts.models import User
from accounts.roles import CASEWORK_ROLES
from cases.models import (
    Act,
    Case,
    Claim,
    EvidenceFile,
    Incident,
    Position,
    Source,
    Subject,
    SubjectName,
    SubmissionWindow,
    Victim,
)
from cases.services.after_filing import withdraw_case
from cases.services.checks import assess, identify
from cases.services.consent import Said, record_consent
from cases.services.desk import Order, carry_out, state
from cases.services.evidence import attach_evidence
from cases.services.intake import file_case, open_case
from cases.services.review import ask_question
from cases.services.sections import save_act, save_claim, save_incident, save_source, save_subject, save_victim
from cases.services.sections import tell as tell_part
from cases.services.weighing import sign_contrary
from cases.services.windows import keep_window
from cases.statuses import CaseStatus, ConsentAnswer, Section
from cases.treatment import copy_file, hash_file, scan_file
from cases.uploads import ReceivedFile
from cases.vocabularies import GroupAnswer, Origin, SourceType
from cases.workflow import move
from demo import sealed
from demo.stories import STORIES, Story

COORDINATOR, REVIEWER = "coordinator@coalition.example", "reviewer@coalition.example"
S = CaseStatus
HOW_KNOWN = {
    "how_known": "The order book bears his signature, and two people who served under him named him from a photograph.",
    "look_alikes": "A trader of the same name in the capital, born in another decade.",
}
CONTRARY = {"contrary_found": "none", "contrary_searched": "The court register, and what the district paper wrote that year."}
LOOKED = "We read the court register and the district paper of that year, and found nothing in their favour."
SCORES = {"severity": 4, "evidence": 3, "person": 4, "leverage": 2, "safety": 3}
IN_THE_WINDOW = ("Prisoners beaten at Kelt bridge", "Women held in the cloister at Mirna")
READY = ("Forced work in the salt pans",)  # in review, and checked so far that a second person can accept it
FILED_AND_BEYOND = frozenset({S.FILED, S.IN_REVIEW, S.RETURNED, S.ACCEPTED, S.WITHDRAWN})


def person(email: str) -> User:
    return User.objects.get(email=email)


def tell_all() -> None:
    for story in STORIES:
        tell(story)
    open_window()


def tell(story: Story) -> Case:
    """One case from its first note to where the story leaves it."""
    author = person(story.partner)
    case = note(story, author)
    if story.until == S.DECLINED:
        move(case, "decline", by=person(COORDINATOR), note=story.because)
    elif story.until != S.NOTED:
        move(case, "go_on", by=person(COORDINATOR))
        document(case, story, author)
    if story.until in FILED_AND_BEYOND:
        file_case(case, by=author)
        review(case, story)
    return case


def note(story: Story, author: User) -> Case:
    return open_case(
        by=author,
        title=story.title,
        number=uuid4(),
        who=f"{story.subject}, {story.post} {story.body}".strip(", "),
        what=f"{story.abuse.label} at {story.place}, {story.began}.",
        how_known="Two of our people spoke with those who were there.",
        evidence="Statements, and a photograph.",
        safe_contact="By Signal, after dark, ask for the bookseller.",
    )


def document(case: Case, story: Story, author: User) -> None:
    subject = save_subject(
        case,
        Subject(birth_date=story.born, nationality="Veldonia"),
        by=author,
        names=[(SubjectName.Kind.FULL, story.subject), (SubjectName.Kind.ORIGINAL, story.original)],
        posts=[Position(title=story.post, body=story.body, since=story.since)],
    )
    victim = save_victim(case, victim_of(story), by=author)
    incident = Incident(began=story.began, place=story.place, narrative=f"{story.abuse.label} at {story.place}, as told to us.")
    save_incident(case, incident, by=author)
    act = Act(incident=incident, victim=victim, abuse=story.abuse)
    save_act(case, act, by=author, responsible=[(subject.pk, story.mode)])
    if story.until != S.DRAFT:
        substantiate(case, story, victim, author)


def victim_of(story: Story) -> Victim:
    return Victim(
        pseudonym=story.victims,
        is_group=story.people > 1,
        count=story.people,
        group_answer=GroupAnswer.GIVEN if story.groups else GroupAnswer.UNKNOWN,
        groups=list(story.groups),
        role=story.role,
    )


def substantiate(case: Case, story: Story, victim: Victim, author: User) -> None:
    """Two sources, one of them with a file; what they show; and what the people said about each government."""
    statement = save_source(case, Source(title="Statement 1", type=SourceType.WITNESS, origin=Origin.PRIMARY), by=author)
    document = save_source(case, Source(title="Order book, page 12", type=SourceType.OFFICIAL, is_open=True), by=author)
    with closing(received(page_of(story))) as file:
        look_into(attach_evidence(document, file, by=author, media_type="text/plain"))
    if story.title == sealed.STORY:
        for came in sealed.seal_and_veil(case, statement, author):
            look_into(came)
    tell_part(case, Section.CONTRARY, CONTRARY, by=author)
    for text in story.claims or (f"{story.abuse.label} happened at {story.place} in {story.began}.",):
        save_claim(case, Claim(text=text), by=author, sources=[statement, document])
    until = timezone.localdate() + timedelta(days=story.consent_days) if story.consent_days else None
    told = Said(ConsentAnswer.YES, "in person, to our field worker", date(2022, 9, 1), until)
    said = dict.fromkeys(story.consents, told)
    for who in (victim, statement):
        record_consent(case, who, said, by=author)


def look_into(file: EvidenceFile) -> None:
    """What workers do after a file was received, done at once: the story goes on with its working copy."""
    for step in (hash_file, scan_file, copy_file):
        step(EvidenceFile.objects.get(pk=file.pk))


def page_of(story: Story) -> bytes:
    return f"ORDER BOOK, PAGE 12\n\n{story.place}, {story.began}.\nSigned: {story.post}, {story.body}.\n".encode()


def received(content: bytes) -> ReceivedFile:
    file = ReceivedFile("order-book-12.txt", "text/plain")
    file.receive(content)
    return file


def review(case: Case, story: Story) -> None:
    if story.until == S.WITHDRAWN:
        withdraw_case(case, by=person(story.partner), note=story.because)
        return
    if story.until == S.FILED:
        return
    move(case, "take_up", by=person(REVIEWER))
    if story.until == S.RETURNED:
        ask_question(case, Section.EVIDENCE, story.question, by=person(REVIEWER))
        move(case, "return", by=person(REVIEWER))
    if story.until == S.ACCEPTED or story.title in READY:
        for subject in case.subjects.all():
            identify(case, subject, by=person(REVIEWER), **HOW_KNOWN)
        sign_contrary(case, LOOKED, by=person(REVIEWER))
    if story.until == S.ACCEPTED:
        give_readings(case)
        move(case, "accept", by=person(COORDINATOR))


def give_readings(case: Case) -> None:
    """As many as the coalition wants before it accepts a case: none, unless a setting says otherwise."""
    colleagues = User.objects.filter(grants__role__in=CASEWORK_ROLES, is_active=True).distinct().order_by("pk")
    for colleague in colleagues[: settings.REVIEWS_NEEDED]:
        assess(case, SCORES, by=colleague, words="Two sources that repeat nobody, and his own hand in the order book.")


def open_window() -> None:
    """A day by which Washington should have what is asked, with cases that are ready for it and one that is still read."""
    december = date(timezone.localdate().year + 1, 12, 1)
    window = SubmissionWindow(name="Designations around 10 December", government="us", closes_on=december)
    keep_window(window, by=person(COORDINATOR))
    for case in Case.objects.filter(title__in=IN_THE_WINDOW).order_by("pk"):
        carry_out(
            Order(window=window), Case.objects.filter(pk=case.pk), by=person(COORDINATOR), seen={case.reference: state(case)}
        )
