"""The signatures: of the two, of law and safety apart, the partner’s own yes; and what voids them."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from audit.log import record
from submissions import apart, basis, checks, content, policies, reading, workflow
from submissions.checks import argument
from submissions.models import PartnerApproval, Recommendation, SignOff
from submissions.planning import plan_of
from submissions.services import tonight
from submissions.services.holding import hold, hold_cases
from submissions.services.plans import note_ready, planned
from submissions.statuses import RecommendationStatus


@transaction.atomic
def sign_first(ask: Recommendation, *, by: User) -> None:
    """The drafter's signature. Raises `checks.NotReady`, `PermissionDenied` or `IllegalStep`."""
    workflow.move(ask, "propose", by=by)
    hold_cases(ask)
    whole = reading.anew(ask)
    checks.require(argument.stale_words(basis.changes_in(whole)))
    checks.require_ready(whole)
    SignOff.objects.create(recommendation=ask, person=by, sha256=content.fingerprint(content.signed_content_of(whole)))


@transaction.atomic
def sign_second(ask: Recommendation, ticks: dict[str, bool], *, by: User) -> None:
    """The second signature, of the same words as the first; it ticks law, safety and consent. Raises as `sign_first` does."""
    workflow.move(ask, "approve", by=by)
    checks.require_ticks(ticks)
    hold_cases(ask)
    whole = reading.anew(ask)
    checks.require_ready(whole)
    said = content.fingerprint(content.signed_content_of(whole))
    checks.require(apart.parts_are_signed(ask, by, said))
    SignOff.objects.create(recommendation=ask, person=by, sha256=said, **ticks)
    checks.require(checks.is_as_signed(reading.anew(ask)))
    if (plan := plan_of(ask)) is not None:
        note_ready(plan)


@transaction.atomic
def sign_part(ask: Recommendation, part: str, *, by: User) -> SignOff:
    """The law, or safety, signed apart between the first and the second signature. Raises `PermissionDenied`, `NotReady`."""
    ask = hold(ask)
    if not apart.can_sign_part(by, ask, part):
        raise PermissionDenied
    if ask.status != RecommendationStatus.TO_SIGN:
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
    ask = hold(ask)
    if not policies.can_draft(by, ask):
        raise PermissionDenied
    PartnerApproval.objects.filter(recommendation=ask, voided_at=None).update(voided_at=timezone.now())
    said = content.fingerprint(content.signed_content(ask))
    approval = PartnerApproval.objects.create(recommendation=ask, sha256=said, how=how, given_on=given_on, recorded_by=by)
    record(by, "recommendation.partner_approved", ask)
    return approval


@transaction.atomic
def reopen(ask: Recommendation, *, by: User) -> None:
    """What was signed can be changed again, so the signatures are void from here on."""
    workflow.move(ask, "reopen", by=by)
    _void_signatures(ask)
    tonight.end_waivers(ask)


@transaction.atomic
def stop(ask: Recommendation, *, by: User) -> None:
    workflow.move(ask, "stop", by=by)
    _void_signatures(ask)


def _void_signatures(ask: Recommendation) -> None:
    planned(ask).update(ready_at=None)
    ask.sign_offs.filter(voided_at=None).update(voided_at=timezone.now())
