"""How work that takes long says how far it is, and hears that it should stop."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from uuid import UUID

from django.conf import settings

from jobs.models import Job

_running: ContextVar[UUID | None] = ContextVar("running_job", default=None)


class Cancelled(Exception):
    """A person asked that this work stop. Its transaction is rolled back."""


@contextmanager
def running(job_id: UUID) -> Iterator[None]:
    token = _running.set(job_id)
    try:
        yield
    finally:
        _running.reset(token)


def report(done: int, total: int) -> None:
    """Show on the job's page that `done` of `total` is finished. Outside a job it does nothing.

    Raises `Cancelled` when a person asked to stop.
    """
    job_id = _running.get()
    if job_id is None:
        return
    row = Job.objects.using(settings.JOBS_SIDE_DATABASE).filter(pk=job_id)
    row.update(progress_done=done, progress_total=total)
    if row.filter(cancel_requested=True).exists():
        raise Cancelled
