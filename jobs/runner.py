"""Running one promised job: claimed once, its effect and "done" in one transaction."""

import logging
import random
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import InterfaceError, OperationalError
from django.utils import timezone

from jobs.lease import claim, held, kept
from jobs.models import Job
from jobs.progress import Cancelled, running
from jobs.registry import KINDS, UnknownKind, kind_of
from jobs.states import JobState
from vault.sight import look_as

log = logging.getLogger("jobs")

MAX_ATTEMPTS = 5
DATABASE_AWAY = (OperationalError, InterfaceError)


class LeaseLost(Exception):
    """The work took longer than its lease was renewed for, and another worker owns the job now."""


def run(job_id: str | UUID) -> None:
    """Run a job if it is there to be run; walk away if another worker has it. Never raises for the work's own failure."""
    job = claim(job_id)
    if job is None:
        return
    try:
        _work(job)
    except Cancelled:
        _stop(job)
    except LeaseLost:
        log.warning("job %s (%s): lease lost, left to the worker that has it", job.pk, job.kind)
    except _what_time_heals(job) as problem:
        _put_back(job, problem)
    except Exception as problem:  # noqa: BLE001 -- whatever it was, the row says so and a person decides
        _give_up(job, problem)


def _what_time_heals(job: Job) -> tuple[type[Exception], ...]:
    """An unknown kind too: it was promised by a newer version than this worker's, and newer workers are coming."""
    kind = KINDS.get(job.kind)
    return (*DATABASE_AWAY, UnknownKind, *(kind.retry_on if kind else ()))


def _work(job: Job) -> None:
    kind = kind_of(job.kind)
    with look_as(kind.sight), running(job.pk):
        with kept(job):
            answer = kind.work(**job.arguments)
        _finish(job, answer or {})


def _finish(job: Job, answer: dict[str, Any]) -> None:
    """On the work's own connection, so that effect and mark are one. Raises `LeaseLost`, which rolls both back."""
    mine = Job.objects.filter(pk=job.pk, state=JobState.RUNNING, attempts=job.attempts)
    if not mine.update(state=JobState.DONE, finished_at=timezone.now(), answer=answer, last_error=""):
        raise LeaseLost


def _stop(job: Job) -> None:
    held(job).update(state=JobState.CANCELLED, finished_at=timezone.now())


def _put_back(job: Job, problem: Exception) -> None:
    """Wait longer each time, with some chance in it so that many do not come back at once."""
    if held(job).filter(cancel_requested=True).exists():
        return _stop(job)
    if job.attempts >= MAX_ATTEMPTS:
        return _give_up(job, problem)
    wait = timedelta(seconds=5 * 2**job.attempts * random.uniform(0.8, 1.2))  # noqa: S311 -- not a secret
    held(job).update(state=JobState.PENDING, not_before=timezone.now() + wait, last_error=type(problem).__name__)
    return None


def _give_up(job: Job, problem: Exception) -> None:
    """The dead letter. Only the error's type is kept: its words may quote content."""
    held(job).update(state=JobState.DEAD, finished_at=timezone.now(), last_error=type(problem).__name__)
    log.error("job %s (%s) was given up: %s", job.pk, job.kind, type(problem).__name__)
