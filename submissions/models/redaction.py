import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from submissions.models.dossiers import Dossier
from submissions.statuses import Hides
from vault.fields import SealedTextField


class Redaction(models.Model):
    """Words that this dossier does not say, wherever they stand, and what it says instead. The case keeps them."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="redactions")
    hides = models.CharField(_("What these words are"), max_length=10, choices=Hides.choices, default=Hides.TERM)
    words = SealedTextField(key="dossier.data_key")
    instead = models.CharField(_("What is said instead"), max_length=100, default="[withheld]")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at"]

    def __str__(self) -> str:
        return self.instead
