from django.conf import settings
from django.db import models
from django.utils import timezone

from cases.models import Source, Victim
from submissions.models.delivery import Delivery
from submissions.models.dossiers import Recommendation


class Recall(models.Model):
    """An office has what somebody took back. It is told so, by a person; nobody can make it forget."""

    delivery = models.ForeignKey(Delivery, models.PROTECT, related_name="recalls")
    recommendation = models.ForeignKey(Recommendation, models.PROTECT, related_name="recalls")
    victim = models.ForeignKey(Victim, models.PROTECT, null=True, related_name="+")
    source = models.ForeignKey(Source, models.PROTECT, null=True, related_name="+")
    raised_at = models.DateTimeField(default=timezone.now)
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    words = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["raised_at"]
        constraints = [
            models.UniqueConstraint(fields=["delivery", "recommendation", "victim"], name="recall_of_a_victim_once"),
            models.UniqueConstraint(fields=["delivery", "recommendation", "source"], name="recall_of_a_source_once"),
            models.CheckConstraint(
                condition=models.Q(victim=None) ^ models.Q(source=None), name="recall_by_a_victim_or_a_source"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.delivery}: {self.person}"

    @property
    def person(self) -> Victim | Source:
        return self.victim or self.source  # type: ignore[return-value]
