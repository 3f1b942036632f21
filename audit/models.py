from typing import Any, NoReturn

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone

from audit.querysets import AppendOnly, RecordQuerySet
from audit.verbs import VERBS


class Record(models.Model):
    """One thing that happened: who, when, what, to which object. Never content, never free text.

    Written by `audit.log.record` alone, in the transaction of what it tells of.
    """

    at = models.DateTimeField(default=timezone.now, db_index=True)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    verb = models.CharField(max_length=60)
    object_type = models.ForeignKey(ContentType, models.PROTECT, related_name="+")
    object_id = models.CharField(max_length=64)
    status_before = models.CharField(max_length=20, blank=True)
    status_after = models.CharField(max_length=20, blank=True)

    objects = RecordQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["object_type", "object_id"], name="record_object")]

    def __str__(self) -> str:
        return f"{self.verb} {self.object_id}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise AppendOnly("Records are never changed.")
        super().save(*args, **{**kwargs, "force_insert": True})

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise AppendOnly("Records are never deleted.")

    @property
    def sentence(self) -> str:
        return str(VERBS.get(self.verb, self.verb))


class Link(models.Model):
    """A row's place in a chain. `digest` covers the row and the digest before it. A child names its row."""

    position = models.PositiveBigIntegerField(unique=True)
    digest = models.BinaryField()
    key = models.CharField(max_length=40)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        abstract = True
        ordering = ["position"]

    def __str__(self) -> str:
        return str(self.position)


class Seal(Link):
    """The place of a record in its chain."""

    record = models.OneToOneField(Record, models.PROTECT, related_name="seal")
