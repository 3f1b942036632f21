"""Claiming a job, and keeping the claim alive while the work runs."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from django.conf import settings
from django.db import InterfaceError, OperationalError, connections
from django.db.models import F
from django.utils import timezone

from jobs.models import Job
from jobs.querysets import JobQuerySet
from jobs.states import JobState

log = logging.getLogger("jobs")

RENEWALS = 3  # within one lease, so that one or two may fail


def claim(job_id: str | UUID) -> Job | None:
    """Take the job for this worker, or None when it is taken, over, cancelled or not yet due.

    One UPDATE decides between any number of workers. The attempt's number is the claim's token.
    """
    rows = Job.objects.using(settings.JOBS_SIDE_DATABASE)
    won = (
        rows.claimable()
        .filter(pk=job_id)
        .update(state=JobState.RUNNING, attempts=F("attempts") + 1, lease_until=timezone.now() + settings.JOBS_LEASE)
    )
    return rows.get(pk=job_id) if won else None


@contextmanager
def kept(job: Job) -> Iterator[None]:
    """Renew the lease from a second thread until the block ends."""
    over = threading.Event()
    renewer = threading.Thread(target=_renew, args=(job, over), daemon=True)
    renewer.start()
    try:
        yield
    finally:
        over.set()
        renewer.join()


def _renew(job: Job, over: threading.Event) -> None:
    try:
        while not over.wait(settings.JOBS_LEASE.total_seconds() / RENEWALS):
            _renew_once(job)
    finally:
        connections.close_all()


def _renew_once(job: Job) -> None:
    """With the database away the next turn tries again, on a new connection."""
    try:
        held(job).update(lease_until=timezone.now() + settings.JOBS_LEASE)
    except (OperationalError, InterfaceError) as problem:
        log.warning("job %s (%s): lease not renewed: %s", job.pk, job.kind, type(problem).__name__)
        connections.close_all()


def held(job: Job) -> JobQuerySet:
    """The job's row as long as this attempt still owns it; empty once the lease was given to another."""
    rows = Job.objects.using(settings.JOBS_SIDE_DATABASE)
    return rows.filter(pk=job.pk, state=JobState.RUNNING, attempts=job.attempts)
