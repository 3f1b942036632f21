from django.db import models
from django.utils import timezone


class Wording(models.Model):
    """One version of all words that answers are chosen from, and of all questions, in every language.

    A case keeps the one it was filed under: what was answered reads as it did, whatever becomes of the words later.
    No row is ever changed; cases filed under the same words share it. `digest` is the SHA-256 of its content.
    """

    digest = models.CharField(max_length=64, unique=True)
    words = models.JSONField()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return self.digest[:12]
