import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from submissions.models.dossiers import DossierVersion
from submissions.statuses import LeakKind, NotRead
from vault.fields import SealedTextField


class LeakCheck(models.Model):
    """When the finished files of a version were last read back, and for how many protected names, addresses and numbers.

    `searched` is a keyed digest of what was protected then: when it is another today, the files are read again.
    """

    version = models.OneToOneField(DossierVersion, models.PROTECT, related_name="leak_check")
    searched = models.CharField(max_length=64)
    terms = models.PositiveIntegerField()
    files = models.PositiveIntegerField()
    checked_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.version)

    @property
    def open_hits(self) -> list["LeakHit"]:
        """Those that nobody cleared, or one person alone; reads prefetched hits."""
        return [hit for hit in self.hits.all() if not hit.is_cleared]

    @property
    def open_gaps(self) -> list["Unread"]:
        return [gap for gap in self.gaps.all() if gap.ticked_by_id is None]


class LeakHit(models.Model):
    """One place in a finished file that shows something protected. Chance is said by one person and confirmed by another."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    check_of = models.ForeignKey(LeakCheck, models.PROTECT, related_name="hits")
    kind = models.CharField(max_length=10, choices=LeakKind.choices)
    whose = models.CharField(max_length=200)
    place = SealedTextField(key="check_of.version.dossier.data_key")
    passage = SealedTextField(key="check_of.version.dossier.data_key")
    because = SealedTextField(key="check_of.version.dossier.data_key")
    cleared_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    cleared_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(confirmed_by=None)
                | (models.Q(cleared_by__isnull=False) & ~models.Q(confirmed_by=models.F("cleared_by"))),
                name="a_hit_is_cleared_by_two",
            ),
        ]

    def __str__(self) -> str:
        return self.whose

    @property
    def is_cleared(self) -> bool:
        return self.confirmed_by_id is not None


class Unread(models.Model):
    """One file of the archive that no machine could read in full. Somebody looks at it, and says that it names nobody."""

    check_of = models.ForeignKey(LeakCheck, models.PROTECT, related_name="gaps")
    entry = models.CharField(_("Which file"), max_length=100)
    sha256 = models.CharField(max_length=64)
    reasons = ArrayField(models.CharField(max_length=20, choices=NotRead.choices))
    ticked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    ticked_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["check_of", "entry"], name="an_entry_is_unread_once")]

    def __str__(self) -> str:
        return self.entry

    @property
    def reason_labels(self) -> list[str]:
        return [str(NotRead(code).label) for code in self.reasons]
