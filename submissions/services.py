"""Every write about dossiers and recommendations, but for the workflow's status."""

import hashlib
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from audit.log import record
from cases import custody
from cases.models import Case, Claim, Subject
from cases.statuses import CustodyKind
from jobs.models import Job
from jobs.services import promise
from sanctions.models import Criterion, Programme
from submissions import (
    apart,
    basis,
    checks,
    content,
    judging,
    policies,
    reading,
    sections,
    sending,
    signing,
    templating,
    workflow,
)
from submissions.checks import argument, legal
from submissions.checks.sending import delivery_is_possible
from submissions.exhibits import keep_exhibits
from submissions.leaks.check import is_fresh
from submissions.models import (
    Delivery,
    Dossier,
    DossierFile,
    DossierVersion,
    ElementFinding,
    OfficeCopy,
    Passage,
    Plan,
    PlannedAsk,
    ReasonSentence,
    Recall,
    Recipient,
    Recommendation,
    SignOff,
)
from submissions.planning import plan_of
from submissions.statuses import SIGNED, RecommendationStatus
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
    checks.require(legal.can_be_asked(case, subject, criterion))
    if dossier is None:
        dossier = Dossier.objects.create(jurisdiction=jurisdiction, data_key=create_data_key(), opened_by=by)
        record(by, "dossier.opened", dossier)
    ask = Recommendation.objects.create(dossier=dossier, case=case, subject=subject, criterion=criterion, drafted_by=by)
    ask.alternatives.set(alternatives)
    ElementFinding.objects.bulk_create(
        ElementFinding(recommendation=ask, element=element) for element in criterion.elements.all()
    )
    ask.basis = basis.taken_now(ask)
    ask.save(update_fields=["basis"])
    record(by, "recommendation.opened", ask)
    return ask


@transaction.atomic
def write_recommendation(ask: Recommendation, words: dict[str, str], *, by: User, seen: str = "") -> None:
    """Save summary, affected and contrary, and of the passages those that `words` names.

    `seen` is what `seen_words` gave when the writer began; "" asks for no comparison. Raises `PermissionDenied`,
    `ChangedMeanwhile`, or `checks.NotReady` once it was signed.
    """
    _require_drafting(ask, by)
    ask.refresh_from_db(fields=["summary", "affected", "contrary", "basis"])
    _require_unchanged(seen, seen_words(ask))
    for name in ("summary", "affected", "contrary"):
        setattr(ask, name, words[name])
    for section in sections.sections_for(ask.dossier.jurisdiction):
        if section.code in words:
            Passage.objects.update_or_create(recommendation=ask, section=section.code, defaults={"text": words[section.code]})
    _keep(ask, by)


@transaction.atomic
def write_finding(finding: ElementFinding, statement: str, claims: Iterable[Claim], *, by: User, seen: str = "") -> None:
    """Save how the facts meet one element, and the claims that carry it. Raises as `write_recommendation` does."""
    _require_drafting(finding.recommendation, by)
    finding.refresh_from_db(fields=["statement"])
    _require_unchanged(seen, seen_finding(finding))
    finding.statement = statement
    finding.save(update_fields=["statement"])
    finding.claims.set(claims)
    _keep(finding.recommendation, by)


@transaction.atomic
def write_reasons(ask: Recommendation, sentences: Iterable[tuple[str, Iterable[Claim]]], *, by: User, seen: str = "") -> None:
    """The statement of reasons anew, each sentence with the claims that carry it. Raises as `write_recommendation` does."""
    _require_drafting(ask, by)
    _require_unchanged(seen, seen_reasons(ask))
    ask.sentences.all().delete()
    for order, (text, claims) in enumerate(sentences, start=1):
        ReasonSentence.objects.create(recommendation=ask, order=order, text=text).claims.set(claims)
    _keep(ask, by)


@transaction.atomic
def confirm_facts(ask: Recommendation, *, by: User) -> None:
    """Somebody has read what changed, and the words still hold. Raises `PermissionDenied`, or `checks.NotReady` once signed."""
    _require_drafting(ask, by)
    ask.basis = basis.taken_now(ask)
    ask.save(update_fields=["basis"])
    record(by, "recommendation.facts_read", ask)


def _keep(ask: Recommendation, by: User) -> None:
    ask.basis = basis.extended(ask)
    ask.save(update_fields=["summary", "affected", "contrary", "basis"])
    record(by, "recommendation.written", ask)


def seen_words(ask: Recommendation) -> str:
    """A digest of the words and passages, so that a second writer notices the first."""
    passages = ask.passages.order_by("section").values_list("section", "text")
    return _digest(ask.summary, ask.affected, ask.contrary, *(part for row in passages for part in row))


def seen_finding(finding: ElementFinding) -> str:
    claims = sorted(finding.claims.values_list("pk", flat=True))
    return _digest(finding.statement, *map(str, claims))


def seen_reasons(ask: Recommendation) -> str:
    rows = ask.sentences.order_by("order").values_list("text", "claims")
    return _digest(*(f"{text} {claim}" for text, claim in rows))


def seen_plan(plan: Plan | None) -> str:
    """Also of a plan that is not there yet: two may begin one."""
    rows = sorted((row.government, row.order, row.criterion_id) for row in plan.asks.all()) if plan else ()
    told = (plan.embargo_until, plan.together, plan.note) if plan else ()
    return _digest(*(f"{part}" for part in (*told, *rows)))


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x00".join(parts).encode()).hexdigest()[:16]


class ChangedMeanwhile(checks.NotReady):
    """Somebody else wrote on this text meanwhile."""


def _require_unchanged(seen: str, now: str) -> None:
    if seen and seen != now:
        raise ChangedMeanwhile(
            [_("Somebody else changed this text while you wrote. Both stand below: put them together, and save.")]
        )


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
    whole = reading.anew(ask)
    checks.require(argument.stale_words(basis.changes_in(whole)))
    checks.require_ready(whole)
    SignOff.objects.create(recommendation=ask, person=by, sha256=content.fingerprint(content.signed_content_of(whole)))


@transaction.atomic
def sign_second(ask: Recommendation, ticks: dict[str, bool], *, by: User) -> None:
    """The second signature, of the same words as the first; it ticks law, safety and consent. Raises as `sign_first` does."""
    workflow.move(ask, "approve", by=by)
    checks.require_ticks(ticks)
    _hold_cases(ask)
    whole = reading.anew(ask)
    checks.require_ready(whole)
    said = content.fingerprint(content.signed_content_of(whole))
    checks.require(apart.parts_are_signed(ask, by, said))
    SignOff.objects.create(recommendation=ask, person=by, sha256=said, **ticks)
    checks.require(checks.is_as_signed(reading.anew(ask)))
    if (plan := plan_of(ask)) is not None:
        _note_ready(plan)


@transaction.atomic
def reopen(ask: Recommendation, *, by: User) -> None:
    """What was signed can be changed again, so the signatures are void from here on."""
    workflow.move(ask, "reopen", by=by)
    _void_signatures(ask)
    signing.end_waivers(ask)


@transaction.atomic
def stop(ask: Recommendation, *, by: User) -> None:
    workflow.move(ask, "stop", by=by)
    _void_signatures(ask)


def _void_signatures(ask: Recommendation) -> None:
    _planned(ask).update(ready_at=None)
    ask.sign_offs.filter(voided_at=None).update(voided_at=timezone.now())


def _planned(ask: Recommendation) -> QuerySet[PlannedAsk]:
    """Its place in the plan, if it stands in one."""
    beside = PlannedAsk.objects.filter(plan__case=ask.case_id, plan__subject=ask.subject_id)
    return beside.filter(government=ask.dossier.jurisdiction)


def _hold_cases(*asks: Recommendation) -> None:
    """Lock the cases until the transaction ends: nothing is taken back between a check and what rests on it."""
    list(Case.objects.select_for_update().filter(pk__in={ask.case_id for ask in asks}).order_by("pk"))


def _hold_dossier(key: int) -> Dossier:
    """Lock a dossier, then what it asks, then the cases behind it: always in this order."""
    dossier = Dossier.objects.select_for_update().get(pk=key)
    _hold_cases(*dossier.recommendations.select_for_update().order_by("pk"))
    return dossier


@transaction.atomic
def keep_plan(
    case: Case, subject: Subject, told: dict[str, Any], chosen: dict[str, tuple[int, Criterion]], *, by: User, seen: str = ""
) -> Plan:
    """Which governments are asked, by which turn and criterion; `told` has embargo, together, note.

    `seen` is what `seen_plan` gave when the writer began; "" asks for no comparison. Raises `PermissionDenied`,
    `ChangedMeanwhile`, `checks.NotReady`.
    """
    if not policies.can_plan(by):
        raise PermissionDenied
    Case.objects.select_for_update().get(pk=case.pk)
    _require_unchanged(seen, seen_plan(Plan.objects.filter(case=case, subject=subject).first()))
    checks.require(legal.can_be_planned(case, subject, chosen))
    plan, _is_new = Plan.objects.update_or_create(
        case=case, subject=subject, defaults=told, create_defaults={**told, "drafted_by": by}
    )
    plan.asks.exclude(government__in=chosen).delete()
    for government, (order, criterion) in chosen.items():
        plan.asks.update_or_create(government=government, defaults={"order": order, "criterion": criterion})
    _note_ready(plan)
    record(by, "plan.kept", plan)
    return plan


@transaction.atomic
def open_planned(plan: Plan, *, by: User) -> list[Recommendation]:
    """Open what the plan asks of this liaison's governments and is not open yet. Asked twice, it opens nothing more."""
    opened = []
    for row in plan.asks.select_related("criterion__programme__authority"):
        standing = Recommendation.objects.filter(case=plan.case_id, subject=plan.subject_id, dossier__jurisdiction=row.government)
        if policies.is_liaison_for(by, row.government) and not standing.exclude(status=RecommendationStatus.STOPPED).exists():
            opened.append(open_recommendation(plan.case, plan.subject, row.criterion, by=by))
    return opened


def _note_ready(plan: Plan) -> None:
    """Written by whoever signs, sends or opens again, for those who may not see that recommendation."""
    signed = Recommendation.objects.filter(case=plan.case_id, subject=plan.subject_id, status__in=SIGNED)
    ready = set(signed.values_list("dossier__jurisdiction", flat=True))
    plan.asks.filter(government__in=ready, ready_at=None).update(ready_at=timezone.now())
    sent = signed.filter(status=RecommendationStatus.SENT).select_related("dossier")
    for ask in sent.prefetch_related("dossier__deliveries"):
        _planned(ask).filter(sent_on=None).update(sent_on=ask.dossier.first_sent_on)


@transaction.atomic
def freeze(dossier: Dossier, *, by: User) -> tuple[DossierVersion, Job | None]:
    """Freeze what the dossier says as its next version and promise its files. Asked twice, the same version is given.

    No job comes with a version whose files are all there and read back. Raises `PermissionDenied`, or
    `checks.NotReady` when something is missing or not signed by two.
    """
    dossier = _hold_dossier(dossier.pk)
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
    dossier = _hold_dossier(version.dossier_id)
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
        _planned(ask).filter(sent_on=None).update(sent_on=sent_on)
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
