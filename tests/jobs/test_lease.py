"""A job belongs to one worker at a time, for as long as that worker shows signs of life."""

import threading
from datetime import timedelta

import pytest
from django.db import OperationalError, connection
from django.utils import timezone

from jobs import lease
from jobs.lease import claim, held, kept
from jobs.models import Job
from jobs.states import ENDED, WAITING, JobState
from launch.processes import wait_until

pytestmark = pytest.mark.django_db


def make(state=JobState.PENDING, **fields):
    return Job.objects.create(kind="tests.none", state=state, **fields)


@pytest.mark.parametrize("state", WAITING)
def test_waiting_job_is_claimed(state, settings):
    job = claim(make(state).pk)

    assert (job.state, job.attempts) == (JobState.RUNNING, 1)
    left = job.lease_until - timezone.now()
    assert timedelta(0) < left <= settings.JOBS_LEASE


@pytest.mark.parametrize("state", [JobState.RUNNING, *ENDED])
def test_other_jobs_are_not(state):
    assert claim(make(state).pk) is None


def test_job_that_is_not_due_or_not_there_is_not_claimed():
    assert claim(make(not_before=timezone.now() + timedelta(seconds=60)).pk) is None
    assert claim("00000000-0000-0000-0000-000000000000") is None


@pytest.mark.django_db(transaction=True)
def test_of_eight_workers_one_wins():
    for _ in range(5):
        job, won, together = make(), [], threading.Barrier(8, timeout=10)

        def work(job=job, won=won, together=together):
            together.wait()
            won.append(claim(job.pk))
            connection.close()

        threads = [threading.Thread(target=work) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        assert [taken.pk for taken in won if taken] == [job.pk]
        assert len(won) == 8


def test_claim_is_held_until_the_job_is_given_to_another():
    job = claim(make().pk)
    assert held(job).exists()

    Job.objects.update(state=JobState.PENDING)
    assert not held(job).exists()

    claim(job.pk)
    assert not held(job).exists()


@pytest.mark.django_db(transaction=True)
def test_lease_is_renewed_while_the_work_runs(settings):
    settings.JOBS_LEASE = timedelta(seconds=0.3)
    job = claim(make().pk)

    with kept(job):
        assert wait_until(lambda: Job.objects.get().lease_until > job.lease_until + settings.JOBS_LEASE, 10)
        assert not Job.objects.abandoned().exists()

    last = Job.objects.get().lease_until
    assert wait_until(lambda: Job.objects.abandoned().exists(), 10)
    assert Job.objects.get().lease_until == last


@pytest.mark.django_db(transaction=True)
def test_renewing_outlives_a_database_that_is_away(settings, monkeypatch, caplog):
    settings.JOBS_LEASE = timedelta(seconds=0.3)
    job, away = claim(make().pk), iter([True, True])

    def sometimes(job):
        if next(away, False):
            raise OperationalError("canary")
        return held(job)

    monkeypatch.setattr(lease, "held", sometimes)
    with kept(job):
        assert wait_until(lambda: Job.objects.get().lease_until > job.lease_until, 10)

    assert caplog.text.count("lease not renewed: OperationalError") == 2
    assert "canary" not in caplog.text
