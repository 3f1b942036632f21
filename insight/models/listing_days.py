from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from insight.querysets import FollowsOutcome, OfADay
from insight.statuses import DayStepKind
from submissions.models import Outcome


class ListingDay(models.Model):
    """A listing that two persons confirmed may bring reprisals the same day: what is done then. Opened by a worker."""

    outcome = models.OneToOneField(Outcome, models.PROTECT, related_name="listing_day")
    opened_at = models.DateTimeField(default=timezone.now)

    objects = FollowsOutcome.as_manager()

    class Meta:
        ordering = ["-opened_at", "-pk"]

    def __str__(self) -> str:
        return str(self.outcome_id)

    def get_absolute_url(self) -> str:
        return reverse("insight:listing-day", args=[self.pk])

    @property
    def open_count(self) -> int:
        """Reads prefetched steps."""
        return sum(1 for step in self.steps.all() if step.done_at is None)


class DayStep(models.Model):
    """One thing to do. The partner reads whether it is done, in public words; no word of ours stands in it."""

    day = models.ForeignKey(ListingDay, models.CASCADE, related_name="steps")
    kind = models.CharField(max_length=20, choices=DayStepKind.choices)
    order = models.PositiveSmallIntegerField()
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = OfADay.as_manager()

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["day", "kind"], name="each_step_once_a_listing_day")]

    def __str__(self) -> str:
        return str(self.kind)
