from datetime import date
from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from accounts.roles import Jurisdiction
from cases.corroboration import Voices
from cases.models import Case, Claim, EvidenceFile, Source, Subject
from sanctions.models import Criterion, Element, Programme
from submissions.carrying import Out, out_of, standing
from submissions.models.word_template import WordTemplate
from submissions.querysets import DossierQuerySet, RecommendationQuerySet
from submissions.references import new_dossier_reference, new_recommendation_reference
from submissions.statuses import OVER, FileFormat, RecommendationStatus
from vault.models import DataKey
from vault.storage import sealed_name


class Dossier(models.Model):
    """The package for one government: recommendations, their evidence, the argument. Its files are sealed by `data_key`.

    One that was `made_elsewhere` was sent before this desk was used: its words and files are not here.
    """

    reference = models.CharField(max_length=12, unique=True, default=new_dossier_reference, editable=False)
    jurisdiction = models.CharField(_("Government"), max_length=2, choices=Jurisdiction.choices)
    data_key = models.OneToOneField(DataKey, models.PROTECT, related_name="+")
    made_elsewhere = models.BooleanField(default=False)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(default=timezone.now)
    # Keys of who and what this government is not told of, although the case has it. `submissions.services.redacting` writes them.
    left_victims = ArrayField(models.BigIntegerField(), default=list, editable=False)
    left_sources = ArrayField(models.BigIntegerField(), default=list, editable=False)
    left_files = ArrayField(models.UUIDField(), default=list, editable=False)

    objects = DossierQuerySet.as_manager()

    class Meta:
        ordering = ["-opened_at"]

    def __str__(self) -> str:
        return self.reference

    def get_absolute_url(self) -> str:
        return reverse("submissions:dossier", args=[self.reference])

    @property
    def first_sent_on(self) -> date | None:
        """The day of the first delivery; reads prefetched deliveries."""
        return min((delivery.sent_on for delivery in self.deliveries.all()), default=None)


class Recommendation(models.Model):
    """One ask: this government should list this subject under this programme. One line, one outcome.

    Its status changes in `submissions.workflow` alone.
    """

    reference = models.CharField(max_length=12, unique=True, default=new_recommendation_reference, editable=False)
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="recommendations")
    case = models.ForeignKey(Case, models.PROTECT, related_name="recommendations")
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="recommendations", verbose_name=_("Who"))
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="+", verbose_name=_("Under which criterion"))
    alternatives = models.ManyToManyField(
        Programme, related_name="+", blank=True, verbose_name=_("Or else under"), help_text=_("Pleaded beside the first.")
    )
    status = models.CharField(max_length=12, choices=RecommendationStatus.choices, default=RecommendationStatus.DRAFTING)
    summary = models.TextField(_("Why this person, why now"), max_length=4000, blank=True)
    affected = models.TextField(
        _("Affected persons and groups"),
        max_length=4000,
        blank=True,
        help_text=_("Name the groups. Governments almost never do, and this sentence is what they could use."),
    )
    contrary = models.TextField(
        _("Information that speaks against"),
        max_length=4000,
        blank=True,
        help_text=_("What speaks for the subject, or where you searched and found nothing."),
    )
    basis = models.JSONField(default=dict)  # the facts and the law its words were written on: `submissions.basis`
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(default=timezone.now)

    objects = RecommendationQuerySet.as_manager()

    class Meta:
        ordering = ["-opened_at"]
        constraints = [
            models.UniqueConstraint(fields=["dossier", "subject"], name="one_ask_for_a_subject_in_a_dossier"),
        ]

    def __str__(self) -> str:
        return self.reference

    def get_absolute_url(self) -> str:
        return reverse("submissions:recommendation", args=[self.reference])

    @property
    def signed_by(self) -> set[int]:
        """Keys of those whose signature stands."""
        return {sign_off.person_id for sign_off in self.sign_offs.all() if sign_off.voided_at is None}

    @property
    def has_waiver(self) -> bool:
        """Two persons let it go before it is complete (`Waiver`); reads prefetched waivers."""
        return any(waiver.stands for waiver in self.waivers.all())

    @property
    def programme(self) -> Programme:
        """The primary programme: the one its criterion belongs to."""
        return self.criterion.programme

    @property
    def out(self) -> Out:
        """Who and what of its case its dossier leaves out. Reads a case that was read whole, when there is any."""
        victims, sources = self.dossier.left_victims, self.dossier.left_sources
        if not victims and not sources:
            return Out()
        return out_of(self.case.victims.all(), self.case.sources.all(), victims, sources)

    @cached_property
    def new_elements(self) -> list[Element]:
        """Elements that its criterion got after it was opened, and that nothing is written on yet. None once it is over."""
        if self.status in OVER:
            return []
        return list(self.criterion.elements.exclude(pk__in=self.findings.values("element")))


def chain_of(source: Source) -> list[Source]:
    """A source, and everything that it repeats."""
    chain = {source.pk: source}
    while source.derived_from is not None and source.derived_from_id not in chain:
        source = source.derived_from
        chain[source.pk] = source
    return list(chain.values())


class ElementFinding(models.Model):
    """One element of the legal test: the statement that it is met, and the claims that carry it."""

    recommendation = models.ForeignKey(Recommendation, models.CASCADE, related_name="findings")
    element = models.ForeignKey(Element, models.PROTECT, related_name="+")
    statement = models.TextField(_("How the facts meet it"), max_length=4000, blank=True)
    claims = models.ManyToManyField(Claim, related_name="findings", blank=True, verbose_name=_("Claims that carry it"))

    class Meta:
        ordering = ["element__order", "pk"]
        constraints = [models.UniqueConstraint(fields=["recommendation", "element"], name="one_finding_for_an_element")]

    def __str__(self) -> str:
        return str(self.element)

    @property
    def standing_claims(self) -> list[Claim]:
        """The claims that nobody took back and that do not rest on who and what is left out alone; reads prefetched claims."""
        return standing(self.claims.all(), self.recommendation.out)

    @property
    def is_missing(self) -> bool:
        return not (self.statement.strip() and self.standing_claims)

    @property
    def rests_on_one(self) -> bool:
        """No two of its sources are independent. An element may be argued so; a reader should know."""
        left = self.recommendation.out.sources
        carrying = (source for claim in self.standing_claims for source in claim.sources.all() if source.pk not in left)
        sources = {source.pk: source for source in carrying}
        with_theirs = {one.pk: one for source in sources.values() for one in chain_of(source)}
        return Voices(list(with_theirs.values())).count(sources) == 1


class SignOff(models.Model):
    """One of the two signatures, of exactly what `sha256` is of. The second ticks law, safety and consent.

    Opening the recommendation again voids both.
    """

    recommendation = models.ForeignKey(Recommendation, models.CASCADE, related_name="sign_offs")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)  # of what was signed, as `submissions.content.signed_content` gives it
    law = models.BooleanField(default=False)
    safety = models.BooleanField(default=False)
    consent = models.BooleanField(default=False)
    at = models.DateTimeField(default=timezone.now)
    voided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["at"]
        constraints = [
            models.UniqueConstraint(
                fields=["recommendation", "person"], condition=models.Q(voided_at=None), name="nobody_signs_twice"
            ),
        ]

    def __str__(self) -> str:
        return str(self.person)


class DossierVersion(models.Model):
    """What the dossier said when it was frozen. `content` is everything the files are made from; `sha256` is its hash."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    frozen_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    frozen_at = models.DateTimeField(default=timezone.now)
    template = models.ForeignKey(WordTemplate, models.PROTECT, null=True, related_name="+")  # none: that of the site

    class Meta:
        ordering = ["dossier", "number"]
        constraints = [models.UniqueConstraint(fields=["dossier", "number"], name="version_numbers_are_unique")]

    def __str__(self) -> str:
        return f"{self.dossier} v{self.number}"

    @property
    def has_all_files(self) -> bool:
        """Every format is built; reads prefetched files."""
        return {file.format for file in self.files.all()} == set(FileFormat.values)


class Exhibit(models.Model):
    """One evidence file as it goes with a version: its label (A-1 …), in which form it goes, and the hash of that."""

    version = models.ForeignKey(DossierVersion, models.PROTECT, related_name="exhibits")
    label = models.CharField(max_length=10)
    evidence_file = models.ForeignKey(EvidenceFile, models.PROTECT, related_name="exhibits")
    is_copy = models.BooleanField(default=False)
    redacted = models.ForeignKey("submissions.RedactedCopy", models.PROTECT, null=True, related_name="exhibits")
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["version", "label"], name="exhibit_labels_are_unique")]

    def __str__(self) -> str:
        return self.label

    @property
    def kept(self) -> Any:
        """The row whose `file` holds the bytes that go: the redacted copy, the cleaned copy, or the original."""
        return self.redacted or (self.evidence_file.copy if self.is_copy else self.evidence_file)

    @property
    def is_original(self) -> bool:
        return self.redacted_id is None and not self.is_copy


class DossierFile(models.Model):
    """A finished file of a version, sealed; `sha256` is that of the plain bytes a ministry receives."""

    version = models.ForeignKey(DossierVersion, models.PROTECT, related_name="files")
    format = models.CharField(max_length=4, choices=FileFormat.choices)
    file = models.FileField(upload_to=sealed_name, max_length=200)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    built_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["format"]
        constraints = [models.UniqueConstraint(fields=["version", "format"], name="one_file_of_a_format")]

    def __str__(self) -> str:
        return f"{self.version} {self.format}"

    @property
    def data_key(self) -> DataKey:
        return self.version.dossier.data_key

    @property
    def name(self) -> str:
        """What it is called outside."""
        stem = f"{self.version.dossier.reference}-v{self.version.number}"
        return f"{stem}-to-keep.pdf" if self.format == FileFormat.PDFA else f"{stem}.{self.format}"
