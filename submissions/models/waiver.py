from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from submissions.models.dossiers import Recommendation


class Waiver(models.Model):
    """*Tonight*: two persons let a recommendation go without being complete, for a written reason. Somebody reviews it after.

    It waives what `submissions.checks` marks so, and never consent, safety or the leak check. Opening the recommendation
    again ends it.
    """

    recommendation = models.ForeignKey(Recommendation, models.CASCADE, related_name="waivers")
    reason = models.TextField(_("Why it cannot wait"), max_length=2000)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    review_by = models.DateField(null=True)
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    reviewed_at = models.DateTimeField(null=True)
    review = models.TextField(_("What the review found"), max_length=2000, blank=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["recommendation"], condition=models.Q(ended_at=None, reviewed_at=None), name="one_waiver_at_a_time"
            ),
            models.CheckConstraint(
                condition=models.Q(confirmed_by=None) | ~models.Q(confirmed_by=models.F("asked_by")), name="waiver_takes_two"
            ),
        ]

    def __str__(self) -> str:
        return str(self.recommendation)

    @property
    def stands(self) -> bool:
        return self.confirmed_by_id is not None and self.ended_at is None

    @property
    def is_overdue(self) -> bool:
        """Nobody has reviewed it, and the day has passed."""
        return self.stands and self.reviewed_at is None and self.review_by is not None and self.review_by < timezone.localdate()


class PartnerApproval(models.Model):
    """The partner said yes to exactly these words; the liaison wrote down how and when."""

    recommendation = models.ForeignKey(Recommendation, models.CASCADE, related_name="partner_approvals")
    sha256 = models.CharField(max_length=64)  # of what they approved, as `submissions.content.signed_content` gives it
    how = models.CharField(_("How the partner said so"), max_length=300)
    given_on = models.DateField(_("When"))
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)
    voided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["recorded_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["recommendation"], condition=models.Q(voided_at=None), name="one_partner_approval_stands"
            ),
        ]

    def __str__(self) -> str:
        return str(self.recommendation)
