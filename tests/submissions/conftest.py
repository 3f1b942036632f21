"""One complete accepted case from Veldonia, which does not exist, and the plain factories it is made with."""

import hashlib
from datetime import date
from types import SimpleNamespace

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from accounts.roles import Role
from cases.models import (
    Act,
    Case,
    Claim,
    Consent,
    EvidenceFile,
    FirstNote,
    Incident,
    Involvement,
    NamedSubject,
    Position,
    Source,
    Subject,
    SubjectName,
    Typed,
    Upload,
    Victim,
)
from cases.statuses import CaseStatus, ConsentAnswer, FileState, Scan
from cases.vocabularies import AbuseType, GroupAnswer, Mode, SourceType, VictimGroup, VictimRole
from sanctions.models import (
    Authority,
    Change,
    Criterion,
    Element,
    EntryProgramme,
    ListEntry,
    Programme,
    Snapshot,
    WatchedList,
)
from sanctions.statuses import ChangeKind
from submissions import basis, services, workflow
from submissions.exporters import build
from submissions.leaks.protected import digest, protected_in
from submissions.models import Candidate, ElementFinding, LeakCheck, Passage, Recipient, SignOff
from submissions.sections import sections_for
from submissions.services import clearing
from submissions.statuses import FileFormat
from vault.models import create_data_key
from vault.sight import EVERYTHING, look_as

LATIN, CYRILLIC = "Maro Ilyich Teskan", "Маро Ильич Тескан"
SAID = {"source": "-", "checked_on": date(2022, 9, 1)}
TICKS = {"law": True, "safety": True, "consent": True}
# Words that stand in places nothing may leave from.
CANARIES = {
    "contact": "canary-contact",
    "typed": "canary-typed-and-not-saved",
    "file_name": "canary-file-name.jpg",
    "arriving_name": "canary-name-of-what-arrives.mp4",
    "name": "canary-real-name",
    "also_called": "canary-other-name",
    "where": "canary-telephone",
    "marks": "canary-mark",
    "note": "canary-first-note",
    "narrative": "canary-narrative",
    "title": "canary-working-title",
    "how": "canary-how-consent-was-given",
    "call": "canary-call",
    "message": "canary-message",
    "joined_contact": "canary-contact-of-who-joined",
}


@pytest.fixture
def everything(db):
    """The test itself sees all rows, as a worker does. Requests still see what their person may see."""
    with look_as(EVERYTHING):
        yield


def make_criterion(code="US-TEST-A", jurisdiction="us", list_code="GLOMAG"):
    authority, _ = Authority.objects.get_or_create(
        code=f"TEST-{jurisdiction}",
        defaults={"jurisdiction": jurisdiction, "name": f"Authority of {jurisdiction}", **SAID},
    )
    programme, _ = Programme.objects.get_or_create(
        code=f"TEST-{code}",
        defaults={
            "authority": authority,
            "name": f"Programme {code}",
            "legal_basis": "-",
            "reach": "-",
            "consequence": "-",
            "list_slug": "us-ofac-sdn",
            "list_code": list_code,
            **SAID,
        },
    )
    criterion, is_new = Criterion.objects.get_or_create(
        code=code,
        defaults={
            "programme": programme,
            "order": 1,
            "citation": "Section 1(a)(ii)(A)",
            "wording": "responsible for or complicit in serious human rights abuse",
            **SAID,
        },
    )
    if is_new:
        for order, text in enumerate(("A foreign person", "Serious human rights abuse"), start=1):
            Element.objects.create(criterion=criterion, order=order, text=text, **SAID)
    return criterion


def make_subject(case, *names):
    subject = Subject.objects.create(opened_in=case, birth_date="1971", nationality="Veldonia")
    NamedSubject.objects.create(case=case, subject=subject)
    kinds = (SubjectName.Kind.FULL, SubjectName.Kind.ORIGINAL)
    for kind, text in zip(kinds, names, strict=False):
        SubjectName.objects.create(subject=subject, kind=kind, text=text)
    Position.objects.create(subject=subject, title="Commander", body="Orsa Mining Guard", since="2019")
    return subject


def make_act(case, subject, pseudonym, *, count=1):
    incident = Incident.objects.create(
        case=case, began="2021-05", ended="2021-08", place="Lower Orsa quarry", narrative=CANARIES["narrative"]
    )
    victim = Victim.objects.create(
        case=case,
        pseudonym=pseudonym,
        count=count,
        group_answer=GroupAnswer.GIVEN,
        groups=[VictimGroup.WOMEN, VictimGroup.INDIGENOUS],
        role=VictimRole.LAND_DEFENDER,
    )
    act = Act.objects.create(incident=incident, victim=victim, abuse=AbuseType.ARBITRARY_DETENTION)
    Involvement.objects.create(act=act, subject=subject, mode=Mode.COMMAND)
    return victim


def make_file(source, body, by):
    file = EvidenceFile(
        case=source.case,
        source=source,
        original_name=CANARIES["file_name"],
        media_type="image/jpeg",
        sha256=hashlib.sha256(body).hexdigest(),
        size=len(body),
        received_by=by,
        state=FileState.READY,
        scan=Scan.CLEAN,
    )
    file.file.save("", ContentFile(body), save=False)
    file.save()
    return file


def make_claim(case, text, *sources):
    claim = Claim.objects.create(case=case, text=text)
    claim.sources.set(sources)
    return claim


def say(case, who, answer=ConsentAnswer.YES, government="us", by=None):
    """What a victim or a source answers for one government; the newest answer counts."""
    whose = {"victim": who} if isinstance(who, Victim) else {"source": who}
    return Consent.objects.create(
        case=case,
        government=government,
        answer=answer,
        how=CANARIES["how"],
        given_on=date(2022, 9, 1),
        recorded_by=by or case.opened_by,
        **whose,
    )


def make_accepted_case(organisation, author, *names):
    """Everything a recommendation needs: who, what, to whom, how it is known, and who agreed to the United States."""
    case = Case.objects.create(
        organisation=organisation,
        opened_by=author,
        title=CANARIES["title"],
        data_key=create_data_key(),
        status=CaseStatus.ACCEPTED,
        accepted_at=timezone.now(),
    )
    note = CANARIES["note"]
    FirstNote.objects.create(case=case, who=note, what=note, how_known=note, evidence=note, safe_contact=CANARIES["contact"])
    Typed.objects.create(case=case, person=author, place="/cases/", data_key=create_data_key(), fields=CANARIES["typed"])
    subject = make_subject(case, *(names or (LATIN, CYRILLIC)))
    victim = make_act(case, subject, "The fourteen of May", count=14)
    statement = Source.objects.create(case=case, title="Statement 1", type=SourceType.WITNESS)
    photo = Source.objects.create(case=case, title="Photograph of the yard", type=SourceType.PHOTO)
    file = make_file(photo, b"\xff\xd8\xff canary-exhibit: a photograph of the yard", author)
    Upload.objects.create(case=case, source=photo, part="-", original_name=CANARIES["arriving_name"], size=1, by=author)
    claims = [
        make_claim(case, "Maro Teskan commanded the guard from 2019.", statement, photo),
        make_claim(case, "The guard held fourteen women at the quarry.", statement, photo),
    ]
    for who in (victim, statement):
        say(case, who)
    return SimpleNamespace(
        case=case, subject=subject, victim=victim, statement=statement, photo=photo, file=file, claims=claims, author=author
    )


WORDS = {
    "summary": "He is still in command.",
    "affected": "Fourteen Indigenous women.",
    "contrary": "We found nothing.",
    "interest": "It ends a spoiler's income.",
    "statute": "A person, and victims who sought rights.",
}
STATEMENT = "The claims show it."


def argue(ask, claims):
    """Everything that is to be written, so that nothing is missing any more.

    As `services.write_recommendation` and `write_finding` leave it (a test holds the two together), in a tenth of the statements.
    """
    for section in sections_for(ask.dossier.jurisdiction):
        if section.code in WORDS:
            Passage.objects.create(recommendation=ask, section=section.code, text=WORDS[section.code])
    through = ElementFinding.claims.through
    ask.findings.update(statement=STATEMENT)
    through.objects.bulk_create(
        through(elementfinding_id=finding, claim=claim)
        for finding in ask.findings.values_list("pk", flat=True)
        for claim in claims
    )
    ask.summary, ask.affected, ask.contrary = (WORDS[name] for name in ("summary", "affected", "contrary"))
    ask.basis = basis.taken_now(ask)
    ask.save(update_fields=["summary", "affected", "contrary", "basis"])


def argue_by_hand(ask, claims, by):
    """The same through the services, as a liaison does it on the page."""
    services.write_recommendation(ask, WORDS, by=by)
    for finding in ask.findings.all():
        services.write_finding(finding, STATEMENT, claims, by=by)


def look_at_all(version, by):
    clearing.tick(version, version.leak_check.gaps.values_list("pk", flat=True), by=by)


@pytest.fixture
def criterion(db):
    return make_criterion()


@pytest.fixture
def british(db):
    return make_criterion("GB-TEST-A", "gb", "")


@pytest.fixture
def office(db):
    return Recipient.objects.get_or_create(office="Department of State", jurisdiction="us")[0]


@pytest.fixture
def veldonia(everything, organisation, partner):
    organisation.name = "Orsa Valley Women's Network"
    organisation.save()
    return make_accepted_case(organisation, partner)


@pytest.fixture
def approver(enlist, coalition):
    return enlist("Approver", coalition, Role.APPROVER)


@pytest.fixture
def other_liaison(enlist, coalition):
    return enlist("Londoner", coalition, Role.LIAISON, jurisdictions=["gb"])


@pytest.fixture
def opened(veldonia, criterion, liaison):
    """A recommendation with nothing written yet."""
    return services.open_recommendation(veldonia.case, veldonia.subject, criterion, by=liaison)


@pytest.fixture
def argued(opened, veldonia, liaison):
    argue(opened, veldonia.claims)
    return opened


@pytest.fixture
def signed_once(argued, liaison):
    services.sign_first(argued, by=liaison)
    return argued


@pytest.fixture
def approved(signed_once, approver):
    """As `services.sign_second` leaves it (a test holds the two together), without its checks, which have tests of their own."""
    workflow.move(signed_once, "approve", by=approver)
    said = signed_once.sign_offs.get().sha256
    SignOff.objects.create(recommendation=signed_once, person=approver, sha256=said, **TICKS)
    return signed_once


@pytest.fixture
def frozen(approved, liaison):
    version, _job = services.freeze(approved.dossier, by=liaison)
    return version


@pytest.fixture
def built(frozen, run_jobs, approver):
    """A version with all its files, read back; somebody looked at what no machine reads."""
    run_jobs()
    look_at_all(frozen, approver)
    return frozen


def shelve(version):
    """A few bytes in place of each file, and the word that they were read back: building has tests of its own."""
    for wanted in FileFormat:
        if not version.files.filter(format=wanted).exists():
            build.keep(version, wanted, iter([b"as it was built"]))
    protected = protected_in(version.dossier)
    told = {"searched": digest(version.dossier, protected), "terms": len(protected), "files": len(FileFormat)}
    LeakCheck.objects.get_or_create(version=version, defaults=told)


@pytest.fixture
def sent(frozen, approved, office, liaison):
    shelve(frozen)
    services.record_delivery(frozen, office, "portal", timezone.localdate(), by=liaison)
    approved.refresh_from_db()
    return approved


def make_candidate(subject, *, number="39871", listed="2022-12-09", before="2022-12-08", codes=("GLOMAG",), slug="us-ofac-sdn"):
    """An entry that appeared between two publications of one list, and the machine's word that it may be the subject."""
    watched, _ = WatchedList.objects.get_or_create(slug=slug)
    earlier = make_snapshot(watched, before) if before else None
    snapshot = make_snapshot(watched, listed, previous=earlier)
    entry = ListEntry.objects.create(
        watched_list=watched, reference=number, kind="person", name="TESKAN, Maro", digest="-", first_seen=snapshot
    )
    Change.objects.create(snapshot=snapshot, entry=entry, kind=ChangeKind.ADDED)
    for code in codes:
        EntryProgramme.objects.create(entry=entry, code=code, first_seen=snapshot)
        Change.objects.create(snapshot=snapshot, entry=entry, kind=ChangeKind.PROGRAMME_ADDED, programme=code)
    return Candidate.objects.create(
        subject=subject, entry=entry, snapshot=snapshot, score=0.93, band="probable", reasons=REASONS, algorithm="names-1"
    )


def make_snapshot(watched, day, previous=None):
    published = date.fromisoformat(day)
    return Snapshot.objects.create(
        watched_list=watched,
        sha256="0" * 64,
        parts={},
        published_on=published,
        fetched_at=timezone.now(),
        verdict="absorbed",
        previous=previous,
    )


def reason(what, ours, theirs, verdict, words):
    return {"what": what, "ours": ours, "theirs": theirs, "verdict": verdict, "words": words}


REASONS = [
    reason("name", LATIN, "TESKAN, Maro", "agrees", "maro is maro; teskan is teskan; ilyich stands only with us."),
    reason("birth date", "1971", "1971-08-25", "agrees", "The birth dates can be the same."),
    reason("country", "Veldonia", "", "nothing to compare", "A country is missing on one side."),
    reason("position", "Commander", "Judge", "differs", "The posts differ."),
]


@pytest.fixture
def candidate(sent):
    return make_candidate(sent.subject)
