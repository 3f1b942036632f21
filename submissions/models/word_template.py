from django.conf import settings
from django.db import models
from django.utils import timezone

from accounts.roles import Jurisdiction


class WordTemplate(models.Model):
    """How Word files for one government look, as the coalition edited it. It holds no case; a frozen version keeps its own."""

    government = models.CharField(max_length=2, choices=Jurisdiction.choices)
    body = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["at"]
        constraints = [
            models.UniqueConstraint(fields=["government"], condition=models.Q(ended_at=None), name="one_word_template_stands"),
        ]

    def __str__(self) -> str:
        return self.get_government_display()
