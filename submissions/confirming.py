"""Every write about an outcome that is not the list's word judged: written down, confirmed by a second, set aside, undone."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from audit.log import record
from jobs.services import promise
from submissions import judging, policies
from submissions.models import Outcome, Recommendation
from submissions.outcome_kinds import BY_HAND, LISTED


class Refused(Exception):
    """It cannot be done as it stands; the words are fit for a page."""


@transaction.atomic
def record_outcome(ask: Recommendation, told: dict[str, Any], *, by: User) -> Outcome:
    """Write down what a source says happened; it stands when a second person confirms it.

    `told`: kind, source_words, source_url, announced_on, and what else the form asks. Raises `PermissionDenied`, `Refused`.
    """
    if not policies.can_judge(by):
        raise PermissionDenied
    if told["kind"] not in BY_HAND:
        raise Refused(_("A listing of the subject itself is judged on its entry, among the candidates."))
    outcome = Outcome.objects.create(recommendation=ask, recorded_by=by, not_after=told.get("announced_on"), **told)
    record(by, "outcome.recorded", outcome)
    return outcome


@transaction.atomic
def vouch(outcome: Outcome, *, by: User) -> Outcome:
    """Say that it is so: the first to say it about what a machine asks, or the second, and then it stands."""
    outcome = _locked(outcome)
    if not policies.can_judge(by):
        raise PermissionDenied
    if not outcome.is_open:
        raise Refused(_("This was decided in the meantime."))
    if outcome.recorded_by_id == by.pk:
        raise Refused(_("You have said so already. A second person has to look at the source, and say the same."))
    if outcome.recorded_by_id is None:
        outcome.recorded_by = by
        outcome.save(update_fields=["recorded_by"])
        record(by, "outcome.recorded", outcome)
        return outcome
    outcome.confirmed_by, outcome.confirmed_at = by, timezone.now()
    outcome.save(update_fields=["confirmed_by", "confirmed_at"])
    record(by, "outcome.confirmed", outcome)
    promise("submissions.tell_partner", recommendation=outcome.recommendation_id)
    return outcome


@transaction.atomic
def set_aside(outcome: Outcome, why: str, *, by: User) -> Outcome:
    """It is not so: what does not stand yet is kept with the reason, and asked no more."""
    outcome = _locked(outcome)
    if not policies.can_judge(by):
        raise PermissionDenied
    if not outcome.is_open:
        raise Refused(_("This was decided in the meantime."))
    _undo(outcome, why, by)
    return outcome


@transaction.atomic
def ask_to_undo(outcome: Outcome, why: str, *, by: User) -> Outcome:
    """The first of two who say that what stands is wrong. Nothing changes until the second."""
    outcome = _locked(outcome)
    if not policies.can_judge(by):
        raise PermissionDenied
    if not outcome.stands:
        raise Refused(_("This does not stand any more."))
    outcome.undo_asked_by, outcome.undo_why = by, why
    outcome.save(update_fields=["undo_asked_by", "undo_why"])
    record(by, "outcome.undo_asked", outcome)
    return outcome


@transaction.atomic
def undo(outcome: Outcome, *, by: User) -> Outcome:
    """The second of two. An identity that was wrong is wrong for every recommendation: all outcomes of that candidate go, and
    it is judged anew. Nothing is deleted. Raises `PermissionDenied`, `Refused`."""
    outcome = _locked(outcome)
    if not policies.can_judge(by):
        raise PermissionDenied
    if not outcome.stands or outcome.undo_asked_by_id is None:
        raise Refused(_("Nobody asks that this be undone."))
    if outcome.undo_asked_by_id == by.pk:
        raise Refused(_("You asked for it. A second person decides."))
    for row in _falling_with(outcome):
        told = row.stands
        _undo(row, outcome.undo_why, by, asked_by=outcome.undo_asked_by)
        if told:
            promise("submissions.tell_partner", recommendation=row.recommendation_id)
    if outcome.candidate and outcome.kind in LISTED and outcome.change_id is None:
        _judge_anew(outcome)
    outcome.refresh_from_db()
    return outcome


@transaction.atomic
def date_listing(outcome: Outcome, told: dict[str, Any], *, by: User) -> Outcome:
    """The day a listing was announced, from a source. What it counts as is worked out anew, and a second person confirms that."""
    outcome = _locked(outcome)
    if not policies.can_judge(by):
        raise PermissionDenied
    if not (outcome.stands and outcome.is_listing and outcome.candidate):
        raise Refused(_("Only a listing that stands is dated so."))
    day = told["announced_on"]
    if (outcome.not_after and day > outcome.not_after) or (outcome.not_before and day <= outcome.not_before):
        raise Refused(
            _("That day does not fit the lists: it lies outside the two publications between which the entry appeared.")
        )
    outcome.announced_on, outcome.source_words, outcome.source_url = day, told["source_words"], told["source_url"]
    outcome.kind = judging.kind_of(outcome)
    outcome.recorded_by, outcome.confirmed_by, outcome.confirmed_at = by, None, None
    outcome.save()
    record(by, "outcome.recorded", outcome)
    return outcome


def _locked(outcome: Outcome) -> Outcome:
    return Outcome.objects.select_for_update().get(pk=outcome.pk)


def _falling_with(outcome: Outcome) -> list[Outcome]:
    """This one, what is about it, and, when it is a person's identity that was wrong, every other outcome of that candidate."""
    if outcome.candidate and outcome.change_id is None:
        return list(Outcome.objects.filter(candidate=outcome.candidate, undone_at=None))
    return [outcome, *outcome.followed_by.filter(undone_at=None)]


def _undo(outcome: Outcome, why: str, by: User, asked_by: User | None = None) -> None:
    outcome.undone_at, outcome.undone_by, outcome.undo_why = timezone.now(), by, why
    outcome.undo_asked_by = asked_by
    outcome.save(update_fields=["undone_at", "undone_by", "undo_why", "undo_asked_by"])
    record(by, "outcome.undone", outcome)


def _judge_anew(outcome: Outcome) -> None:
    candidate = outcome.candidate
    if candidate is not None:
        candidate.judgements.filter(superseded_at=None).update(superseded_at=timezone.now())
        candidate.reopened_at = timezone.now()
        candidate.save(update_fields=["reopened_at"])
