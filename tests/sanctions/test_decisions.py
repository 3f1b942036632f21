"""What people decide about official lists, and that nobody decides alone what may show hundreds as delisted."""

import pytest
from django.core.exceptions import PermissionDenied

from accounts.roles import Role
from audit.models import Record
from sanctions import decisions, policies
from sanctions.models import ListEntry, Snapshot
from sanctions.statuses import Decision
from tests.sanctions.conftest import row

pytestmark = pytest.mark.django_db
EVERYBODY = [row(number) for number in range(1, 21)]


@pytest.fixture
def second(enlist, coalition):
    return enlist("Second", coalition, Role.REFERENCE_EDITOR)


@pytest.fixture
def short(publish):
    """A publication with a quarter gone: readable, and unlikely."""
    publish(EVERYBODY, on="2022-12-08")
    publish(EVERYBODY[5:], on="2022-12-09")
    return Snapshot.objects.newest()


def listed():
    return ListEntry.objects.listed().count()


def test_unlikely_publication_is_taken_in_by_two(short, coordinator, second):
    decisions.propose_release(short, by=coordinator)
    assert listed() == 20

    outcome = decisions.release(short, by=second)

    assert (outcome.verdict, outcome.entries, outcome.changes["removed"]) == ("absorbed", 15, 5)
    assert listed() == 15
    short.refresh_from_db()
    assert (short.verdict, short.decision) == ("quarantined", Decision.RELEASED)
    assert str(Snapshot.objects.newest().published_on) == "2022-12-09"
    assert list(Record.objects.filter(verb__startswith="list.").order_by("pk").values_list("verb", "actor__name")) == [
        ("list.release_proposed", "Coordinator"),
        ("list.released", "Second"),
    ]


def test_nobody_takes_it_in_alone(short, coordinator):
    with pytest.raises(PermissionDenied):
        decisions.release(short, by=coordinator)
    decisions.propose_release(short, by=coordinator)
    with pytest.raises(PermissionDenied):
        decisions.release(short, by=coordinator)
    assert listed() == 20


def test_refused_by_one_it_is_off_the_pile(short, coordinator):
    assert list(Snapshot.objects.waiting_for_a_decision()) == [short]

    decisions.refuse(short, by=coordinator)

    assert list(Snapshot.objects.waiting_for_a_decision()) == []
    with pytest.raises(PermissionDenied):
        decisions.propose_release(short, by=coordinator)


def test_unreadable_publication_cannot_be_taken_in(publish, coordinator):
    publish(EVERYBODY)
    publish(sdn=b"<html>")

    with pytest.raises(PermissionDenied):
        decisions.propose_release(Snapshot.objects.newest(), by=coordinator)


def test_what_was_overtaken_is_not_taken_in(short, publish, coordinator, second):
    decisions.propose_release(short, by=coordinator)
    publish([*EVERYBODY, row(21)], on="2022-12-10")

    with pytest.raises(decisions.Decided, match="A newer publication"):
        decisions.release(short, by=second)


def test_same_bytes_after_they_were_refused_make_no_new_pile(short, publish, coordinator):
    decisions.refuse(short, by=coordinator)

    assert publish(EVERYBODY[5:], on="2022-12-09").verdict == "quarantined"
    assert Snapshot.objects.waiting_for_a_decision().count() == 0


@pytest.mark.parametrize("role", [Role.REVIEWER, Role.ANALYST, Role.AUDITOR, Role.SYSTEM_ADMIN])
def test_others_decide_nothing(short, enlist, coalition, role):
    somebody = enlist("Somebody", coalition, role)

    assert not policies.can_decide_lists(somebody)
    with pytest.raises(PermissionDenied):
        decisions.refuse(short, by=somebody)
