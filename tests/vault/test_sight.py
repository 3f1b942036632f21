"""What the current work may see holds for its block, however the block ends, and never longer."""

import threading

import pytest
from django.db import DatabaseError, connection, transaction

from accounts.models import Organisation
from vault.sight import BLIND, EVERYTHING, Scope, Sight, look_as

MINE, OTHER = Sight(Scope.OWN, 1, 11), Sight(Scope.OWN, 2, 22)
BOTH = Sight(Scope.ACCEPTED, 3, 33, frozenset({"us", "gb"}))
NAMES = "'scope', 'organisation', 'person', 'governments'"
TOLD = f"SELECT current_setting('sight.' || name, true) FROM unnest(ARRAY[{NAMES}]) name"

pytestmark = pytest.mark.django_db(transaction=True)


def told():
    with connection.cursor() as cursor:
        return tuple(word for (word,) in cursor.execute(TOLD).fetchall())


def is_blank():
    return all(word in {None, ""} for word in told())


def as_told(sight):
    return str(sight.scope), str(sight.organisation), str(sight.person), ",".join(sorted(sight.governments))


class Stop(Exception):
    pass


def write_and_stop():
    with look_as(EVERYTHING):
        Organisation.objects.create(name="gone")
        raise Stop


def test_database_is_told_inside_and_forgets_outside():
    with look_as(MINE):
        assert told() == as_told(MINE)

    assert is_blank()


def test_governments_are_told_in_their_order():
    with look_as(BOTH):
        assert told() == ("accepted", "3", "33", "gb,us")


def test_inner_sight_ends_with_its_block():
    with look_as(MINE):
        with look_as(EVERYTHING):
            with look_as(BLIND):
                assert told() == as_told(BLIND)
            assert told() == as_told(EVERYTHING)
        assert told() == as_told(MINE)
    assert is_blank()


def test_inside_a_plain_transaction_nothing_is_left_for_its_rest():
    with transaction.atomic():
        with look_as(MINE):
            pass
        assert told() == as_told(BLIND)


def test_exception_takes_the_inner_sight_and_its_writes_back():
    with look_as(MINE):
        with pytest.raises(Stop):
            write_and_stop()
        assert told() == as_told(MINE)

    assert not Organisation.objects.exists()


def test_database_error_takes_the_inner_sight_back():
    with look_as(MINE):
        with pytest.raises(DatabaseError), look_as(EVERYTHING), connection.cursor() as cursor:
            cursor.execute("SELECT 1/0")
        assert told() == as_told(MINE)


def test_rollback_without_exception_takes_the_inner_sight_back():
    with look_as(MINE):
        with look_as(EVERYTHING):
            Organisation.objects.create(name="gone")
            transaction.set_rollback(True)
        assert told() == as_told(MINE)

    assert not Organisation.objects.exists()


def test_outermost_rollback_leaves_nothing_behind():
    with look_as(MINE):
        Organisation.objects.create(name="gone")
        transaction.set_rollback(True)

    assert is_blank()
    assert not Organisation.objects.exists()


def test_exception_in_the_outermost_block_leaves_nothing_behind():
    with pytest.raises(Stop), look_as(EVERYTHING):
        raise Stop

    assert is_blank()
    with look_as(MINE):
        with look_as(OTHER):
            pass
        assert told() == as_told(MINE)


def test_sights_of_threads_do_not_mix():
    seen, both_look = [], threading.Barrier(2, timeout=10)

    def look(sight):
        with look_as(sight):
            both_look.wait()
            with look_as(BLIND):
                both_look.wait()
            seen.append(told() == as_told(sight))
        connection.close()

    threads = [threading.Thread(target=look, args=(sight,)) for sight in (MINE, EVERYTHING)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert seen == [True, True]


def test_outermost_look_costs_one_question(django_assert_num_queries):
    with django_assert_num_queries(4), look_as(MINE), connection.cursor() as cursor:  # BEGIN, the settings, ours, COMMIT
        cursor.execute("SELECT 1")
