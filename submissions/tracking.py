"""Comparing the lists with every subject we ever recommended. A machine proposes; nothing here decides."""

from collections.abc import Iterable, Sequence

from django.db import transaction
from django.db.models import Exists, Max, OuterRef, QuerySet
from django.utils import timezone

from audit.models import Record
from cases.facts import facts_of
from cases.models import Subject
from jobs import progress
from sanctions.matching.candidates import Match, find_candidates
from sanctions.matching.entries import Entries
from sanctions.matching.index import write_anew
from sanctions.matching.pool import Pool
from sanctions.matching.score import ALGORITHM
from sanctions.models import Change, EntryVersion
from sanctions.statuses import ChangeKind
from submissions import following, merged, trials
from submissions.models import Candidate, Judgement, ListCursor, Outcome, Recommendation

WORTH_A_LOOK = frozenset({ChangeKind.ADDED, ChangeKind.AMENDED, ChangeKind.PROGRAMME_ADDED, ChangeKind.BACK})
AT_ONCE = 25
SAVED = "case.section_saved"
Proposal = tuple[int, Match]  # a subject's primary key, and the entry it may be


@transaction.atomic
def watch_lists() -> int:
    """Compare what changed since the last time with every recommended subject; returns how many candidates are new.

    The cursor moves in the same transaction, so no change is looked at twice and none is missed.
    """
    cursor, _ = ListCursor.objects.select_for_update().get_or_create(pk=1)
    if not trials.allows(cursor, ALGORITHM):
        return 0
    newest = Change.objects.aggregate(newest=Max("pk"))["newest"] or 0
    changed = Change.objects.filter(pk__gt=cursor.change, pk__lte=newest, kind__in=WORTH_A_LOOK)
    entries = set(changed.values_list("entry", flat=True))
    entries |= _follow(cursor.change, newest)
    found = compare_entries(entries) if entries else 0
    cursor.change = newest
    cursor.save(update_fields=["change"])
    return found


def _follow(since: int, newest: int) -> set[int]:
    """Ask people what became of confirmed listings, for ever. Returns the entries into which somebody may have been merged."""
    changes = list(Change.objects.filter(pk__gt=since, pk__lte=newest).select_related("snapshot__previous"))
    following.withdraw_about_the_back(change.entry_id for change in changes if change.kind == ChangeKind.BACK)
    following.ask_about(changes)
    following.ask_about_the_gone()  # not by cursor: whether somebody was merged may be said weeks later
    return following.survivors(change.entry_id for change in changes if change.kind == ChangeKind.REMOVED)


@transaction.atomic
def watch_subjects() -> int:
    """Compare the recommended subjects of each case in which something was saved since the last time, as the record has it; and
    put to people whom the register merged with somebody known on a list.

    What a slow transaction brought to the record late is found when everybody is compared.
    """
    cursor, _ = ListCursor.objects.select_for_update().get_or_create(pk=1)
    if not trials.allows(cursor, ALGORITHM):
        return 0
    newest = Record.objects.aggregate(newest=Max("pk"))["newest"] or 0
    saved = Record.objects.filter(pk__gt=cursor.record, pk__lte=newest, verb=SAVED).values_list("object_id", flat=True)
    subjects = recommended_subjects(Subject.objects.filter(opened_in__in=set(saved))) if cursor.record and saved else []
    cursor.record = newest
    cursor.save(update_fields=["record"])
    found = propose([(subject.pk, found) for subject in subjects for found in find_candidates(facts_of(subject))])
    return found + propose(list(merged.proposals()))


def compare_entries(entries: set[int]) -> int:
    """These entries against every subject ever recommended, who are held in memory; returns how many candidates are new."""
    pool = Pool((subject.pk, facts_of(subject)) for subject in recommended_subjects())
    facts = list(Entries(only=entries).facts(sorted(entries)))
    proposals: list[Proposal] = []
    for done, (entry_id, entry) in enumerate(facts, start=1):
        proposals += pool.match(entry_id, entry)
        _report(done, len(facts))
    return propose(proposals)


@transaction.atomic
def compare_everything() -> int:
    """Every subject ever recommended against everybody listed today; returns how many candidates are new.

    What names are looked up by is written anew first when the algorithm is another than the last time.
    """
    cursor, _ = ListCursor.objects.select_for_update().get_or_create(pk=1)
    if not trials.allows(cursor, ALGORITHM):
        return 0
    if cursor.algorithm != ALGORITHM:
        write_anew()
        cursor.algorithm = ALGORITHM
        cursor.save(update_fields=["algorithm"])
    subjects, entries = recommended_subjects(), Entries().hold()
    proposals: list[Proposal] = []
    for done, subject in enumerate(subjects, start=1):
        proposals += ((subject.pk, found) for found in find_candidates(facts_of(subject), entries=entries))
        _report(done, len(subjects))
    return propose(proposals)


def _report(done: int, total: int) -> None:
    if done % AT_ONCE == 0 or done == total:
        progress.report(done, total)


def recommended_subjects(among: QuerySet[Subject] | None = None) -> list[Subject]:
    asked = Exists(Recommendation.objects.filter(subject=OuterRef("pk")))  # a join of so many on so many takes ten seconds
    subjects = (Subject.objects.all() if among is None else among).filter(asked)
    return list(subjects.prefetch_related("names", "positions"))


def watch_subject(subject: Subject, entries: Iterable[int] | None = None) -> int:
    """Compare one subject with these entries (primary keys), or with all; returns how many candidates are new."""
    if trials.is_held():
        return 0
    return propose([(subject.pk, found) for found in find_candidates(facts_of(subject), entries=entries)])


def propose(proposals: Sequence[Proposal]) -> int:
    """Write candidates down; returns how many are new. One that a person has judged keeps what the judgement was based on,
    until that changes; then its words are kept as said, stand no longer, and people are asked again."""
    entries = {found.entry_id for _, found in proposals}
    known = {(one.subject_id, one.entry_id): one for one in Candidate.objects.filter(entry__in=entries)}
    snapshots = dict(EntryVersion.objects.newest_of(entries).values_list("entry_id", "snapshot_id"))
    new = [
        Candidate(subject_id=subject, entry_id=found.entry_id, **_said(found, snapshots))
        for subject, found in proposals
        if (subject, found.entry_id) not in known
    ]
    Candidate.objects.bulk_create(new, ignore_conflicts=True, batch_size=500)
    _renew([(known[key], found) for subject, found in proposals if (key := (subject, found.entry_id)) in known], snapshots)
    return len(new)


def _renew(again: Sequence[tuple[Candidate, Match]], snapshots: dict[int, int]) -> None:
    changed, reopened = [], []
    words = Judgement.objects.filter(candidate__in=[candidate for candidate, _ in again], superseded_at=None)
    judged = set(words.values_list("candidate", flat=True))
    decided = set(Outcome.objects.filter(candidate__in=judged, undone_at=None).values_list("candidate", flat=True))
    for candidate, found in again:
        if candidate.pk in decided or (candidate.pk in judged and candidate.basis in {found.basis, ""}):
            continue
        if candidate.pk in judged:
            reopened.append(candidate.pk)
            candidate.reopened_at = timezone.now()
        for name, value in _said(found, snapshots).items():
            setattr(candidate, name, value)
        changed.append(candidate)
    fields = ["snapshot", "score", "band", "reasons", "algorithm", "basis", "reopened_at"]
    Candidate.objects.bulk_update(changed, fields, batch_size=200)
    words.filter(candidate__in=reopened).update(superseded_at=timezone.now())


def _said(found: Match, snapshots: dict[int, int]) -> dict[str, object]:
    return {
        "snapshot_id": snapshots[found.entry_id],
        "score": found.score,
        "band": found.band,
        "reasons": [dict(reason) for reason in found.reasons],
        "algorithm": found.algorithm,
        "basis": found.basis,
    }
