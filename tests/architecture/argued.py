"""A recommendation from a case of the partner's organisation, frozen and with one file, for the addresses that name one."""

from django.core.files.base import ContentFile
from django.utils import timezone

from cases.models import Case, NamedSubject, Subject, Victim
from cases.statuses import CaseStatus
from sanctions.models import Criterion
from submissions.models import Delivery, Dossier, DossierFile, DossierVersion, ElementFinding, Recall, Recipient, Recommendation
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


def candidate(world):
    argued = ask(world)
    with look_as(EVERYTHING):
        return make_candidate(argued.subject, number=argued.reference, slug="another-list").pk


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
