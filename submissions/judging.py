"""A person's word on a candidate, and the outcome that two of them make."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from audit.log import record
from jobs.services import promise
from sanctions.models import Change
from sanctions.statuses import ChangeKind
from submissions import policies
from submissions.models import Candidate, Judgement, ListCursor, Outcome, Recommendation
from submissions.statuses import OutcomeKind, Standing, Verdict


class Decided(Exception):
    """An outcome exists already; the words are fit for a page."""


@transaction.atomic
def judge(candidate: Candidate, verdict: Verdict, *, by: User) -> Judgement:
    """Write down what one person says. Saying something else later is a row of its own; the last word of each person stands.

    When the words come to "same" (`CandidateQuerySet.with_standing`), an outcome is written for every recommendation
    of the subject that was sent. Raises `PermissionDenied`, or `Decided` once there is one.
    """
    candidate = Candidate.objects.select_for_update().get(pk=candidate.pk)
    if not policies.can_judge(by):
        raise PermissionDenied
    if candidate.outcomes.exists():
        raise Decided(_("This was decided in the meantime; the outcome stands below."))
    said = candidate.judgements.filter(by=by, superseded_at=None)
    if (same := said.filter(verdict=verdict).first()) is not None:
        return same
    said.update(superseded_at=timezone.now())
    judgement = Judgement.objects.create(candidate=candidate, verdict=verdict, by=by)
    record(by, "candidate.judged", candidate, after=verdict)
    if agreed(candidate):
        for ask in Recommendation.objects.sent().filter(subject=candidate.subject_id):
            confirm_outcome(ask, candidate, by=by)
    return judgement


@transaction.atomic
def accept_algorithm(*, by: User) -> None:
    """Let an algorithm be used that does worse on what people judged; everybody is compared with it at once."""
    if not policies.can_judge(by):
        raise PermissionDenied
    cursor, _is_new = ListCursor.objects.select_for_update().get_or_create(pk=1)
    if not cursor.is_held:
        return
    cursor.accepted, cursor.accepted_by = cursor.tried, by
    cursor.save(update_fields=["accepted", "accepted_by"])
    record(by, "matching.accepted", cursor)
    promise("submissions.compare_everything", by=by, dedup_key=f"compare:{by.pk}")


def confirm_what_is_known(ask: Recommendation, *, by: User) -> None:
    """A recommendation that is sent after two persons knew its subject on a list has its outcome at once."""
    for candidate in ask.subject.candidates.standing(Standing.SAME):
        confirm_outcome(ask, candidate, by=by)


def agreed(candidate: Candidate) -> bool:
    """Two persons say "same", and fewer that it is not."""
    return Candidate.objects.standing(Standing.SAME).filter(pk=candidate.pk).exists()


def confirm_outcome(ask: Recommendation, candidate: Candidate, *, by: User) -> Outcome:
    """The outcome line of one recommendation, dated as exactly as the list's files allow, and no more exactly."""
    code, change = programme_of(ask, candidate)
    not_before, not_after = change.interval
    sent_on = ask.dossier.first_sent_on
    outcome, is_new = Outcome.objects.get_or_create(
        recommendation=ask,
        candidate=candidate,
        defaults={
            "kind": kind_of(ask, code, not_after, sent_on),
            "programme_code": code,
            "not_before": not_before,
            "not_after": not_after,
            "confirmed_by": by,
        },
    )
    if is_new:
        record(by, "outcome.confirmed", outcome)
        promise("submissions.tell_partner", recommendation=ask.pk)
    return outcome


def programme_of(ask: Recommendation, candidate: Candidate) -> tuple[str, Change]:
    """The tag on the entry that answers the ask (or else its first one), and the change that brought it."""
    standing = candidate.entry.programmes.filter(gone_since=None).values_list("code", flat=True)
    codes = sorted(standing, key=lambda code: code != ask.programme.list_code)
    changes = candidate.entry.changes.select_related("snapshot__previous")
    tagged = changes.filter(kind=ChangeKind.PROGRAMME_ADDED, programme=codes[0] if codes else "").order_by("-pk").first()
    return (codes[0] if codes else ""), tagged or changes.filter(kind=ChangeKind.ADDED).earliest("pk")


def kind_of(ask: Recommendation, code: str, listed_by: date, sent_on: date | None) -> OutcomeKind:
    if sent_on is not None and listed_by < sent_on:
        return OutcomeKind.LISTED_BEFORE_SENDING
    if code == ask.programme.list_code:
        return OutcomeKind.LISTED_SAME_PROGRAMME
    return OutcomeKind.LISTED_OTHER_PROGRAMME
