import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.models.case import CaseContent
from cases.validators import no_invisible_characters
from cases.vocabularies import Origin, SourceType
from vault.fields import SealedTextField
from vault.models import DataKey
from vault.storage import sealed_name


class Source(CaseContent):
    """Where knowledge comes from. Two sources are independent only if neither derives from the other or from a third."""

    title = models.CharField(_("What it is, in a few words"), max_length=200, validators=[no_invisible_characters])
    type = models.CharField(_("Kind"), max_length=30, choices=SourceType.choices)
    origin = models.CharField(_("Origin"), max_length=10, choices=Origin.choices, default=Origin.PRIMARY)
    is_open = models.BooleanField(_("Anybody can find it"), default=False)
    derived_from = models.ForeignKey("self", models.PROTECT, null=True, blank=True, verbose_name=_("Repeats another source"))

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.title


class EvidenceFile(CaseContent):
    """The bytes of a source as they arrived, sealed. Hash and size are those of the plain bytes."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    source = models.ForeignKey(Source, models.PROTECT, related_name="files")
    file = models.FileField(upload_to=sealed_name, max_length=200)
    original_name = SealedTextField(key="case.data_key")
    media_type = models.CharField(max_length=100)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    received_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    received_at = models.DateTimeField(default=timezone.now)
    checked_at = models.DateTimeField(null=True)  # when its bytes were last read again and compared
    changed_at = models.DateTimeField(null=True)  # when they were first found not to be what was received

    class Meta:
        ordering = ["received_at"]

    def __str__(self) -> str:
        return str(self.source)

    @property
    def data_key(self) -> DataKey:
        return self.case.data_key


class Claim(CaseContent):
    """One sentence of fact, and the sources that carry it. What is exported is made of these."""

    text = models.TextField(_("One fact, in one sentence"), max_length=2000)
    sources = models.ManyToManyField(Source, related_name="claims", verbose_name=_("Which sources show it"))
    recanted_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text
