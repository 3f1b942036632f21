from datetime import timedelta

from celery import shared_task
from django.db import close_old_connections

from jobs import runner
from jobs.models import Job
from jobs.registry import job
from vault import sweeping
from vault.sight import EVERYTHING

KEPT_FOR = timedelta(days=14)


@shared_task(name="jobs.run")  # type: ignore[untyped-decorator]
def run(job_id: str) -> None:
    """The only Celery task: everything else is a row."""
    close_old_connections()  # a worker keeps its connections from job to job, and here notices a broken one
    runner.run(job_id)


@job("jobs.clear_finished")
def clear_finished() -> dict[str, int]:
    deleted, _ = Job.objects.ended_before(KEPT_FOR).delete()
    return {"deleted": deleted}


@job("jobs.sweep_files", sight=EVERYTHING, queue="slow")
def sweep_files() -> dict[str, int]:
    return sweeping.sweep()
