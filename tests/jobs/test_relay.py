"""From the row to the worker: each due job is sent once, nothing is lost with a broker or a worker."""

import signal
import threading
from datetime import timedelta

import pytest
from celery import current_app
from django.core.management import call_command
from django.db import DatabaseError, InterfaceError, OperationalError, connection, transaction
from django.utils import timezone

from jobs import relay
from jobs.management.commands import relay as command
from jobs.models import Job
from jobs.runner import MAX_ATTEMPTS
from jobs.services import promise
from jobs.states import JobState
from tests.jobs.conftest import traces, waiting

pytestmark = pytest.mark.django_db
KIND = "tests.leave_trace"
PAST = timedelta(hours=1)


def make(state, **fields):
    return Job.objects.create(kind=KIND, state=state, **fields)


def states():
    return sorted(Job.objects.values_list("state", flat=True))


@pytest.fixture
def no_broker(settings):
    settings.CELERY_BROKER_URL = ""


def test_due_jobs_are_sent_with_nothing_but_their_number(broker, leave_trace):
    job = promise(KIND, name="canary")
    promise(KIND, not_before=timezone.now() + PAST)

    assert relay.relay_once() == 1
    assert relay.relay_once() == 0

    assert states() == ["pending", "sent"]
    with current_app.connection_for_read() as line:
        message = line.default_channel.basic_get("default", no_ack=True)
    assert message.payload[0] == [str(job.pk)]
    assert "canary" not in str(message.payload) + str(message.headers)


def test_each_kind_goes_to_its_queue(broker, declare):
    declare("tests.slow", print, queue="slow")
    promise("tests.slow")

    relay.relay_once()

    assert (waiting("default"), waiting("slow")) == (0, 1)


def test_one_round_sends_one_batch_of_the_first_promised(broker, leave_trace, monkeypatch):
    monkeypatch.setattr(relay, "BATCH", 2)
    first = [promise(KIND).pk for _ in range(3)]

    assert relay.relay_once() == 2

    assert set(Job.objects.filter(state=JobState.SENT).values_list("pk", flat=True)) == set(first[:2])


@pytest.mark.django_db(transaction=True)
def test_rows_that_another_relay_holds_are_passed_over(broker, leave_trace):
    held, free = promise(KIND), promise(KIND)
    locked, sent = threading.Event(), threading.Event()

    def hold():
        with transaction.atomic():
            Job.objects.select_for_update().get(pk=held.pk)
            locked.set()
            sent.wait(10)
        connection.close()

    other = threading.Thread(target=hold)
    other.start()
    locked.wait(10)
    assert relay.send_due() == 1
    sent.set()
    other.join()

    assert Job.objects.get(state=JobState.SENT) == free
    assert relay.send_due() == 1


@pytest.mark.django_db(transaction=True)
def test_two_relays_send_each_job_once(broker, leave_trace, monkeypatch):
    monkeypatch.setattr(relay, "BATCH", 5)
    for _ in range(60):
        promise(KIND)
    together, counts = threading.Barrier(2, timeout=10), []

    def send_all():
        together.wait()
        while Job.objects.due().exists():
            counts.append(relay.send_due())
        connection.close()

    relays = [threading.Thread(target=send_all) for _ in range(2)]
    for one in relays:
        one.start()
    for one in relays:
        one.join()

    assert sum(counts) == waiting("default") == 60


@pytest.mark.django_db(transaction=True)
def test_with_the_broker_away_rows_stay_and_are_sent_on_its_return(broker, leave_trace):
    broker.stop()
    for _ in range(3):
        promise(KIND)

    with pytest.raises(command.BROKER_AWAY):
        relay.relay_once()
    assert states() == ["pending"] * 3
    assert command.Command().round() == command.PAUSE_AWAY

    broker.start()
    assert command.Command().round() == 0.0
    assert states() == ["sent"] * 3
    assert waiting("default") == 3


@pytest.mark.django_db(transaction=True)
def test_broker_that_dies_halfway_marks_nothing_as_sent(broker, leave_trace, monkeypatch):
    for _ in range(2):
        promise(KIND)
    send, count = current_app.send_task, iter([1])

    def send_one_and_die(*args, **kwargs):
        if not next(count, 0):
            broker.stop()
        return send(*args, **kwargs)

    monkeypatch.setattr(current_app, "send_task", send_one_and_die)
    with pytest.raises(command.BROKER_AWAY):
        relay.relay_once()

    assert states() == ["pending"] * 2


def test_message_that_is_in_no_queue_is_sent_again(broker, leave_trace, settings):
    lost = make(JobState.SENT, sent_at=timezone.now() - settings.JOBS_LOST_AFTER - timedelta(seconds=1))
    make(JobState.SENT, sent_at=timezone.now())

    assert relay.relay_once() == 1

    lost.refresh_from_db()
    assert lost.sent_at > timezone.now() - timedelta(minutes=1)
    assert waiting("default") == 1


def test_message_that_waits_in_a_long_queue_is_not_sent_again(broker, leave_trace):
    promise(KIND)
    relay.relay_once()
    Job.objects.update(sent_at=timezone.now() - PAST)

    assert relay.relay_once() == 0

    assert waiting("default") == 1


def test_abandoned_job_waits_again(no_broker):
    make(JobState.RUNNING, attempts=1, lease_until=timezone.now() - timedelta(seconds=1))
    make(JobState.RUNNING, attempts=1, lease_until=timezone.now() + timedelta(seconds=9))

    relay.bring_back_abandoned()

    assert states() == ["pending", "running"]
    assert Job.objects.get(state=JobState.PENDING).last_error == "WorkerLost"


def test_job_that_kills_its_workers_is_given_up():
    make(JobState.RUNNING, attempts=MAX_ATTEMPTS, lease_until=timezone.now() - PAST)

    relay.bring_back_abandoned()

    job = Job.objects.get()
    assert (job.state, job.last_error, job.finished_at is None) == (JobState.DEAD, "WorkerLost", False)


@pytest.mark.parametrize("attempts", [1, MAX_ATTEMPTS])
def test_abandoned_job_that_was_asked_to_stop_is_cancelled(attempts):
    make(JobState.RUNNING, attempts=attempts, lease_until=timezone.now() - PAST, cancel_requested=True)

    relay.bring_back_abandoned()

    assert states() == ["cancelled"]


def test_without_a_broker_the_relay_is_the_worker(no_broker, leave_trace):
    promise(KIND, name="a")
    promise(KIND, name="b")

    call_command("relay", "--once")

    assert states() == ["done", "done"]
    assert traces() == ["a", "b"]


@pytest.mark.parametrize("error", [DatabaseError, OperationalError, InterfaceError])
def test_relay_outlives_a_database_that_is_away(monkeypatch, error):
    def away():
        raise error

    monkeypatch.setattr(command, "relay_once", away)

    assert command.Command().round() == command.PAUSE_AWAY


def test_relay_rests_only_when_there_is_nothing_to_do(no_broker, leave_trace):
    promise(KIND)

    assert [command.Command().round() for _ in range(2)] == [0.0, command.PAUSE]


def test_relay_stops_when_told(monkeypatch, no_broker, capsys):
    handlers = {}
    monkeypatch.setattr(command.signal, "signal", lambda number, handler: handlers.update({number: handler}))
    monkeypatch.setattr(command, "relay_once", lambda: handlers[signal.SIGTERM]() or 0)

    call_command("relay")

    assert "in-process" in capsys.readouterr().err
