"""A draft of the partner's organisation with one entry of each kind, for the addresses that name one."""

from django.core.files.base import ContentFile

from accounts.models import Organisation
from cases.models import (
    Act,
    Alarm,
    Case,
    Claim,
    CoFiling,
    ConsentText,
    EvidenceFile,
    Flag,
    Incident,
    NamedSubject,
    Question,
    ReviewPhase,
    SealRequest,
    Source,
    Subject,
    SubmissionWindow,
    Victim,
    WorkingCopy,
)
from cases.services import cofiling
from cases.services.evidence import attach_evidence
from cases.services.uploads import begin_upload
from cases.statuses import CaseStatus, Section
from cases.uploads import ReceivedFile
from vault.sight import EVERYTHING, look_as


def draft(world):
    with look_as(EVERYTHING):
        Case.objects.filter(pk=world["case"].pk).update(status=CaseStatus.DRAFT)
        return Case.objects.get(pk=world["case"].pk)


def entry(world, section):
    """The key of an entry in this section of the draft."""
    case = draft(world)
    make = {"victims": Victim, "incidents": Incident, "evidence": Source, "claims": Claim}
    with look_as(EVERYTHING):
        if section != Section.SUBJECTS:
            return make[section].objects.get_or_create(case=case)[0].pk
        subject = Subject.objects.create(opened_in=case)
        NamedSubject.objects.create(case=case, subject=subject)
        return subject.pk


def act(world):
    with look_as(EVERYTHING):
        return Act.objects.create(incident_id=entry(world, "incidents"), victim_id=entry(world, "victims")).pk


def file(world):
    with look_as(EVERYTHING), ReceivedFile("a.txt", "text/plain") as received:
        received.receive(b"Something")
        source = Source.objects.get(pk=entry(world, "evidence"))
        return attach_evidence(source, received, by=world["partner"], media_type="text/plain").pk


def copied(world):
    """A file with a working copy and its veil."""
    with look_as(EVERYTHING):
        original = EvidenceFile.objects.get(pk=file(world))
        copy = WorkingCopy(case_id=original.case_id, original=original, media_type="image/jpeg", sha256="-", size=4)
        copy.file.save("", ContentFile(b"copy"), save=False)
        copy.veil.save("", ContentFile(b"veil"), save=False)
        copy.save()
        return original.pk


def flag(world):
    with look_as(EVERYTHING):
        return Flag.objects.create(case=draft(world), person=world["coordinator"], why="Ask again.", is_shared=True).pk


def question(world):
    """Asked, not sent: nobody on the partner's side finds it yet."""
    with look_as(EVERYTHING):
        return Question.objects.create(case=draft(world), section="victims", text="?", asked_by=world["coordinator"]).pk


def offer(world):
    """A code that waits for an answer."""
    with look_as(EVERYTHING):
        return cofiling.offer_part(draft(world), CoFiling.Part.CO_FILER, by=world["lead"])


def part(world):
    """An organisation that is none of the visitors', and was let in."""
    with look_as(EVERYTHING):
        waiting = offer(world)
        return joined(world, waiting, Organisation.objects.get_or_create(name="Third House")[0])


def joined(world, waiting, organisation):
    waiting.organisation, waiting.answered_by, waiting.answered_at = organisation, world["other"], waiting.offered_at
    waiting.let_in_by, waiting.let_in_at, waiting.safe_contact = world["lead"], waiting.offered_at, "By post."
    waiting.save()
    return waiting


def seal_request(world):
    """Asked by somebody who is none of the visitors, so that each of them might be the second."""
    with look_as(EVERYTHING):
        asked = {"case": draft(world), "kind": "shred_case", "status": "asked"}
        return SealRequest.objects.get_or_create(**asked, defaults={"asked_by": world["second coordinator"], "reason": "-"})[0].pk


def translation(world):
    """Words that wait for somebody to read them."""
    with look_as(EVERYTHING):
        original = ConsentText.objects.filter(original=None).first()
        text, _ = ConsentText.objects.get_or_create(version=original.version, language="Veldonian", original=original)
        return text.pk


def alarm(world):
    with look_as(EVERYTHING):
        return Alarm.objects.get_or_create(organisation=world["partner"].organisation, raised_by=world["partner"])[0].pk


def arriving(world):
    """A file that has begun to arrive."""
    with look_as(EVERYTHING):
        source = Source.objects.get(pk=entry(world, "evidence"))
        return begin_upload(source, name="a.txt", size=9, shows=[], by=world["partner"]).pk


def window():
    with look_as(EVERYTHING):
        return SubmissionWindow.objects.get_or_create(name="December", government="us", closes_on="2099-11-30")[0]


def phase():
    with look_as(EVERYTHING):
        return ReviewPhase.objects.get_or_create(window=window(), name="Reading", begins_on="2099-01-01")[0]
