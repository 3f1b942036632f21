"""Every write about dossiers and recommendations, but for the workflow's status."""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from audit.log import record
from cases import custody
from cases.models import Case, Claim, Subject
from cases.statuses import CustodyKind
from jobs.models import Job
from jobs.services import promise
from sanctions.models import Criterion, Programme
from submissions import checks, content, judging, legal_checks, policies, workflow
from submissions.leaving import COPY
from submissions.models import (
    Delivery,
    Dossier,
    DossierVersion,
    ElementFinding,
    Exhibit,
    Recall,
    Recipient,
    Recommendation,
    SignOff,
)
from submissions.statuses import RecommendationStatus
from vault.models import create_data_key


@transaction.atomic
def open_recommendation(
    case: Case,
    subject: Subject,
    criterion: Criterion,
    *,
    by: User,
    alternatives: Iterable[Programme] = (),
    dossier: Dossier | None = None,
) -> Recommendation:
    """Open one ask in a dossier (a new one, unless given) with an empty finding for each element of the criterion.

    Raises `PermissionDenied` unless `by` is liaison for the criterion's government, and `checks.NotReady`
    when case, subject, dossier and alternatives do not fit.
    """
    jurisdiction = criterion.programme.authority.jurisdiction
    if not policies.is_liaison_for(by, jurisdiction):
        raise PermissionDenied
    if dossier is not None:
        dossier = Dossier.objects.select_for_update().get(pk=dossier.pk)
    alternatives = list(alternatives)
    checks.require(checks.can_be_opened(case, subject, jurisdiction, dossier))
    checks.require(checks.alternatives_fit(criterion, alternatives))
    checks.require(legal_checks.can_be_asked(case, subject, criterion))
    if dossier is None:
        dossier = Dossier.objects.create(jurisdiction=jurisdiction, data_key=create_data_key(), opened_by=by)
        record(by, "dossier.opened", dossier)
    ask = Recommendation.objects.create(dossier=dossier, case=case, subject=subject, criterion=criterion, drafted_by=by)
    ask.alternatives.set(alternatives)
    ElementFinding.objects.bulk_create(
        ElementFinding(recommendation=ask, element=element) for element in criterion.elements.all()
    )
    record(by, "recommendation.opened", ask)
    return ask


@transaction.atomic
def write_recommendation(ask: Recommendation, words: dict[str, str], *, by: User) -> None:
    """Save summary, affected and contrary. Raises `PermissionDenied`, or `checks.NotReady` once it was signed."""
    _require_drafting(ask, by)
    for name in ("summary", "affected", "contrary"):
        setattr(ask, name, words[name])
    ask.save(update_fields=["summary", "affected", "contrary"])
    record(by, "recommendation.written", ask)


@transaction.atomic
def write_finding(finding: ElementFinding, statement: str, claims: Iterable[Claim], *, by: User) -> None:
    """Save how the facts meet one element, and the claims that carry it. Raises as `write_recommendation` does."""
    _require_drafting(finding.recommendation, by)
    finding.statement = statement
    finding.save(update_fields=["statement"])
    finding.claims.set(claims)
    record(by, "recommendation.written", finding.recommendation)


def _require_drafting(ask: Recommendation, by: User) -> None:
    """Locks the row until the transaction ends: nobody signs while somebody writes."""
    ask.refresh_from_db(fields=["status"], from_queryset=Recommendation.objects.select_for_update())
    if not policies.can_draft(by, ask):
        raise PermissionDenied
    checks.require(checks.can_be_written(ask))


@transaction.atomic
def sign_first(ask: Recommendation, *, by: User) -> None:
    """The drafter's signature. Raises `checks.NotReady`, `PermissionDenied` or `IllegalStep`."""
    workflow.move(ask, "propose", by=by)
    _hold_cases(ask)
    checks.require_ready(ask)
    SignOff.objects.create(recommendation=ask, person=by, sha256=content.fingerprint(content.signed_content(ask)))


@transaction.atomic
def sign_second(ask: Recommendation, ticks: dict[str, bool], *, by: User) -> None:
    """The second signature, of the same words as the first; it ticks law, safety and consent. Raises as `sign_first` does."""
    workflow.move(ask, "approve", by=by)
    checks.require_ticks(ticks)
    _hold_cases(ask)
    checks.require_ready(ask)
    SignOff.objects.create(recommendation=ask, person=by, sha256=content.fingerprint(content.signed_content(ask)), **ticks)
    checks.require(checks.is_as_signed(ask))


@transaction.atomic
def reopen(ask: Recommendation, *, by: User) -> None:
    """What was signed can be changed again, so the signatures are void from here on."""
    workflow.move(ask, "reopen", by=by)
    _void_signatures(ask)


@transaction.atomic
def stop(ask: Recommendation, *, by: User) -> None:
    workflow.move(ask, "stop", by=by)
    _void_signatures(ask)


def _void_signatures(ask: Recommendation) -> None:
    ask.sign_offs.filter(voided_at=None).update(voided_at=timezone.now())


def _hold_cases(*asks: Recommendation) -> None:
    """Lock the cases until the transaction ends: nothing is taken back between a check and what rests on it."""
    list(Case.objects.select_for_update().filter(pk__in={ask.case_id for ask in asks}).order_by("pk"))


def _hold_dossier(key: int) -> Dossier:
    """Lock a dossier, then what it asks, then the cases behind it: always in this order."""
    dossier = Dossier.objects.select_for_update().get(pk=key)
    _hold_cases(*dossier.recommendations.select_for_update().order_by("pk"))
    return dossier


@transaction.atomic
def freeze(dossier: Dossier, *, by: User) -> tuple[DossierVersion, Job | None]:
    """Freeze what the dossier says as its next version and promise its files. Asked twice, the same version is given.

    No job comes with a version whose files are all there. Raises `PermissionDenied`, or
    `checks.NotReady` when something is missing or not signed by two.
    """
    dossier = _hold_dossier(dossier.pk)
    if not policies.is_liaison_for(by, dossier.jurisdiction):
        raise PermissionDenied
    checks.require_dossier_ready(dossier)
    version = _same_version(dossier) or _new_version(dossier, by)
    if version.has_all_files:
        return version, None
    return version, promise("submissions.build_files", by=by, dedup_key=f"build:{version.pk}", version=version.pk)


def _same_version(dossier: Dossier) -> DossierVersion | None:
    latest = dossier.versions.order_by("number").last()
    if latest is None:
        return None
    return latest if latest.sha256 == content.fingerprint(content.build_content(dossier, number=latest.number)) else None


def _new_version(dossier: Dossier, by: User) -> DossierVersion:
    number = dossier.versions.count() + 1
    frozen = content.build_content(dossier, number=number)
    version = DossierVersion.objects.create(
        dossier=dossier, number=number, content=frozen, sha256=content.fingerprint(frozen), frozen_by=by
    )
    Exhibit.objects.bulk_create(
        Exhibit(
            version=version,
            label=item["label"],
            evidence_file_id=item["file_id"],
            is_copy=item["form"] == COPY,
            sha256=item["sha256"],
        )
        for item in frozen["exhibits"]
    )
    record(by, "dossier.frozen", version)
    return version


@transaction.atomic
def record_delivery(version: DossierVersion, recipient: Recipient, channel: str, sent_on: date, *, by: User) -> Delivery:
    """Write down that a version was given to an office. Its recommendations are then SENT.

    The checks run once more: consent withdrawn an hour ago stops it. Recording the same delivery
    twice gives the first. Raises `checks.NotReady`, `PermissionDenied`.
    """
    dossier = _hold_dossier(version.dossier_id)
    if not policies.is_liaison_for(by, dossier.jurisdiction):
        raise PermissionDenied
    checks.require(checks.delivery_is_possible(version, recipient, sent_on))
    told = {"dossier": dossier, "version": version, "recipient": recipient, "channel": channel, "sent_on": sent_on}
    if (same := Delivery.objects.filter(**told).first()) is not None:
        return same
    checks.require_deliverable(version)
    delivery = Delivery.objects.create(**told, recorded_by=by)
    record(by, "dossier.delivered", delivery)
    for exhibit in version.exhibits.select_related("evidence_file"):
        custody.note(exhibit.evidence_file, CustodyKind.SENT, by=by)
    for ask in dossier.recommendations.filter(status=RecommendationStatus.APPROVED):
        workflow.move(ask, "send", by=by)
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
