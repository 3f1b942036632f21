import uuid

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from jobs.querysets import JobQuerySet
from jobs.registry import DEFAULT_ANSWER, DEFAULT_TITLE, KINDS
from jobs.states import ENDED, OPEN, JobState


class Job(models.Model):
    """One piece of promised work.

    `arguments` holds ids and codes only, never content: rows are read by operators, and the broker
    carries nothing but this row's id. State changes are made in `jobs.runner`, `jobs.relay` and
    `jobs.services` alone.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=80)
    arguments = models.JSONField(default=dict)
    dedup_key = models.CharField(max_length=200, blank=True)
    queue = models.CharField(max_length=20, default="default")
    state = models.CharField(max_length=10, choices=JobState.choices, default=JobState.PENDING)
    promised_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    not_before = models.DateTimeField(default=timezone.now)
    attempts = models.PositiveSmallIntegerField(default=0)
    lease_until = models.DateTimeField(null=True)
    cancel_requested = models.BooleanField(default=False)
    progress_done = models.PositiveIntegerField(default=0)
    progress_total = models.PositiveIntegerField(default=0)
    answer = models.JSONField(default=dict)
    last_error = models.CharField(max_length=120, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["dedup_key"],
                condition=models.Q(state__in=OPEN) & ~models.Q(dedup_key=""),
                name="one_open_job_per_dedup_key",
            ),
        ]
        indexes = [
            models.Index(fields=["not_before"], condition=models.Q(state=JobState.PENDING), name="job_due"),
            models.Index(fields=["lease_until"], condition=models.Q(state=JobState.RUNNING), name="job_lease"),
            models.Index(fields=["sent_at"], condition=models.Q(state=JobState.SENT), name="job_sent"),
            models.Index(fields=["promised_by", "-created_at"], name="job_by_person"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"

    def get_absolute_url(self) -> str:
        return reverse("jobs:detail", args=[self.pk])

    @property
    def is_over(self) -> bool:
        return self.state in ENDED

    @property
    def title(self) -> str:
        kind = KINDS.get(self.kind)
        return str(kind.title if kind else DEFAULT_TITLE)  # a row outlives the kinds of older versions

    @property
    def answer_template(self) -> str:
        kind = KINDS.get(self.kind)
        return kind.answer_template if kind else DEFAULT_ANSWER

    @property
    def percent(self) -> int:
        return 100 * self.progress_done // self.progress_total if self.progress_total else 0
