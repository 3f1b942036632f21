"""Comparing what the lists changed with every subject we ever recommended. A machine proposes; nothing here decides."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Max

from cases.models import Subject
from jobs import progress
from sanctions.matching.candidates import Match, SubjectFacts, find_candidates
from sanctions.models import Change, ListEntry
from sanctions.statuses import ChangeKind
from submissions.models import Candidate, ListCursor

WORTH_A_LOOK = frozenset({ChangeKind.ADDED, ChangeKind.AMENDED, ChangeKind.PROGRAMME_ADDED, ChangeKind.BACK})


@transaction.atomic
def watch_lists() -> int:
    """Compare what changed since the last time with every recommended subject; returns how many candidates are new.

    The cursor moves in the same transaction, so no change is looked at twice and none is missed.
    """
    cursor, _ = ListCursor.objects.select_for_update().get_or_create(pk=1)
    newest = Change.objects.aggregate(newest=Max("pk"))["newest"] or 0
    changed = Change.objects.filter(pk__gt=cursor.change, pk__lte=newest, kind__in=WORTH_A_LOOK)
    entries = set(changed.values_list("entry", flat=True))
    found = compare_all(entries) if entries else 0
    cursor.change = newest
    cursor.save(update_fields=["change"])
    return found


def compare_all(entries: set[int]) -> int:
    """Every subject ever recommended against these entries."""
    found, subjects = 0, recommended_subjects()
    for done, subject in enumerate(subjects, start=1):
        found += watch_subject(subject, entries)
        progress.report(done, len(subjects))
    return found


def recommended_subjects() -> list[Subject]:
    subjects = Subject.objects.exclude(recommendations=None).distinct()
    return list(subjects.prefetch_related("names", "positions"))


def watch_subject(subject: Subject, entries: Iterable[int] | None = None) -> int:
    """Compare one subject with these entries (primary keys), or with all; returns how many candidates are new."""
    matches = find_candidates(facts_of(subject), entries=entries)
    return sum(propose(subject, match) for match in matches)


def facts_of(subject: Subject) -> SubjectFacts:
    return SubjectFacts(
        kind=subject.kind,
        names=tuple(name.text for name in subject.names.all()),
        birth_dates=(subject.birth_date,) if subject.birth_date else (),
        countries=(subject.nationality,) if subject.nationality else (),
        positions=tuple(str(position) for position in subject.positions.all()),
    )


def propose(subject: Subject, match: Match) -> bool:
    """Write a candidate down. One that a person has judged keeps what the judgement was based on."""
    entry = ListEntry.objects.get(pk=match.entry_id)
    facts = {
        "snapshot": entry.versions.latest("pk").snapshot,
        "score": match.score,
        "band": match.band,
        "reasons": [dict(reason) for reason in match.reasons],
        "algorithm": match.algorithm,
    }
    candidate, is_new = Candidate.objects.get_or_create(subject=subject, entry=entry, defaults=facts)
    if not is_new and not candidate.judgements.exists():
        Candidate.objects.filter(pk=candidate.pk).update(**facts)
    return is_new
