"""What staff write down about how well a case is carried: why the gate of two sources may be passed, and what speaks against."""

from django.conf import settings
from django.core.validators import MinLengthValidator
from django.db import models
from django.utils import timezone

from cases.models.case import CaseContent
from cases.models.evidence import Claim

A_SENTENCE = MinLengthValidator(10)


class Override(CaseContent):
    """Why one claim may stand though two independent sources do not carry it. It counts when a second person has signed.

    `basis` is a digest of the claim and its sources as they were: when they change, the override no longer counts.
    """

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="overrides")
    reason = models.TextField(max_length=2000, validators=[A_SENTENCE])
    basis = models.CharField(max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(confirmed_by=None) | ~models.Q(confirmed_by=models.F("by")), name="an_override_takes_two"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.claim_id}"


class ContrarySignOff(CaseContent):
    """One person of the staff has read what speaks against, and looked themselves. `basis` is a digest of what was told then."""

    words = models.TextField(max_length=4000, validators=[A_SENTENCE])
    basis = models.CharField(max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.by}"
