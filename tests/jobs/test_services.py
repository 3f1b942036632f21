"""A promise is part of the change it belongs to; what was promised can be stopped and begun anew."""

import threading
import uuid
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone

from accounts.models import Organisation
from jobs.models import Job
from jobs.registry import UnknownKind
from jobs.services import cancel, promise, try_again
from jobs.states import ENDED, OPEN, WAITING, JobState

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("leave_trace")]
KIND = "tests.leave_trace"


def make(state, **fields):
    return Job.objects.create(kind=KIND, state=state, **fields)


def test_promise_is_a_row(partner):
    job = promise(KIND, by=partner, name="x")

    job.refresh_from_db()
    assert (job.kind, job.arguments, job.promised_by, job.state, job.queue) == (
        KIND,
        {"name": "x"},
        partner,
        "pending",
        "default",
    )


def test_promise_goes_to_the_queue_of_its_kind(declare):
    declare("tests.slow", print, queue="slow")
    assert promise("tests.slow").queue == "slow"


def test_ids_of_both_sorts_are_kept_as_json():
    number = uuid.uuid4()

    job = promise(KIND, case=7, version=number, code="gb")

    assert Job.objects.get(pk=job.pk).arguments == {"case": 7, "version": str(number), "code": "gb"}


def test_unknown_kind_is_refused():
    with pytest.raises(UnknownKind):
        promise("no_such_work")

    assert not Job.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_rolled_back_change_leaves_no_promise():
    with transaction.atomic():
        Organisation.objects.create(name="gone")
        promise(KIND)
        promise(KIND, dedup_key="once")
        transaction.set_rollback(True)

    assert not Organisation.objects.exists()
    assert not Job.objects.exists()


@pytest.mark.parametrize("state", OPEN)
def test_same_key_while_open_is_the_same_job(state):
    first = make(state, dedup_key="once")

    assert promise(KIND, dedup_key="once") == first
    assert promise(KIND, dedup_key="other") != first
    assert promise(KIND) != promise(KIND)


@pytest.mark.parametrize("state", ENDED)
def test_same_key_after_the_end_is_a_new_job(state):
    first = make(state, dedup_key="once")

    assert promise(KIND, dedup_key="once") != first


@pytest.mark.django_db(transaction=True)
def test_two_at_once_with_one_key_promise_one_job():
    together, promised = threading.Barrier(8, timeout=10), []

    def promise_one():
        together.wait()
        promised.append(promise(KIND, dedup_key="once").pk)
        connection.close()

    threads = [threading.Thread(target=promise_one) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert promised == [Job.objects.get().pk] * 8


def test_not_before_is_kept():
    tomorrow = timezone.now() + timedelta(days=1)

    job = promise(KIND, not_before=tomorrow)

    assert job.not_before == tomorrow
    assert not Job.objects.due().exists()


@pytest.mark.parametrize("state", WAITING)
def test_waiting_work_is_cancelled_at_once(state):
    job = cancel(make(state))

    job.refresh_from_db()
    assert (job.state, job.finished_at is None) == (JobState.CANCELLED, False)


def test_running_work_is_asked_to_stop():
    job = cancel(make(JobState.RUNNING))

    job.refresh_from_db()
    assert (job.state, job.cancel_requested, job.finished_at) == (JobState.RUNNING, True, None)


@pytest.mark.parametrize("state", ENDED)
def test_ended_work_stays_as_it_ended(state):
    cancel(make(state))

    assert Job.objects.get().state == state


def test_cancelling_looks_at_the_row_and_not_at_what_the_page_showed():
    stale = make(JobState.PENDING)
    Job.objects.update(state=JobState.DONE)

    assert cancel(stale).state == JobState.DONE


def test_given_up_work_gets_fresh_attempts():
    try_again(make(JobState.DEAD, attempts=5, cancel_requested=True, finished_at=timezone.now(), last_error="OSError"))

    job = Job.objects.get()
    assert (job.state, job.attempts, job.cancel_requested, job.finished_at) == (JobState.PENDING, 0, False, None)
    assert list(Job.objects.due()) == [job]


@pytest.mark.parametrize("state", sorted(set(JobState) - {JobState.DEAD}))
def test_only_given_up_work_is_begun_anew(state):
    try_again(make(state, attempts=3))

    job = Job.objects.get()
    assert (job.state, job.attempts) == (state, 3)


def test_given_up_work_that_was_promised_anew_is_laid_aside():
    dead, fresh = make(JobState.DEAD, dedup_key="once"), make(JobState.PENDING, dedup_key="once")

    assert try_again(dead).state == JobState.CANCELLED
    assert list(Job.objects.open()) == [fresh]
