"""Who a pseudonym stands for, sealed apart from everything else; and what two persons decide about something sealed."""

import uuid
from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone

from cases.models.case import Case, CaseContent
from cases.models.events import Victim
from cases.models.evidence import EvidenceFile, Source
from cases.statuses import Asked, SealStatus
from vault.fields import SealedTextField
from vault.models import DataKey

READ_FOR = timedelta(minutes=15)  # from the first look
ALLOWED_FOR = timedelta(hours=24)  # until the first look


class SealedIdentity(CaseContent):
    """The real name of one person of a case, how to reach them, and what else would give them away.

    Under a key of its own, in halves: no backup opens it by itself. Written by the partner and read by nobody on any ordinary
    page, whoever wrote it included; `cases.services.identities` reveals it, and `cases.protected` compares with it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.CASCADE, related_name="identities")
    victim = models.OneToOneField(Victim, models.CASCADE, null=True, related_name="identity")
    source = models.OneToOneField(Source, models.CASCADE, null=True, related_name="identity")
    data_key = models.OneToOneField(DataKey, models.PROTECT, related_name="+")
    name = SealedTextField()
    also_called = SealedTextField()
    contact = SealedTextField()
    marks = SealedTextField()
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    given_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["given_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(victim=None) ^ models.Q(source=None), name="identity_of_a_victim_or_of_a_source"
            ),
        ]

    def __str__(self) -> str:
        return str(self.person)

    @property
    def is_shredded(self) -> bool:
        return self.data_key.is_shredded

    @property
    def person(self) -> Victim | Source:
        """By pseudonym, or by the title of what they said."""
        return self.victim or self.source  # type: ignore[return-value]  # a constraint holds that it is one of them


class SealRequest(CaseContent):
    """One asks, another decides: to read an identity, shred one or the case, unlock a file. Steps are in `cases.workflow`."""

    kind = models.CharField(max_length=20, choices=Asked.choices)
    identity = models.ForeignKey(SealedIdentity, models.CASCADE, null=True, related_name="requests")
    file = models.ForeignKey(EvidenceFile, models.CASCADE, null=True, related_name="requests")
    reason = models.TextField(max_length=1000)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    status = models.CharField(max_length=20, choices=SealStatus.choices, default=SealStatus.ASKED)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    shown_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-asked_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(decided_by=None) | ~models.Q(decided_by=models.F("asked_by")), name="seals_take_two"
            ),
            models.CheckConstraint(
                condition=(models.Q(kind__in=(Asked.REVEAL, Asked.SHRED_IDENTITY)) ^ models.Q(identity=None))
                & (models.Q(kind=Asked.UNLOCK) ^ models.Q(file=None)),
                name="asked_about_what_it_is_about",
            ),
            models.UniqueConstraint(
                fields=["case", "kind", "identity", "file"],
                condition=models.Q(status=SealStatus.ASKED),
                nulls_distinct=False,
                name="asked_once_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.identity or self.case_id}"

    @property
    def is_waiting(self) -> bool:
        return self.status == SealStatus.ASKED

    @property
    def until(self) -> datetime | None:
        """When what was allowed is over: a day later, or a quarter of an hour after the first look."""
        if self.kind != Asked.REVEAL or self.status != SealStatus.ALLOWED or self.decided_at is None:
            return None
        allowed = self.decided_at + ALLOWED_FOR
        return min(allowed, self.shown_at + READ_FOR) if self.shown_at else allowed

    @property
    def can_be_read(self) -> bool:
        return self.until is not None and timezone.now() < self.until
