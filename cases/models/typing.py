import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone

from cases.models.case import Case
from cases.querysets import OfOnePersonQuerySet
from vault.fields import SealedTextField
from vault.models import DataKey


def way_back(place: str, number: uuid.UUID) -> str:
    """The address of the page with the kept words in its form."""
    page, hash_sign, spot = place.partition("#")
    return f"{page}?kept={number}{hash_sign}{spot}"


class Typed(models.Model):
    """What one person typed on one sheet and has not saved yet, sealed under a key of its own.

    Nobody else sees it, neither colleagues nor staff; a worker sees that it is there, to clear it away.
    `place` is the address of the page on which it was typed.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    case = models.ForeignKey(Case, models.CASCADE, null=True, related_name="typed")
    place = models.CharField(max_length=200)
    fields = SealedTextField()
    data_key = models.OneToOneField(DataKey, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = OfOnePersonQuerySet.as_manager()

    class Meta:
        ordering = ["-at"]
        indexes = [models.Index(fields=["person", "place"], name="typed_by_place")]

    def __str__(self) -> str:
        return f"{self.place} {self.at:%H:%M}"

    @property
    def way_back(self) -> str:
        return way_back(self.place, self.pk)


class SentSheet(models.Model):
    """A sheet that was saved. A second click on the same button finds it and leads to what the first one made."""

    number = models.UUIDField(primary_key=True)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    print = models.CharField(max_length=64)
    made = models.BigIntegerField(null=True)
    at = models.DateTimeField(default=timezone.now)

    objects = OfOnePersonQuerySet.as_manager()

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return str(self.number)
