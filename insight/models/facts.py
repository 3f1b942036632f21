from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone

from cases.models import Case
from insight.querysets import CaseFactQuerySet, TotalsQuerySet
from insight.statuses import Stage


def codes() -> ArrayField:
    return ArrayField(models.CharField(max_length=100), default=list)


class CaseFact(models.Model):
    """How far one case has come, and by what it can be counted. Worked out anew from the cases, never a source."""

    case = models.OneToOneField(Case, models.CASCADE, related_name="fact")
    stage = models.PositiveSmallIntegerField(choices=Stage.choices)
    groups = codes()  # of victims; where none is given, which of the three answers there is instead
    abuses = codes()
    countries = codes()  # of the subjects
    regions = codes()  # in which those lie
    programmes = codes()  # that were asked for
    named = codes()  # groups that a government's own text names explicitly, for an outcome of this case

    objects = CaseFactQuerySet.as_manager()

    class Meta:
        ordering = ["-stage", "-pk"]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.stage}"


class WorkedOut(models.Model):
    """When the facts were last worked out, and their totals with nothing small in them. One row."""

    at = models.DateTimeField(default=timezone.now)
    totals = models.JSONField(default=dict)  # as `insight.figures.totals_told` gives them

    def __str__(self) -> str:
        return str(self.at)


class Totals(models.Model):
    """The same totals as they are, small ones too: for whoever sees every case, and nobody else. One row, kept with the facts."""

    counts = models.JSONField()  # as `insight.figures.totals` gives them

    objects = TotalsQuerySet.as_manager()

    def __str__(self) -> str:
        return "totals"
