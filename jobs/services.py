"""Promising work, and what a person may do about it."""

import uuid
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from jobs.models import Job
from jobs.registry import kind_of
from jobs.states import OPEN, WAITING, JobState


def promise(
    kind: str, *, by: Any = None, dedup_key: str = "", not_before: datetime | None = None, **arguments: int | str | uuid.UUID
) -> Job:
    """Promise work in the caller's transaction: it happens if and only if the change it belongs to does.

    `arguments` are ids and short codes, never content. While a job with the same `dedup_key` is open,
    that one is returned and nothing new is promised. Raises `UnknownKind`.
    """
    if (same := _open_job(dedup_key)) is not None:
        return same
    fields = {
        "kind": kind,
        "queue": kind_of(kind).queue,
        "arguments": {name: str(value) if isinstance(value, uuid.UUID) else value for name, value in arguments.items()},
        "promised_by": by,
        "not_before": not_before or timezone.now(),
    }
    if not dedup_key:
        return Job.objects.create(**fields)
    # Two at once: the partial unique index lets one through and the other gets the winner's row.
    promised, _ = Job.objects.get_or_create(dedup_key=dedup_key, state__in=OPEN, defaults=fields)
    return promised


def _open_job(dedup_key: str) -> Job | None:
    return Job.objects.open().filter(dedup_key=dedup_key).first() if dedup_key else None


@transaction.atomic
def cancel(job: Job) -> Job:
    """Stop work that waits; ask work that runs to stop at its next sign of progress."""
    job.refresh_from_db(from_queryset=Job.objects.select_for_update())
    if job.state in WAITING:
        job.state, job.finished_at = JobState.CANCELLED, timezone.now()
    job.cancel_requested = not job.is_over or job.state == JobState.CANCELLED
    job.save(update_fields=["state", "finished_at", "cancel_requested"])
    return job


@transaction.atomic
def try_again(job: Job) -> Job:
    """Give a job that was given up a fresh set of attempts; when the same was promised anew since, that one is the fresh set."""
    job.refresh_from_db(from_queryset=Job.objects.select_for_update())
    if job.state != JobState.DEAD:
        return job
    if _open_job(job.dedup_key):
        job.state = JobState.CANCELLED
    else:
        job.state, job.attempts, job.not_before, job.finished_at = JobState.PENDING, 0, timezone.now(), None
        job.cancel_requested = False
    job.save(update_fields=["state", "attempts", "not_before", "finished_at", "cancel_requested"])
    return job
