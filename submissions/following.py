"""What becomes of a listing later. Each question is put to people as an outcome that does not stand yet; nothing here decides.

A list that broke is set aside before it gets here, so nobody is asked about those who are missing from it.
"""

from collections.abc import Iterable, Iterator

from django.utils import timezone

from sanctions.models import Change, EntryVersion, Twin
from sanctions.statuses import ChangeKind
from submissions.models import Outcome
from submissions.statuses import OutcomeKind

LATER_LISTED = {OutcomeKind.LISTED_OTHER_PROGRAMME, OutcomeKind.LISTED_BEFORE_SENDING, OutcomeKind.LISTED_ORDER_UNKNOWN}


def ask_about(changes: Iterable[Change]) -> int:
    """Put to people what these changes did to those whose listing two persons confirmed; returns how many questions are new."""
    by_entry: dict[int, list[Change]] = {}
    for change in changes:
        by_entry.setdefault(change.entry_id, []).append(change)
    found = [row for outcome in _listings(by_entry) for change in by_entry[_entry(outcome)] for row in _asked(outcome, change)]
    Outcome.objects.bulk_create(found, ignore_conflicts=True)
    return len(found)


def ask_about_the_gone() -> int:
    """Whoever is listed no more and was not merged into somebody: delisted? Asked once for each time they left."""
    gone = _listings(None).filter(candidate__entry__gone_since__isnull=False)
    merged = set(Twin.objects.left([_entry(outcome) for outcome in gone]).values_list("first", flat=True))
    found = [
        _question(outcome, change, OutcomeKind.DELISTED)
        for outcome in gone
        if _entry(outcome) not in merged and (change := _leaving(outcome)) is not None
    ]
    known = set(Outcome.objects.filter(kind=OutcomeKind.DELISTED).values_list("recommendation", "change"))
    new = [row for row in found if (row.recommendation_id, row.change_id) not in known]
    Outcome.objects.bulk_create(new, ignore_conflicts=True)
    return len(new)


def survivors(entries: Iterable[int]) -> set[int]:
    """Entries into which one of these may have been merged: to be compared with our subjects, so that the watch goes on."""
    return set(Twin.objects.left(list(entries)).values_list("second", flat=True))


def withdraw_about_the_back(entries: Iterable[int]) -> None:
    """Who is back was not delisted, as far as nobody has confirmed it."""
    asked = Outcome.objects.open().filter(kind=OutcomeKind.DELISTED, recorded_by=None, candidate__entry__in=list(entries))
    asked.filter(candidate__entry__gone_since=None).update(undone_at=timezone.now(), undo_why="The entry is back on the list.")


def _listings(entries: Iterable[int] | None):  # type: ignore[no-untyped-def]
    listings = Outcome.objects.standing().of_listings().filter(change=None, candidate__isnull=False)
    if entries is not None:
        listings = listings.filter(candidate__entry__in=list(entries))
    return listings.select_related("candidate__entry", "recommendation__criterion__programme")


def _entry(outcome: Outcome) -> int:
    return outcome.candidate.entry_id if outcome.candidate else 0


def _leaving(outcome: Outcome) -> Change | None:
    left = Change.objects.filter(entry=_entry(outcome), kind=ChangeKind.REMOVED).select_related("snapshot__previous")
    return left.order_by("-pk").first()


def _asked(outcome: Outcome, change: Change) -> Iterator[Outcome]:
    programme = outcome.recommendation.programme.list_code
    if change.kind == ChangeKind.AMENDED and _reasons_changed(change):
        yield _question(outcome, change, OutcomeKind.REASONS_EXPANDED)
    if change.kind == ChangeKind.PROGRAMME_ADDED and change.programme == programme and outcome.kind in LATER_LISTED:
        yield _question(outcome, change, OutcomeKind.LISTED_SAME_PROGRAMME)
    if change.kind == ChangeKind.PROGRAMME_REMOVED and change.programme == outcome.programme_code:
        yield _question(outcome, change, OutcomeKind.AMENDED)
    if change.kind == ChangeKind.BACK and outcome.followed_by.standing().filter(kind=OutcomeKind.DELISTED).exists():
        yield _question(outcome, change, OutcomeKind.RENEWED)


def _reasons_changed(change: Change) -> bool:
    versions = EntryVersion.objects.filter(entry=change.entry_id, snapshot__lte=change.snapshot_id).order_by("-pk")[:2]
    now, before = ([*(version.content.get("reasons") or [] for version in versions), [], []])[:2]
    return bool(now) and now != before


def _question(outcome: Outcome, change: Change, kind: OutcomeKind) -> Outcome:
    not_before, not_after = change.interval
    return Outcome(
        recommendation=outcome.recommendation,
        candidate=outcome.candidate,
        about=outcome,
        change=change,
        kind=kind,
        programme_code=change.programme or outcome.programme_code,
        not_before=not_before,
        not_after=not_after,
    )
