"""A recommendation from a case of the partner's organisation, frozen and with one file, for the addresses that name one."""

import io

from django.core.files.base import ContentFile
from django.utils import timezone
from PIL import Image

from cases.models import Case, Claim, EvidenceFile, NamedSubject, Source, Subject, Victim
from cases.statuses import CaseStatus
from insight import listing_days, reporting
from insight.models import ListingDay, OfficialText
from sanctions.models import Criterion
from submissions.models import (
    Delivery,
    Dossier,
    DossierFile,
    DossierVersion,
    ElementFinding,
    LeakCheck,
    LeakHit,
    OfficeCopy,
    Outcome,
    Recall,
    Recipient,
    Recommendation,
    RedactedCopy,
    Redaction,
    Unread,
)
from tests.submissions.conftest import make_candidate
from vault.models import create_data_key
from vault.sight import EVERYTHING, look_as


def accepted(world):
    with look_as(EVERYTHING):
        Case.objects.filter(pk=world["case"].pk).update(status=CaseStatus.ACCEPTED, accepted_at=timezone.now())
        return Case.objects.get(pk=world["case"].pk)


def ask(world):
    """Argued before the government of the liaison among the visitors."""
    case, liaison = accepted(world), world["liaison"]
    criterion = Criterion.objects.filter(programme__authority__jurisdiction="us").first()
    with look_as(EVERYTHING):
        subject = Subject.objects.create(opened_in=case)
        NamedSubject.objects.create(case=case, subject=subject)
        dossier = Dossier.objects.create(jurisdiction="us", data_key=create_data_key(), opened_by=liaison)
        return Recommendation.objects.create(dossier=dossier, case=case, subject=subject, criterion=criterion, drafted_by=liaison)


def named(world):
    """Somebody whom the partner's case names."""
    case = accepted(world)
    with look_as(EVERYTHING):
        subject = Subject.objects.create(opened_in=case)
        NamedSubject.objects.create(case=case, subject=subject)
    return subject.reference


def finding(world):
    argued = ask(world)
    with look_as(EVERYTHING):
        made = ElementFinding.objects.create(recommendation=argued, element=argued.criterion.elements.first())
    return [argued.reference, made.pk]


def dossier(world):
    return ask(world).dossier.reference


def file(world):
    """The address of the PDF of version 1, which was sent; that of a delivery begins with the same two."""
    argued = ask(world)
    with look_as(EVERYTHING):
        version = DossierVersion.objects.create(
            dossier=argued.dossier, number=1, content={}, sha256="", frozen_by=world["liaison"]
        )
        made = DossierFile(version=version, format="pdf", sha256="", size=4)
        made.file.save("", ContentFile(b"%PDF"), save=False)
        made.save()
        office = Recipient.objects.filter(jurisdiction="us").first()
        Delivery.objects.create(
            dossier=argued.dossier,
            version=version,
            recipient=office,
            channel="portal",
            sent_on=timezone.localdate(),
            recorded_by=world["liaison"],
        )
    return [argued.dossier.reference, 1, "pdf"]


def checked(world):
    """A version whose files were read back, with one place that shows something and one file that nobody looked at."""
    reference, number, _format = file(world)
    with look_as(EVERYTHING):
        version = DossierVersion.objects.get(dossier__reference=reference)
        check = LeakCheck.objects.create(version=version, searched="", terms=1, files=1)
        Unread.objects.create(check_of=check, entry="exhibits/A-1.jpg", sha256="", reasons=["picture"])
        hit = LeakHit(check_of=check, kind="name", whose="Somebody")
        hit.place, hit.passage = "pdf, page 1", "somebody"
        hit.save(force_insert=True)
    return [reference, number, hit.pk, "clear"]


def copy(world):
    """A copy of a version for an office, made and open."""
    reference, number, _format = file(world)
    with look_as(EVERYTHING):
        version = DossierVersion.objects.get(dossier__reference=reference)
        office = Recipient.objects.filter(jurisdiction="us").first()
        made = OfficeCopy(version=version, recipient=office, number=1, lock="password", size=4, asked_by=world["liaison"])
        made.made_at, made.password = timezone.now(), "secret"
        made.file.save("", ContentFile(b"%PDF"), save=False)
        made.save(force_insert=True)
    return [reference, number, made.pk]


def redaction(world):
    """A rule for words of a dossier that was not sent."""
    reference = dossier(world)
    with look_as(EVERYTHING):
        rule = Redaction(dossier=Dossier.objects.get(reference=reference), by=world["liaison"])
        rule.words = "somewhere"
        rule.save(force_insert=True)
    return [reference, "rule", rule.pk, "in"]


def picture():
    sink = io.BytesIO()
    Image.new("RGB", (2, 2)).save(sink, "JPEG")
    return sink.getvalue()


def exhibit(world):
    """A file of a dossier that was not sent, and a copy of it with boxes that waits to be drawn."""
    argued = ask(world)
    with look_as(EVERYTHING):
        case, by = argued.case, world["liaison"]
        source = Source.objects.create(case=case, title="A picture", type="photo")
        Claim.objects.create(case=case, text="A fact.").sources.add(source)
        element = argued.criterion.elements.first()
        ElementFinding.objects.create(recommendation=argued, element=element).claims.set(source.claims.all())
        file = EvidenceFile(
            case=case, source=source, media_type="image/jpeg", original_name="-", sha256="", size=1, received_by=by
        )
        file.file.save("", ContentFile(picture()), save=False)
        file.save(force_insert=True)
        now = timezone.now()
        RedactedCopy.objects.create(dossier=argued.dossier, original=file, asked_by=by, searched_at=now, pages=1, shapes=[1.0])
    return [argued.dossier.reference, file.pk]


def candidate(world):
    argued = ask(world)
    with look_as(EVERYTHING):
        return make_candidate(argued.subject, number=argued.reference, slug="another-list").pk


def sent_ask(world):
    argued = ask(world)
    with look_as(EVERYTHING):
        Recommendation.objects.filter(pk=argued.pk).update(status="sent")
    return [argued.reference]


def outcome(world):
    """What a source says happened, and nobody has confirmed."""
    reference = sent_ask(world)[0]
    with look_as(EVERYTHING):
        told = {"kind": "declined", "source_words": "A letter"}
        return Outcome.objects.create(recommendation=Recommendation.objects.get(reference=reference), **told).pk


def standing(world):
    """The same, confirmed."""
    made = outcome(world)
    with look_as(EVERYTHING):
        Outcome.objects.filter(pk=made).update(
            kind="visa_ban_public", confirmed_at=timezone.now(), confirmed_by=world["reviewer"]
        )
    return made


def listing_day(world):
    made = standing(world)
    with look_as(EVERYTHING):
        listing_days.open_listing_days()
        return ListingDay.objects.get(outcome=made).pk


def report(world):
    return reporting.keep_report(2026, by=world["analyst"]).pk


def text(world):
    """What a government published, to be read."""
    told = {"government": "us", "title": "A release", "text": "Words.", "sha256": f"{OfficialText.objects.count():064}"}
    return OfficialText.objects.create(**told).pk


def recall(world):
    """Somebody took back what was sent."""
    reference = file(world)[0]
    with look_as(EVERYTHING):
        delivery = Delivery.objects.get(dossier__reference=reference)
        ask = delivery.dossier.recommendations.get()
        victim = Victim.objects.create(case=ask.case, pseudonym=f"Somebody of {reference}")
        made = Recall.objects.create(delivery=delivery, recommendation=ask, victim=victim)
    return [reference, made.pk]


def planned(world):
    argued = ask(world)
    return [argued.case.reference, argued.subject.reference]
