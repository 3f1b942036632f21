from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from insight.querysets import FiguresQuerySet


class Report(models.Model):
    """The figures of one day, kept as they were: totals, small ones withheld. Its PDF is made from them alone."""

    year = models.PositiveSmallIntegerField()
    figures = models.JSONField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    objects = FiguresQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return str(self.year)

    def get_absolute_url(self) -> str:
        return reverse("insight:report", args=[self.pk])
