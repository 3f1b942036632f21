from typing import Any, NoReturn

from django.conf import settings
from django.db import models
from django.utils import timezone

from audit.models import Link
from audit.querysets import AppendOnly
from cases.models.case import Case, CaseContent
from cases.statuses import CustodyKind


class CustodyEvent(CaseContent):
    """One thing that happened to the bytes of an evidence file: what, when, by whom (nobody: the system).

    Written by `cases.custody.note` alone, append-only and sealed into a chain of its own. It outlives the file: the id
    and the hash stay when a file is removed from a draft.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="custody")
    at = models.DateTimeField(default=timezone.now)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=20, choices=CustodyKind.choices)
    file = models.UUIDField(db_index=True)
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.file}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise AppendOnly("The custody of evidence is never changed.")
        super().save(*args, **{**kwargs, "force_insert": True})

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise AppendOnly("The custody of evidence is never deleted.")


class CustodySeal(Link):
    """The place of an event in the chain of custody."""

    event = models.OneToOneField(CustodyEvent, models.PROTECT, related_name="seal")


class DayRoot(models.Model):
    """The end of the chain of custody on one day, and an outside authority's signed word that it existed then (RFC 3161)."""

    day = models.DateField(unique=True)
    position = models.PositiveBigIntegerField()
    digest = models.BinaryField()
    token = models.BinaryField()
    stamped_at = models.DateTimeField()

    class Meta:
        ordering = ["day"]

    def __str__(self) -> str:
        return str(self.day)
