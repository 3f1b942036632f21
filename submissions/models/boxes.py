import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone

from cases.models import EvidenceFile
from submissions.models.dossiers import Dossier
from submissions.statuses import Undrawn
from vault.fields import SealedTextField
from vault.models import DataKey
from vault.storage import sealed_name


class RedactedCopy(models.Model):
    """An evidence file as one dossier shows it: drawn anew with boxes in it, so that nothing is under them.

    First it is searched, then somebody looks at each place, then it is drawn. What was drawn never changes: another drawing
    is another row, and a frozen version keeps the one it went with. Until it is drawn, the dossier waits for it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="redacted_copies")
    original = models.ForeignKey(EvidenceFile, models.PROTECT, related_name="redacted_copies")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    searched_at = models.DateTimeField(null=True)
    searched = models.CharField(max_length=64, blank=True)  # digest of what was looked for, as `leaks.protected` makes it
    pages = models.PositiveIntegerField(default=0)  # of a text: lines
    shapes = ArrayField(models.FloatField(), default=list)  # of each page: how many times as high as wide
    trouble = models.CharField(max_length=20, choices=Undrawn.choices, blank=True)
    file = models.FileField(upload_to=sealed_name, max_length=200, blank=True)
    media_type = models.CharField(max_length=100, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    made_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)  # another took its place, or the file goes as it is

    class Meta:
        ordering = ["asked_at"]
        verbose_name_plural = "redacted copies"
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "original"], condition=models.Q(ended_at=None), name="one_redacted_copy_stands"
            ),
        ]

    def __str__(self) -> str:
        return str(self.original)

    @property
    def data_key(self) -> DataKey:
        return self.dossier.data_key


class Box(models.Model):
    """One place that is not seen. `whose` and `passage` are empty for a box that somebody drew.

    Of a page or a picture: left, top, width and height, 1 being the whole page. Of a text: `page` is the line, `left` the
    sign at which the words begin, `width` how many they are.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    copy = models.ForeignKey(RedactedCopy, models.CASCADE, related_name="boxes")
    page = models.PositiveIntegerField()
    left = models.FloatField()
    top = models.FloatField(default=0)
    width = models.FloatField()
    height = models.FloatField(default=0)
    whose = models.CharField(max_length=200, blank=True)
    passage = SealedTextField(key="copy.dossier.data_key")
    is_on = models.BooleanField(default=True)

    class Meta:
        ordering = ["page", "top", "left"]
        verbose_name_plural = "boxes"

    def __str__(self) -> str:
        return self.whose

    @property
    def place(self) -> tuple[float, float, float, float]:
        return self.left, self.top, self.width, self.height
