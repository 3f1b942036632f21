import uuid
from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from submissions.models.delivery import Recipient
from submissions.models.dossiers import DossierVersion
from submissions.statuses import CopyFormat, Lock
from vault.fields import SealedTextField
from vault.models import DataKey
from vault.storage import sealed_name

KEPT_FOR = timedelta(days=7)
MEGABYTE = 1024 * 1024


class OfficeCopy(models.Model):
    """A version as one office gets it: with its name on every page and a letter in front, locked if it is asked for.

    `sha256` and `size` are those of the bytes the office receives; a link to them ends after a week. `password` is made here.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    version = models.ForeignKey(DossierVersion, models.PROTECT, related_name="copies")
    recipient = models.ForeignKey(Recipient, models.PROTECT, related_name="copies", verbose_name=_("For which office"))
    number = models.PositiveIntegerField()
    format = models.CharField(_("As"), max_length=3, choices=CopyFormat.choices, default=CopyFormat.PDF)
    lock = models.CharField(_("Locked"), max_length=8, choices=Lock.choices, default=Lock.NONE)
    age_key = models.CharField(_("The office’s age key"), max_length=100, blank=True)
    part_megabytes = models.PositiveIntegerField(_("In parts of at most (MB)"), null=True, blank=True)
    since = models.ForeignKey(
        DossierVersion, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Only what changed since version")
    )
    letter = models.TextField(_("Letter to the office"), max_length=4000, blank=True)
    password = SealedTextField(key="version.dossier.data_key")
    file = models.FileField(upload_to=sealed_name, max_length=200, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    made_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["number"]
        verbose_name_plural = "office copies"
        constraints = [models.UniqueConstraint(fields=["version", "number"], name="copies_are_numbered")]

    def __str__(self) -> str:
        return f"{self.version} {self.number}"

    @property
    def data_key(self) -> DataKey:
        return self.version.dossier.data_key

    @property
    def ends_at(self) -> datetime | None:
        return self.made_at + KEPT_FOR if self.made_at else None

    @property
    def is_open(self) -> bool:
        """It was made, and its link has not ended."""
        return self.made_at is not None and timezone.now() < self.made_at + KEPT_FOR

    @property
    def part_size(self) -> int:
        return self.part_megabytes * MEGABYTE if self.part_megabytes else max(self.size, 1)

    @property
    def parts(self) -> range:
        return range(1, -(-self.size // self.part_size) + 1)

    @property
    def name(self) -> str:
        kind = "supplement" if self.since_id else "copy"
        stem = f"{self.version.dossier.reference}-v{self.version.number}-{kind}{self.number}.{self.format}"
        return f"{stem}.age" if self.lock == Lock.AGE else stem
