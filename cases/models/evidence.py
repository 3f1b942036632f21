import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.models.case import Case, CaseContent
from cases.models.terms import TermField
from cases.statuses import FileState, Hidden, Reason, Scan, Shows
from cases.validators import no_invisible_characters, validate_web_address
from cases.vocabularies import Consistency, Credibility, Origin, Reliability, SourceType
from cases.words import Worded, label
from vault.fields import SealedTextField
from vault.models import DataKey
from vault.storage import sealed_name


class Source(Worded, CaseContent):
    """Where knowledge comes from. Two sources are independent only if neither derives from the other or from a third."""

    title = models.CharField(_("What it is, in a few words"), max_length=200, validators=[no_invisible_characters])
    type = TermField(_("Kind"), vocabulary="source", max_length=30, choices=SourceType.choices)
    origin = models.CharField(_("Origin"), max_length=10, choices=Origin.choices, default=Origin.PRIMARY)
    is_open = models.BooleanField(_("Anybody can find it"), default=False)
    reliability = models.CharField(_("How reliable is the source?"), max_length=1, choices=Reliability.choices, blank=True)
    credibility = models.CharField(_("How credible is what it says?"), max_length=1, choices=Credibility.choices, blank=True)
    withheld_from_officials = models.BooleanField(_("Officials may not see it: it stays here"), default=False)
    if_challenged = models.BooleanField(_("The accused may see it, if they go to court"), default=False)
    for_public = models.BooleanField(_("The public may see it"), default=False)
    lawful_access = models.CharField(
        _("How did you come by it?"), max_length=500, blank=True, validators=[no_invisible_characters]
    )
    address = models.CharField(_("Its address on the web"), max_length=1000, blank=True, validators=[validate_web_address])
    archived_address = models.CharField(_("Where it is archived"), max_length=1000, blank=True, validators=[validate_web_address])
    captured_at = models.DateTimeField(_("When it was captured (UTC)"), null=True, blank=True)
    captured_with = models.CharField(_("What it was captured with"), max_length=100, blank=True)
    consistency = models.CharField(_("What the examination says"), max_length=20, choices=Consistency.choices, blank=True)
    derived_from = models.ForeignKey("self", models.PROTECT, null=True, blank=True, verbose_name=_("Repeats another source"))
    # Two sources that share one of these are not independent (`cases.corroboration`).
    author = models.CharField(_("Who wrote or made it"), max_length=300, blank=True, validators=[no_invisible_characters])
    organisation = models.CharField(
        _("Which organisation brought it out"), max_length=300, blank=True, validators=[no_invisible_characters]
    )
    informant = models.CharField(_("Who told it, by pseudonym"), max_length=300, blank=True, validators=[no_invisible_characters])

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(derived_from=None) | ~models.Q(derived_from=models.F("pk")), name="no_source_repeats_itself"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_type_display(self) -> str:  # type: ignore[no-redef]
        return label("source", self.type, self.words)

    def get_origin_display(self) -> str:  # type: ignore[no-redef]
        return label("origin", self.origin, self.words)


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
    state = models.CharField(max_length=20, choices=FileState.choices, default=FileState.RECEIVED)
    scan = models.CharField(max_length=20, choices=Scan.choices, default=Scan.NOT_SCANNED)
    reason = models.CharField(max_length=20, choices=Reason.choices, blank=True)
    hidden = ArrayField(models.CharField(max_length=20, choices=Hidden.choices), default=list, blank=True)
    shows = ArrayField(models.CharField(max_length=20, choices=Shows.choices), default=list, blank=True)
    locked_at = models.DateTimeField(null=True)  # reported as a sexual image of a child: nobody opens it any more

    class Meta:
        ordering = ["received_at"]

    def __str__(self) -> str:
        return str(self.source)

    @property
    def data_key(self) -> DataKey:
        return self.case.data_key

    @property
    def may_be_opened(self) -> bool:
        """Not while it is locked, nor when it was set aside, nor after its key was shredded."""
        return self.locked_at is None and self.state != FileState.QUARANTINED and not self.data_key.is_shredded

    @property
    def is_being_looked_at(self) -> bool:
        return self.state not in (FileState.READY, FileState.QUARANTINED)

    @property
    def hidden_labels(self) -> list[str]:
        return [str(Hidden(code).label) for code in self.hidden]

    @property
    def shows_labels(self) -> list[str]:
        return [str(Shows(code).label) for code in self.shows]


class WorkingCopy(CaseContent):
    """What people look at instead of the original: drawn or written anew by the workshop, without anything hidden.

    The veil is a picture so small that nothing can be made out; it stands where the picture is not opened yet.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.CASCADE, related_name="working_copies")
    original = models.OneToOneField(EvidenceFile, models.CASCADE, related_name="copy")
    file = models.FileField(upload_to=sealed_name, max_length=200)
    veil = models.FileField(upload_to=sealed_name, max_length=200, blank=True)
    media_type = models.CharField(max_length=100)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    made_at = models.DateTimeField(default=timezone.now)
    likeness = models.CharField(max_length=16, blank=True)  # what near-identical pictures are found by (`cases.workshop.images`)

    class Meta:
        ordering = ["made_at"]

    def __str__(self) -> str:
        return str(self.original)

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
