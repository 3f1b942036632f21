"""From the row to the worker: sends what is due, brings back what was abandoned."""

from typing import Any

from celery import current_app
from django.conf import settings
from django.db import transaction
from django.db.models.functions import Now
from django.utils import timezone

from jobs.models import Job
from jobs.runner import MAX_ATTEMPTS, run
from jobs.states import JobState

BATCH = 100
QUEUES = ("default", "slow", "texts")


def relay_once() -> int:
    """One round: returns how many jobs were handed on. Raises kombu's `OperationalError` while the broker is away."""
    bring_back_abandoned()
    if not settings.CELERY_BROKER_URL:
        return run_here()
    resend_lost()
    return send_due()


def bring_back_abandoned() -> None:
    """A lease ran out: the worker is gone. Its job waits again, or is given up when it killed too many workers."""
    abandoned = Job.objects.abandoned()
    abandoned.filter(cancel_requested=True).update(state=JobState.CANCELLED, finished_at=timezone.now())
    abandoned.filter(attempts__gte=MAX_ATTEMPTS).update(state=JobState.DEAD, finished_at=timezone.now(), last_error="WorkerLost")
    abandoned.update(state=JobState.PENDING, last_error="WorkerLost")


def resend_lost() -> None:
    """Messages can die with a broker or in a killed worker's hands.

    What was sent a while ago and is in no queue waits again. In a saturated queue nothing is sent
    twice; a message that turns up after all finds its job taken and is dropped.
    """
    for queue in QUEUES:
        lost = Job.objects.sent_before(settings.JOBS_LOST_AFTER).filter(queue=queue)
        if lost.exists() and not _waiting_in(queue):
            lost.update(state=JobState.PENDING)


def _waiting_in(queue: str) -> int:
    with current_app.connection_for_read() as connection, connection.channel() as channel:
        return int(channel.queue_declare(queue, passive=False).message_count)


def send_due() -> int:
    with current_app.producer_pool.acquire(block=True) as producer:
        # Before any row is locked: to a broker that is away kombu would wait six seconds with the rows in its hands.
        producer.connection.ensure_connection(max_retries=1, interval_start=0, interval_step=0)
        return _send_batch(producer)


@transaction.atomic
def _send_batch(producer: Any) -> int:
    """Each row is marked in the transaction that sends it; two relays never take the same row."""
    due = list(Job.objects.due().select_for_update(skip_locked=True)[:BATCH])
    for job in due:
        current_app.send_task("jobs.run", args=[str(job.pk)], queue=job.queue, producer=producer, retry=False, shadow=job.kind)
    Job.objects.filter(pk__in=[job.pk for job in due]).update(state=JobState.SENT, sent_at=Now())
    return len(due)


def run_here() -> int:
    """No broker at all: the relay is the worker."""
    due = list(Job.objects.due().values_list("pk", flat=True)[:BATCH])
    for job_id in due:
        run(job_id)
    return len(due)
