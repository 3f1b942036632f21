"""A person's word on a candidate, and the outcome that two of them make."""

from datetime import date, timedelta

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
from submissions.outcome_kinds import government_of
from submissions.statuses import OutcomeKind, Standing, Verdict


class Decided(Exception):
    """An outcome exists already; the words are fit for a page."""


VISA_BANS = "us-state-7031c"
SAME_AUTHORITY = frozenset({"", "us-ofac-sdn", "us-ofac-consolidated"})  # two lists of one office; "" where no list is named


@transaction.atomic
def judge(candidate: Candidate, verdict: Verdict, *, by: User) -> Judgement:
    """Write down what one person says. Saying something else later is a row of its own; the last word of each person stands.

    When the words come to "same" (`CandidateQuerySet.with_standing`), an outcome is written for every recommendation
    of the subject that was sent. Raises `PermissionDenied`, or `Decided` once there is one.
    """
    candidate = Candidate.objects.select_for_update().get(pk=candidate.pk)
    if not policies.can_judge(by):
        raise PermissionDenied
    if candidate.outcomes.filter(undone_at=None).exists():
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
    outcome = outcome_of(ask, candidate)
    if (
        standing := Outcome.objects.filter(recommendation=ask, candidate=candidate, change=None, undone_at=None).first()
    ) is not None:
        return standing
    outcome.confirmed_by, outcome.confirmed_at = by, timezone.now()
    outcome.save(force_insert=True)
    record(by, "outcome.confirmed", outcome)
    promise("submissions.tell_partner", recommendation=ask.pk)
    return outcome


def outcome_of(ask: Recommendation, candidate: Candidate) -> Outcome:
    """What two judgements "same" would write, not saved."""
    code, change = programme_of(ask, candidate)
    not_before, not_after = change.interval
    outcome = Outcome(
        recommendation=ask,
        candidate=candidate,
        programme_code=code,
        listed_on=_published_day(candidate, change),
        not_before=not_before,
        not_after=not_after,
    )
    outcome.kind = kind_of(outcome)
    return outcome


def programme_of(ask: Recommendation, candidate: Candidate) -> tuple[str, Change]:
    """The tag on the entry that answers the ask (or else its first one), and the change that brought it."""
    standing = [tag.code for tag in candidate.entry.programmes.all() if tag.gone_since_id is None]
    code = min(standing, key=lambda code: code != ask.programme.list_code, default="")
    changes = list(candidate.entry.changes.all())
    tagged = [row for row in changes if row.kind == ChangeKind.PROGRAMME_ADDED and row.programme == code]
    return code, tagged[-1] if tagged else next(row for row in changes if row.kind == ChangeKind.ADDED)


def _published_day(candidate: Candidate, change: Change) -> date | None:
    """The day the list itself gives, if it is that of this change: a tag added to an old entry has another."""
    version = next((row for row in candidate.entry.versions.all() if row.snapshot_id == change.snapshot_id), None)
    written = version.content.get("listed_on") if version else None
    not_before, not_after = change.interval
    day = date.fromisoformat(written) if written else None
    if day is None or day > not_after or (not_before is not None and day <= not_before and change.kind != ChangeKind.ADDED):
        return None
    return day


def kind_of(outcome: Outcome) -> OutcomeKind:
    """What a listing counts as. Where nobody knows which came first, it counts for nothing until somebody finds out."""
    ask = outcome.recommendation
    listed = outcome.candidate.entry.watched_list_id if outcome.candidate else ""
    if government_of(listed) != ask.dossier.jurisdiction:
        return OutcomeKind.LISTED_ELSEWHERE
    if (order := _order(outcome, ask.dossier.first_sent_on)) is not None:
        return order
    if outcome.programme_code == ask.programme.list_code:
        return OutcomeKind.LISTED_SAME_PROGRAMME
    if listed == VISA_BANS:
        return OutcomeKind.VISA_BAN_PUBLIC
    if listed != ask.programme.list_slug and ask.programme.list_slug not in SAME_AUTHORITY:
        return OutcomeKind.LISTED_OTHER_AUTHORITY
    return OutcomeKind.LISTED_OTHER_PROGRAMME


def _order(outcome: Outcome, sent_on: date | None) -> OutcomeKind | None:
    """Whether the listing came before the sending, or may have; None when it came after it."""
    if sent_on is None:
        return None
    known = outcome.listed_on or outcome.announced_on
    latest = known or outcome.not_after
    earliest = known or (outcome.not_before and outcome.not_before + timedelta(days=1))
    if latest is not None and latest < sent_on:
        return OutcomeKind.LISTED_BEFORE_SENDING
    if earliest is None or earliest < sent_on:
        return OutcomeKind.LISTED_ORDER_UNKNOWN
    return None
