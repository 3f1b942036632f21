from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from cases.querysets import CaseQuerySet
from cases.references import new_reference
from cases.statuses import CaseStatus
from vault.models import DataKey


class Case(models.Model):
    """One documented abuse. Its status changes in `cases.workflow` alone; `data_key` seals its identities and files."""

    reference = models.CharField(max_length=12, unique=True, default=new_reference, editable=False)
    organisation = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="cases")
    title = models.CharField(max_length=200, blank=True)
    status = models.CharField(max_length=20, choices=CaseStatus.choices, default=CaseStatus.NOTED)
    data_key = models.OneToOneField(DataKey, models.PROTECT, related_name="+")
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(default=timezone.now)

    objects = CaseQuerySet.as_manager()

    class Meta:
        ordering = ["-opened_at", "-pk"]
        indexes = [
            models.Index(fields=["organisation", "-opened_at"], name="case_by_organisation"),
            models.Index(fields=["status", "-opened_at"], name="case_by_status"),
        ]

    def __str__(self) -> str:
        return self.reference

    def get_absolute_url(self) -> str:
        return reverse("cases:detail", args=[self.reference])
