"""When it cannot wait: a waiver by two persons, and its review by a third."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from audit.log import record
from cases.clock import working_day_after
from submissions import checks, policies
from submissions.models import Recommendation, Waiver
from submissions.services.holding import hold
from submissions.statuses import RecommendationStatus as S

REVIEWED_WITHIN = 5  # working days


@transaction.atomic
def ask_waiver(ask: Recommendation, reason: str, *, by: User) -> Waiver:
    """Somebody asks that it goes tonight. Nothing is waived until a second person agrees.

    Raises `PermissionDenied`, or `checks.NotReady` when it is signed already or was asked before.
    """
    ask = hold(ask)
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
    ask = hold(waiver.recommendation)
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


def end_waivers(ask: Recommendation) -> None:
    """When it is opened again, everything is asked again."""
    Waiver.objects.filter(recommendation=ask, ended_at=None, reviewed_at=None).update(ended_at=timezone.now())
