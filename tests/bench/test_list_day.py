"""A day of two hundred changes against ten thousand recommended subjects, from what the list changed to the candidates that are
written. The same seed gives the same names.
"""

import random

import pytest
from django.db import connection

from sanctions.matching.index import write_index
from sanctions.models import Change, EntryVersion, ListEntry, Snapshot, WatchedList
from submissions import tracking
from submissions.models import Candidate
from tests.bench.conftest import seconds
from tests.submissions.conftest import (  # noqa: F401 -- fixtures: one recommendation of Veldonia
    argued,
    criterion,
    everything,
    opened,
    veldonia,
)

SUBJECTS, CHANGED, OURS = 10_000, 200, 40
SYLLABLES = ("ka", "ro", "mi", "tel", "sun", "dar", "vo", "lin", "esh", "bor", "fa", "gun", "hal", "ir", "jo", "nek")
NUMBERS = f"generate_series(1, {SUBJECTS}) AS k"
# A copy has everything of its original but its key and its reference.
COPIES = {
    "cases_subject": {"id": "1000000 + k", "reference": "'S' || k"},
    "submissions_recommendation": {"id": "1000000 + k", "reference": "'R' || k", "subject_id": "1000000 + k"},
}


def name(dice):
    return " ".join("".join(dice.choices(SYLLABLES, k=dice.randint(2, 4))).title() for _ in range(dice.randint(2, 3)))


def copy(cursor, table, changes, original):
    cursor.execute("SELECT column_name FROM information_schema.columns WHERE table_name = %s", [table])
    columns = [row[0] for row in cursor.fetchall()]
    values = ", ".join(changes.get(column, column) for column in columns)
    cursor.execute(
        f"INSERT INTO {table} ({', '.join(columns)}) SELECT {values} FROM {table}, {NUMBERS} WHERE id = %s", [original]
    )


@pytest.fixture
def recommended(argued, everything):  # noqa: F811
    """Ten thousand subjects with a name each, every one of them recommended."""
    dice = random.Random(1948)
    names = [name(dice) for _ in range(SUBJECTS)]
    with connection.cursor() as cursor:
        copy(cursor, "cases_subject", COPIES["cases_subject"], argued.subject_id)
        copy(cursor, "submissions_recommendation", COPIES["submissions_recommendation"], argued.pk)
        cursor.execute(
            "INSERT INTO cases_subjectname (id, subject_id, kind, text)"
            " SELECT 1000000 + k, 1000000 + k, 'full', text FROM unnest(%s::text[]) WITH ORDINALITY AS said (text, k)",
            [names],
        )
        cursor.execute("ANALYZE")
    return names


@pytest.fixture
def changes(recommended):
    """Two hundred new entries; one in five bears the name of somebody recommended, in another order."""
    dice = random.Random(7)
    watched, _ = WatchedList.objects.get_or_create(slug="us-ofac-sdn")
    tracking.watch_lists()  # what was before
    snapshot = Snapshot.objects.create(
        watched_list=watched, sha256="1", parts={}, fetched_at="2026-01-01T00:00Z", verdict="absorbed"
    )
    known = dice.sample(recommended, OURS)
    texts = [*(" ".join(reversed(text.split())) for text in known), *(name(dice) for _ in range(CHANGED - OURS))]
    entries = ListEntry.objects.bulk_create(
        ListEntry(watched_list=watched, reference=f"N{number}", kind="person", name=text, digest="-", first_seen=snapshot)
        for number, text in enumerate(texts)
    )
    EntryVersion.objects.bulk_create(
        EntryVersion(
            entry=entry,
            snapshot=snapshot,
            content={"kind": "person", "reference": entry.reference, "names": [{"full": entry.name}], "programmes": []},
        )
        for entry in entries
    )
    Change.objects.bulk_create(Change(entry=entry, snapshot=snapshot, kind="added") for entry in entries)
    write_index([(entry.pk, "person", [entry.name]) for entry in entries])


def test_day_of_changes_becomes_candidates(changes, say):
    took = seconds(tracking.watch_lists)

    found = Candidate.objects.count()
    say(f"{CHANGED} changes × {SUBJECTS:,} recommended subjects: {found} candidates written in {took:.1f} s")
    assert found >= OURS
    assert took <= 10
