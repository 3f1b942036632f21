"""Listing day is reprisal day: what is done when a listing is confirmed, and what the partner is told of it."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from audit.log import record
from insight import policies
from insight.models import DayStep, ListingDay
from insight.statuses import DayStepKind as K
from jobs.services import promise
from submissions.models import Outcome


@dataclass(frozen=True)
class Words:
    """What a partner reads of a step before and after it."""

    to_do: Promise
    done: Promise


PUBLIC: dict[str, Words] = {
    K.CALL: Words(_("We will call you on the line you named as safe."), _("We spoke with you about it.")),
    K.REPRISAL: Words(
        _("We will ask whether anybody is in danger."), _("We asked whether anybody is in danger, and what is needed.")
    ),
    K.SURVIVORS: Words(_("We will ask how survivors wish to be told."), _("We know how survivors wish to be told.")),
    K.TEXT: Words(_("We will keep what the government wrote."), _("We kept what the government wrote.")),
    K.STATEMENT: Words(
        _("Nothing is said in public before you agreed to it."),
        _("We agreed with you on what is said in public, or that nothing is."),
    ),
    K.ASK_NEXT: Words(_("We will look which other government should act."), _("We decided which government is asked next.")),
}


def open_listing_days() -> int:
    """Open a list for each confirmed listing that has none; returns how many. The partner gets a notice that says nothing."""
    outcomes = list(Outcome.objects.standing().of_listings().filter(listing_day=None))
    for outcome in outcomes:
        _open(outcome)
    return len(outcomes)


@transaction.atomic
def _open(outcome: Outcome) -> None:
    day, is_new = ListingDay.objects.get_or_create(outcome=outcome)
    if is_new:
        DayStep.objects.bulk_create(DayStep(day=day, kind=kind, order=order) for order, kind in enumerate(K, start=1))
        promise("submissions.tell_partner", recommendation=outcome.recommendation_id)


@transaction.atomic
def tick(step: DayStep, *, by: User) -> DayStep:
    """Write down that it is done; the partner gets a notice that something moved, never what. Ticking twice is ticking once."""
    if not policies.can_attribute(by):
        raise PermissionDenied
    step = DayStep.objects.select_for_update().get(pk=step.pk)
    if step.done_at is None:
        step.done_at, step.done_by = timezone.now(), by
        step.save(update_fields=["done_at", "done_by"])
        record(by, "listing_day.ticked", step.day)
        promise("submissions.tell_partner", recommendation=step.day.outcome.recommendation_id)
    return step


def in_public_words(day: ListingDay) -> list[tuple[DayStep, Promise]]:
    """Each step with what the partner reads of it; reads prefetched steps."""
    return [(step, PUBLIC[step.kind].done if step.done_at else PUBLIC[step.kind].to_do) for step in day.steps.all()]
