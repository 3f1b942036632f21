"""Signing besides the two signatures: a waiver for tonight by two persons, its review, and the partner's own approval."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from audit.log import record
from cases.clock import working_day_after
from submissions import apart, checks, content, policies, reading
from submissions.models import PartnerApproval, Recommendation, SignOff, Waiver
from submissions.statuses import RecommendationStatus as S

REVIEWED_WITHIN = 5  # working days


@transaction.atomic
def ask_waiver(ask: Recommendation, reason: str, *, by: User) -> Waiver:
    """Somebody asks that it goes tonight. Nothing is waived until a second person agrees.

    Raises `PermissionDenied`, or `checks.NotReady` when it is signed already or was asked before.
    """
    ask = _held(ask)
    if not policies.can_waive(by, ask):
        raise PermissionDenied
    if ask.status != S.DRAFTING:
        raise checks.NotReady([_("Only what is still being argued can be waived.")])
    if Waiver.objects.filter(recommendation=ask, ended_at=None, reviewed_at=None).exists():
        raise checks.NotReady([_("A waiver was asked for already.")])
    waiver = Waiver.objects.create(recommendation=ask, reason=reason, asked_by=by)
    record(by, "recommendation.waiver_asked", ask)
    return waiver


@transaction.atomic
def confirm_waiver(waiver: Waiver, *, by: User) -> Waiver:
    """The second person. From now on what may wait blocks no more; a review is due. Raises as `ask_waiver` does."""
    ask = _held(waiver.recommendation)
    waiver.refresh_from_db()
    if not policies.can_waive(by, ask) or by.pk == waiver.asked_by_id:
        raise PermissionDenied
    if waiver.ended_at or waiver.confirmed_at:
        raise checks.NotReady([_("This waiver was confirmed or ended already.")])
    waiver.confirmed_by, waiver.confirmed_at = by, timezone.now()
    waiver.review_by = working_day_after(timezone.localdate(), REVIEWED_WITHIN)
    waiver.save(update_fields=["confirmed_by", "confirmed_at", "review_by"])
    record(by, "recommendation.waiver_confirmed", ask)
    return waiver


@transaction.atomic
def review_waiver(waiver: Waiver, words: str, *, by: User) -> Waiver:
    """Somebody who took no part in it looks at it afterwards. Raises `PermissionDenied`."""
    waiver.refresh_from_db()
    took_part = by.pk in (waiver.asked_by_id, waiver.confirmed_by_id)
    if took_part or not waiver.stands or not policies.can_waive(by, waiver.recommendation):
        raise PermissionDenied
    waiver.reviewed_by, waiver.reviewed_at, waiver.review = by, timezone.now(), words
    waiver.save(update_fields=["reviewed_by", "reviewed_at", "review"])
    record(by, "recommendation.waiver_reviewed", waiver.recommendation)
    return waiver


@transaction.atomic
def sign_part(ask: Recommendation, part: str, *, by: User) -> SignOff:
    """The law, or safety, signed apart between the first and the second signature. Raises `PermissionDenied`, `NotReady`."""
    ask = _held(ask)
    if not apart.can_sign_part(by, ask, part):
        raise PermissionDenied
    if ask.status != S.TO_SIGN:
        raise checks.NotReady([_("It is signed for law and safety between the first and the second signature.")])
    whole = reading.anew(ask)
    checks.require_ready(whole)
    said = content.fingerprint(content.signed_content_of(whole))
    signature = SignOff.objects.create(recommendation=ask, person=by, sha256=said, **{part: True})
    record(by, "recommendation.part_signed", ask)
    return signature


@transaction.atomic
def record_partner_approval(ask: Recommendation, how: str, given_on: date, *, by: User) -> PartnerApproval:
    """The partner said yes to the words as they are, and the liaison writes it down. Raises `PermissionDenied`."""
    ask = _held(ask)
    if not policies.can_draft(by, ask):
        raise PermissionDenied
    PartnerApproval.objects.filter(recommendation=ask, voided_at=None).update(voided_at=timezone.now())
    said = content.fingerprint(content.signed_content(ask))
    approval = PartnerApproval.objects.create(recommendation=ask, sha256=said, how=how, given_on=given_on, recorded_by=by)
    record(by, "recommendation.partner_approved", ask)
    return approval


def end_waivers(ask: Recommendation) -> None:
    """When it is opened again, everything is asked again."""
    Waiver.objects.filter(recommendation=ask, ended_at=None, reviewed_at=None).update(ended_at=timezone.now())


def _held(ask: Recommendation) -> Recommendation:
    return Recommendation.objects.select_for_update(of=("self",)).select_related("dossier", "case").get(pk=ask.pk)
