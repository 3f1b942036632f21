"""A listing is watched for ever; whatever the list does, people are asked and nothing is decided by a machine."""

from datetime import date

import pytest

from accounts.roles import Role
from sanctions.models import Change, EntryProgramme, EntryVersion, ListEntry, Snapshot, Twin
from sanctions.statuses import ChangeKind, TwinVerdict
from submissions import confirming, judging, tracking
from submissions.models import Candidate, Delivery, Outcome
from submissions.statuses import OutcomeKind as K
from submissions.statuses import Verdict
from tests.submissions.conftest import make_candidate, make_snapshot

pytestmark = pytest.mark.django_db


@pytest.fixture
def two(enlist, coalition):
    return [enlist(name, coalition, Role.REVIEWER) for name in ("Ada", "Bero")]


def published(entry, snapshot, **told):
    content = {"reference": entry.reference, "kind": "person", "names": [{"full": entry.name}], "programmes": [], **told}
    return EntryVersion.objects.create(entry=entry, snapshot=snapshot, content=content)


@pytest.fixture
def outcome(sent, two):
    Delivery.objects.update(sent_on=date(2022, 10, 3))
    tracking.watch_lists()  # the algorithm is tried while nothing is judged
    candidate = make_candidate(sent.subject)
    published(candidate.entry, candidate.snapshot)
    for person in two:
        judging.judge(candidate, Verdict.SAME, by=person)
    tracking.watch_lists()
    return Outcome.objects.get()


@pytest.fixture
def next_day(outcome):
    """Another publication: `next_day(kind, day=…)` changes the entry in it."""

    def publish(kind, *, day="2023-03-01", programme="", reasons=None):
        entry = outcome.candidate.entry
        snapshot = make_snapshot(entry.watched_list, day, previous=Snapshot.objects.order_by("pk").last())
        if reasons is not None:
            published(entry, snapshot, reasons=reasons)
        if kind in {ChangeKind.REMOVED, ChangeKind.BACK}:
            ListEntry.objects.filter(pk=entry.pk).update(gone_since=snapshot if kind == ChangeKind.REMOVED else None)
        Change.objects.create(snapshot=snapshot, entry=entry, kind=kind, programme=programme)
        tracking.watch_lists()
        return snapshot

    return publish


def asked():
    return {(row.kind, row.stands, row.undone_at is not None) for row in Outcome.objects.exclude(change=None)}


def test_who_is_gone_is_asked_about_once_and_stands_as_listed_until_two_say_otherwise(outcome, next_day, two):
    next_day(ChangeKind.REMOVED)
    tracking.watch_lists()

    question = Outcome.objects.exclude(change=None).get()
    assert (question.kind, question.about, question.is_open) == (K.DELISTED, outcome, True)
    assert (question.not_before, question.not_after) == (date(2022, 12, 9), date(2023, 3, 1))
    assert Outcome.objects.standing().get() == outcome

    for person in two:
        confirming.vouch(question, by=person)
    assert {row.kind for row in Outcome.objects.standing()} == {K.DELISTED, K.LISTED_SAME_PROGRAMME}


def test_who_was_merged_is_not_called_delisted_and_the_survivor_is_watched(outcome, next_day, sent):
    entry = outcome.candidate.entry
    snapshot = make_snapshot(entry.watched_list, "2023-03-01", previous=Snapshot.objects.order_by("pk").last())
    survivor = ListEntry.objects.create(
        watched_list=entry.watched_list, reference="2", kind="person", name="TESKAN, Maro", digest="-", first_seen=snapshot
    )
    published(survivor, snapshot)
    EntryProgramme.objects.create(entry=survivor, code="GLOMAG", first_seen=snapshot)
    twin = Twin.objects.create(first=entry, second=survivor, kind="merged", ground="name", snapshot=snapshot)

    next_day(ChangeKind.REMOVED, day="2023-03-02")

    assert asked() == set()
    assert Candidate.objects.filter(subject=sent.subject, entry=survivor).exists()
    Twin.objects.filter(pk=twin.pk).update(verdict=TwinVerdict.DIFFERENT, said_by=sent.drafted_by)
    tracking.watch_lists()
    assert asked() == {(K.DELISTED, False, False)}


def test_who_comes_back_before_anybody_said_so_was_never_delisted(outcome, next_day):
    next_day(ChangeKind.REMOVED)
    next_day(ChangeKind.BACK, day="2023-03-02")

    assert asked() == {(K.DELISTED, False, True)}


def test_who_comes_back_after_two_said_delisted_is_asked_about_again(outcome, next_day, two):
    next_day(ChangeKind.REMOVED)
    for person in two:
        confirming.vouch(Outcome.objects.exclude(change=None).get(), by=person)

    next_day(ChangeKind.BACK, day="2023-03-02")

    assert asked() == {(K.DELISTED, True, False), (K.RENEWED, False, False)}


def test_leaving_twice_is_asked_twice(outcome, next_day):
    next_day(ChangeKind.REMOVED)
    next_day(ChangeKind.BACK, day="2023-03-02")
    next_day(ChangeKind.REMOVED, day="2023-03-03")

    assert Outcome.objects.filter(kind=K.DELISTED).count() == 2


def test_later_amendment_moves_no_date_and_asks_only_when_reasons_changed(outcome, next_day):
    before = (outcome.kind, outcome.not_before, outcome.not_after)

    next_day(ChangeKind.AMENDED)
    assert asked() == set()
    next_day(ChangeKind.AMENDED, day="2023-03-02", reasons=["First words."])
    next_day(ChangeKind.AMENDED, day="2023-03-03", reasons=["First words."])
    next_day(ChangeKind.AMENDED, day="2023-03-04", reasons=["First words. And more."])

    assert [row.not_after for row in Outcome.objects.filter(kind=K.REASONS_EXPANDED).order_by("pk")] == [
        date(2023, 3, 2),
        date(2023, 3, 4),
    ]
    outcome.refresh_from_db()
    assert (outcome.kind, outcome.not_before, outcome.not_after) == before


def test_programme_that_was_asked_for_added_to_an_old_entry_is_put_to_people(outcome, next_day):
    Outcome.objects.update(kind=K.LISTED_BEFORE_SENDING, programme_code="BELARUS")

    next_day(ChangeKind.PROGRAMME_ADDED, programme="GLOMAG")

    question = Outcome.objects.exclude(change=None).get()
    assert (question.kind, question.programme_code, question.not_after) == (K.LISTED_SAME_PROGRAMME, "GLOMAG", date(2023, 3, 1))


def test_programme_taken_away_is_put_to_people(outcome, next_day):
    next_day(ChangeKind.PROGRAMME_REMOVED, programme="GLOMAG")

    assert asked() == {(K.AMENDED, False, False)}
