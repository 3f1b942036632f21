from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.roles import Jurisdiction
from cases.validators import no_invisible_characters
from cases.vocabularies import AbuseType
from delivery.models.offices import Official
from delivery.querysets import WantedQuerySet
from submissions.models import Recipient


class Wanted(models.Model):
    """An office asks what we have: on which theme, about which country, by when. It names no case and nobody of ours."""

    office = models.ForeignKey(Recipient, models.PROTECT, related_name="wanted", verbose_name=_("Which office"))
    official = models.ForeignKey(Official, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Who asked"))
    jurisdiction = models.CharField(max_length=2, choices=Jurisdiction.choices)  # the office's, for row security
    asked_on = models.DateField(_("Asked on"))
    theme = models.CharField(_("Kind of abuse"), max_length=40, choices=AbuseType.choices, blank=True)
    country = models.CharField(_("Country"), max_length=100, blank=True, validators=[no_invisible_characters])
    due_on = models.DateField(_("They want it by"))
    words = models.TextField(_("What they said"), max_length=2000, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    answered_on = models.DateField(null=True)

    objects = WantedQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        verbose_name_plural = "wanted"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(due_on__gte=models.F("asked_on")),
                name="wanted_after_it_was_asked",
                violation_error_message=_("They cannot want it before they asked."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.jurisdiction} {self.due_on}"

    def get_absolute_url(self) -> str:
        return reverse("delivery:wanted-one", args=[self.pk])
