from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.roles import Jurisdiction
from cases.models import Case, Subject
from sanctions.models import Criterion


class Plan(models.Model):
    """Which governments are asked about one subject of a case, in which order, and what waits for what."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="plans")
    subject = models.ForeignKey(Subject, models.CASCADE, related_name="plans")
    embargo_until = models.DateField(_("Nothing is sent before"), null=True, blank=True)
    together = models.BooleanField(_("Nothing is sent until all are signed by two"), default=False)
    note = models.TextField(_("Why this order"), max_length=2000, blank=True)
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["case", "subject"], name="one_plan_for_a_subject_of_a_case")]

    def __str__(self) -> str:
        return f"{self.case} {self.subject_id}"


class PlannedAsk(models.Model):
    """One government of a plan. What has a later turn waits until every earlier one was sent; one number, no order.

    `ready_at` is since when its recommendation is signed by two, `sent_on` the day it was sent: others may not see that one.
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="asks")
    government = models.CharField(_("Government"), max_length=2, choices=Jurisdiction.choices)
    order = models.PositiveSmallIntegerField(_("Turn"), default=1)
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="+", verbose_name=_("Under which criterion"))
    ready_at = models.DateTimeField(null=True)
    sent_on = models.DateField(null=True)

    class Meta:
        ordering = ["order", "government"]
        constraints = [models.UniqueConstraint(fields=["plan", "government"], name="a_government_once_in_a_plan")]

    def __str__(self) -> str:
        return f"{self.plan_id} {self.government}"
