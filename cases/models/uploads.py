import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone

from cases.models.case import CaseContent
from cases.models.evidence import EvidenceFile, Source
from cases.statuses import Shows
from vault.fields import SealedTextField
from vault.staging import Staged


class Upload(CaseContent):
    """A file that is arriving in pieces. `evidence` is what became of it, so that who did not hear the last answer may ask.

    `fingerprint` says which file it is: SHA-256 of the SHA-256s of its pieces of 8 MiB. Two files of one name and size have two.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    source = models.ForeignKey(Source, models.CASCADE, related_name="uploads")
    part = models.FileField(max_length=200)
    original_name = SealedTextField(key="case.data_key")
    size = models.PositiveBigIntegerField()
    fingerprint = models.CharField(max_length=64, blank=True)  # as the browser worked it out of the whole file; "" when it cannot
    shows = ArrayField(models.CharField(max_length=20, choices=Shows.choices), default=list, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    started_at = models.DateTimeField(default=timezone.now)
    evidence = models.OneToOneField(EvidenceFile, models.CASCADE, null=True, related_name="+")

    class Meta:
        ordering = ["started_at"]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def staged(self) -> Staged:
        return Staged(str(self.part.name), self.case.data_key, self.size)

    @property
    def offset(self) -> int:
        return self.size if self.evidence_id else self.staged.offset
