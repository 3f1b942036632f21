from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.models.case import CaseContent


class Translation(CaseContent):
    """What somebody of the coalition made of one text of a case in the desk's language. It stands beside the original.

    A new translation is a new row, and the newest counts. `original` is the SHA-256 of the words that were translated, so
    that a page can say when they have changed since. Until a second person has read it against the original, it says so.
    """

    class Of(models.TextChoices):
        NOTE = "note", _("First note")
        INCIDENT = "incident", _("What happened")
        CLAIM = "claim", _("What the evidence shows")
        TOLD = "told", _("In their words")

    of = models.CharField(max_length=10, choices=Of.choices)
    key = models.CharField(max_length=40)  # the number of the row, or the code of the question
    text = models.TextField(_("In English"), max_length=20_000)
    original = models.CharField(max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    read_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    read_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(read_by=None) | ~models.Q(read_by=models.F("by")), name="a_translation_is_read_by_another"
            )
        ]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.of} {self.key}"
