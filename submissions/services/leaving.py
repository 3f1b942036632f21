"""A dossier is frozen, given to an office, and an office told of what was taken back."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from audit.log import record
from cases import custody
from cases.statuses import CustodyKind
from jobs.models import Job
from jobs.services import promise
from submissions import checks, content, judging, policies, workflow
from submissions.checks.sending import delivery_is_possible
from submissions.exhibits import keep_exhibits
from submissions.leaks.check import is_fresh
from submissions.models import Delivery, Dossier, DossierFile, DossierVersion, OfficeCopy, Recall, Recipient, Recommendation
from submissions.services import sending, templating
from submissions.services.holding import hold_dossier
from submissions.services.plans import planned
from submissions.statuses import RecommendationStatus


@transaction.atomic
def freeze(dossier: Dossier, *, by: User) -> tuple[DossierVersion, Job | None]:
    """Freeze what the dossier says as its next version and promise its files. Asked twice, the same version is given.

    No job comes with a version whose files are all there and read back. Raises `PermissionDenied`, or
    `checks.NotReady` when something is missing or not signed by two.
    """
    dossier = hold_dossier(dossier.pk)
    if not policies.is_liaison_for(by, dossier.jurisdiction):
        raise PermissionDenied
    asks = content.asked_in(dossier)
    checks.require_dossier_ready(dossier, asks)
    version = _same_version(dossier, asks) or _new_version(dossier, asks, by)
    if version.has_all_files and is_fresh(version):
        return version, None
    return version, promise("submissions.build_files", by=by, dedup_key=f"build:{version.pk}", version=version.pk)


def _same_version(dossier: Dossier, asks: list[Recommendation]) -> DossierVersion | None:
    latest = dossier.versions.order_by("number").last()
    if latest is None:
        return None
    return latest if latest.sha256 == content.fingerprint(content.content_of(dossier, asks, number=latest.number)) else None


def _new_version(dossier: Dossier, asks: list[Recommendation], by: User) -> DossierVersion:
    number = dossier.versions.count() + 1
    frozen = content.content_of(dossier, asks, number=number)
    version = DossierVersion.objects.create(
        dossier=dossier,
        number=number,
        content=frozen,
        sha256=content.fingerprint(frozen),
        frozen_by=by,
        template=templating.standing(dossier.jurisdiction),
    )
    keep_exhibits(version)
    record(by, "dossier.frozen", version)
    return version


@transaction.atomic
def record_delivery(
    version: DossierVersion,
    recipient: Recipient,
    channel: str,
    sent_on: date,
    *,
    by: User,
    sent_as: OfficeCopy | DossierFile | None = None,
) -> Delivery:
    """Write down that a version was given to an office, and `sent_as` what exactly. Its recommendations are then SENT.

    The checks run once more: consent withdrawn an hour ago stops it. Recording the same delivery
    twice gives the first, with what left if nobody had written that down. Raises `checks.NotReady`, `PermissionDenied`.
    """
    dossier = hold_dossier(version.dossier_id)
    if not policies.is_liaison_for(by, dossier.jurisdiction):
        raise PermissionDenied
    checks.require(delivery_is_possible(version, recipient, sent_on, sent_as))
    told = {"dossier": dossier, "version": version, "recipient": recipient, "channel": channel, "sent_on": sent_on}
    if (same := Delivery.objects.filter(**told).first()) is not None:
        return sending.name_what_left(same, sent_as, by=by)
    checks.require_deliverable(version)
    delivery = Delivery.objects.create(**told, **sending.what_left(sent_as), recorded_by=by)
    record(by, "dossier.delivered", delivery)
    for exhibit in version.exhibits.select_related("evidence_file"):
        custody.note(exhibit.evidence_file, CustodyKind.SENT, by=by)
    for ask in dossier.recommendations.filter(status=RecommendationStatus.APPROVED):
        workflow.move(ask, "send", by=by)
        planned(ask).filter(sent_on=None).update(sent_on=sent_on)
        judging.confirm_what_is_known(ask, by=by)
        promise("submissions.tell_partner", recommendation=ask.pk)
        promise("submissions.watch_subject", dedup_key=f"watch:{ask.subject_id}", subject=ask.subject_id)
    return delivery


@transaction.atomic
def settle_recall(recall: Recall, words: str, *, by: User) -> Recall:
    """Write down how the office was told. Raises `PermissionDenied` unless `by` is liaison for its government."""
    if not policies.is_liaison_for(by, recall.delivery.dossier.jurisdiction):
        raise PermissionDenied
    recall.done_at, recall.done_by, recall.words = timezone.now(), by, words
    recall.save(update_fields=["done_at", "done_by", "words"])
    record(by, "recall.done", recall)
    return recall
