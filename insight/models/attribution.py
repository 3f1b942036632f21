from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from insight.querysets import AttributionQuerySet, CreditQuerySet
from insight.statuses import Level
from submissions.models import Outcome


class Attribution(models.Model):
    """How far one person finds that an outcome has a basis in what we sent, and on what that rests. No machine works it out.

    Who finds otherwise later writes another row. Where two differ both stay, and nothing is claimed.
    """

    outcome = models.ForeignKey(Outcome, models.PROTECT, related_name="attributions")
    level = models.PositiveSmallIntegerField(_("How far it has a basis in what we sent"), choices=Level.choices)
    basis = models.TextField(_("On what that rests"), max_length=4000)
    coder = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    superseded_at = models.DateTimeField(null=True)

    objects = AttributionQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["outcome", "coder"], condition=models.Q(superseded_at=None), name="one_attribution_of_a_coder_stands"
            ),
            models.CheckConstraint(condition=~models.Q(basis=""), name="a_level_says_on_what_it_rests"),
        ]

    def __str__(self) -> str:
        return f"{self.outcome_id}: {self.level}"


class Credit(models.Model):
    """Whether the partner wants to be named in public for one outcome. The newest answer counts; no answer is a no."""

    outcome = models.ForeignKey(Outcome, models.PROTECT, related_name="credits")
    agreed = models.BooleanField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = CreditQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.outcome_id}: {self.agreed}"
