from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.roles import Jurisdiction
from submissions.models.dossiers import Dossier, DossierFile, DossierVersion
from submissions.statuses import Channel

if TYPE_CHECKING:
    from submissions.models.copies import OfficeCopy

NOT_RECORDED = "An office that is not recorded"  # of what was sent before this desk


class Recipient(models.Model):
    """An office that receives dossiers. No private person's name: people change office."""

    office = models.CharField(_("Office"), max_length=200)
    jurisdiction = models.CharField(_("Government"), max_length=2, choices=Jurisdiction.choices)

    class Meta:
        ordering = ["jurisdiction", "office"]
        constraints = [models.UniqueConstraint(fields=["office", "jurisdiction"], name="office_once")]

    def __str__(self) -> str:
        return self.office


class Delivery(models.Model):
    """One version given to one office on one day. Receiving is not answering.

    `copy` or `file` is what exactly left: a copy made for that office, or a file of the version as it is. Neither, when
    nobody wrote it down.
    """

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="deliveries")
    version = models.ForeignKey(DossierVersion, models.PROTECT, related_name="deliveries", verbose_name=_("Which version"))
    recipient = models.ForeignKey(Recipient, models.PROTECT, related_name="deliveries", verbose_name=_("To"))
    channel = models.CharField(_("How"), max_length=10, choices=Channel.choices)
    sent_on = models.DateField(_("On"))
    copy = models.ForeignKey(
        "submissions.OfficeCopy", models.PROTECT, null=True, blank=True, related_name="deliveries", verbose_name=_("Which copy")
    )
    file = models.ForeignKey(DossierFile, models.PROTECT, null=True, blank=True, related_name="deliveries")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["sent_on", "pk"]
        verbose_name_plural = "deliveries"
        constraints = [
            models.UniqueConstraint(fields=["version", "recipient", "channel", "sent_on"], name="delivery_recorded_once"),
            models.CheckConstraint(condition=models.Q(copy=None) | models.Q(file=None), name="delivery_of_one_thing"),
        ]

    def __str__(self) -> str:
        return f"{self.version} → {self.recipient}"

    @property
    def sent_as(self) -> OfficeCopy | DossierFile | None:
        """What exactly left; it has a `name`, a `size` and a `sha256`."""
        left = self.copy or self.file
        if left is not None:
            left.version = self.version  # the same, and fetched already
        return left
