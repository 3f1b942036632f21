"""The clock promises rows, misses no appointment, and there is one of it."""

import threading
from datetime import timedelta

import pytest
from celery import current_app
from django.db import connection
from django.utils import timezone

from jobs.beat import RowScheduler
from jobs.models import Job
from jobs.states import JobState
from tests.vault.superuser import superuser

pytestmark = pytest.mark.django_db(transaction=True)
OFTEN = {"often": {"task": "tests.leave_trace", "schedule": 10.0, "kwargs": {"name": "x"}}}


@pytest.fixture(autouse=True)
def known(leave_trace):
    yield
    connection.close()  # and with it the lock of the one beat


def scheduler(entries=OFTEN):
    made = RowScheduler(current_app, lazy=True)
    made.update_from_dict(entries)
    return made


def make_due(beat, name="often"):
    beat.schedule[name].last_run_at = timezone.now() - timedelta(seconds=11)


def test_what_is_due_becomes_a_row(broker):
    beat = scheduler()
    assert 9 < beat.tick() <= 10 or beat.tick() == beat.max_interval
    assert not Job.objects.exists()

    make_due(beat)
    beat.tick()
    beat.tick()

    job = Job.objects.get()
    assert (job.kind, job.arguments, job.dedup_key, job.state) == ("tests.leave_trace", {"name": "x"}, "beat:often", "pending")


def test_while_the_last_one_is_open_no_second_is_promised():
    beat = scheduler()
    beat.tick()

    for state, rows in ((JobState.PENDING, 1), (JobState.RUNNING, 1), (JobState.DONE, 2)):
        Job.objects.update(state=state)
        make_due(beat)
        beat.tick()
        assert Job.objects.count() == rows


def test_the_clock_needs_no_broker(broker):
    broker.stop()
    beat = scheduler()
    beat.tick()
    make_due(beat)

    beat.tick()

    assert Job.objects.count() == 1


def test_when_it_last_ran_is_read_from_the_rows():
    Job.objects.create(kind="tests.leave_trace", dedup_key="beat:often", state=JobState.DONE)
    last = timezone.now() - timedelta(hours=2)
    Job.objects.update(created_at=last)

    beat = scheduler({"often": OFTEN["often"], "never ran": OFTEN["often"]})
    beat.tick()

    promised = Job.objects.exclude(created_at=last)
    assert [job.dedup_key for job in promised] == ["beat:often"]


def test_second_beat_waits_until_the_first_is_gone():
    first, second, rows = scheduler(), scheduler(), []
    first.tick()

    def be_second():
        make_due(second)
        waits = second.tick()
        rows.append((waits == second.max_interval, Job.objects.count()))
        connection.close()

    for _ in range(2):
        thread = threading.Thread(target=be_second)
        thread.start()
        thread.join()
        connection.close()

    assert rows == [(True, 0), (True, 1)]


def test_beat_outlives_its_connection_and_misses_nothing(caplog):
    beat = scheduler()
    beat.tick()
    make_due(beat)
    with connection.cursor() as cursor:
        (backend,) = cursor.execute("SELECT pg_backend_pid()").fetchone()
    with superuser() as server:
        server.execute("SELECT pg_terminate_backend(%s, 5000)", [backend])

    assert beat.tick() == beat.max_interval
    assert "the database is away" in caplog.text

    beat.tick()
    assert Job.objects.count() == 1


def test_what_could_not_be_promised_is_still_due(monkeypatch):
    beat = scheduler({"often": {**OFTEN["often"]}, "also": {**OFTEN["often"]}})
    beat.tick()
    make_due(beat, "often")
    make_due(beat, "also")
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 1")
        cursor.execute("SET lock_timeout = 1")
    with superuser() as server, server.transaction():
        server.execute("LOCK TABLE jobs_job")
        beat.tick()

    connection.close()
    beat.tick()

    assert sorted(Job.objects.values_list("dedup_key", flat=True)) == ["beat:also", "beat:often"]


def test_beat_of_the_settings_starts_without_a_question(django_assert_num_queries):
    with django_assert_num_queries(0):
        beat = RowScheduler(current_app)

    assert set(beat.schedule) == set(current_app.conf.beat_schedule)
