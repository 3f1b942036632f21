"""A person's word on a candidate, and the outcome that two of them make."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.models import User
from audit.log import record
from jobs.services import promise
from sanctions.models import Change
from sanctions.statuses import ChangeKind
from submissions import policies
from submissions.models import Candidate, Judgement, Outcome, Recommendation
from submissions.statuses import OutcomeKind, Verdict

CONFIRMATIONS = 2


@transaction.atomic
def judge(candidate: Candidate, verdict: Verdict, *, by: User) -> Judgement:
    """Write down what one person says; saying it anew replaces one's own word until an outcome exists.

    When two persons say "same", an outcome is written for every recommendation of the subject that
    was sent. Raises `PermissionDenied`.
    """
    candidate = Candidate.objects.select_for_update().get(pk=candidate.pk)
    if not policies.can_judge(by) or candidate.outcomes.exists():
        raise PermissionDenied
    judgement, _ = Judgement.objects.update_or_create(candidate=candidate, by=by, defaults={"verdict": verdict})
    record(by, "candidate.judged", candidate, after=verdict)
    if agreed(candidate):
        for ask in Recommendation.objects.sent().filter(subject=candidate.subject_id):
            confirm_outcome(ask, candidate, by=by)
    return judgement


def confirm_what_is_known(ask: Recommendation, *, by: User) -> None:
    """A recommendation that is sent after two persons knew its subject on a list has its outcome at once."""
    for candidate in ask.subject.candidates.all():
        if agreed(candidate):
            confirm_outcome(ask, candidate, by=by)


def agreed(candidate: Candidate) -> bool:
    """Two persons say "same", and nobody says it is not."""
    said = list(candidate.judgements.values_list("verdict", flat=True))
    return said.count(Verdict.SAME) >= CONFIRMATIONS and Verdict.DIFFERENT not in said


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
