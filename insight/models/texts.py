from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.vocabularies import VictimGroup
from insight.querysets import OfficialTextQuerySet, PublicTexts, ReadingQuerySet
from insight.statuses import Recognition, TextKind
from sanctions.models import ListEntry
from sanctions.models.law import LAW_OF as GOVERNMENTS

LONGEST = 1_000_000


class OfficialText(models.Model):
    """What a government itself published about one or many designations. Public, word for word, kept by its hash."""

    government = models.CharField(_("Government"), max_length=2, choices=GOVERNMENTS)
    kind = models.CharField(_("What kind of text"), max_length=10, choices=TextKind.choices, default=TextKind.RELEASE)
    title = models.CharField(_("Title"), max_length=300)
    url = models.URLField(_("Its address"), max_length=500, blank=True)
    published_on = models.DateField(_("Published on"), null=True, blank=True)
    language = models.CharField(_("Language"), max_length=10, default="en")
    text = models.TextField(_("The text, whole"), max_length=LONGEST)
    sha256 = models.CharField(max_length=64, unique=True)
    entries = models.ManyToManyField(ListEntry, related_name="official_texts")
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)

    objects = OfficialTextQuerySet.as_manager()

    class Meta:
        ordering = ["-published_on", "-pk"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("insight:text", args=[self.pk])


class Reading(models.Model):
    """One person has read one text to its end. Groups without a coding are absent from it. Reading again is another row."""

    text = models.ForeignKey(OfficialText, models.PROTECT, related_name="readings")
    coder = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    superseded_at = models.DateTimeField(null=True)

    objects = ReadingQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["text", "coder"], condition=models.Q(superseded_at=None), name="one_reading_of_a_coder_stands"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.text_id} by {self.coder_id}"

    @property
    def verdicts(self) -> dict[str, str]:
        """By group; reads prefetched codings."""
        return {coding.group: coding.recognition for coding in self.codings.all()}


class Coding(models.Model):
    """What one reading says of one group, with the passage it rests on, as it stands in the text."""

    reading = models.ForeignKey(Reading, models.CASCADE, related_name="codings")
    group = models.CharField(_("Group"), max_length=40, choices=VictimGroup.choices)
    recognition = models.CharField(_("What the text says of them"), max_length=10, choices=Recognition.choices)
    passage = models.CharField(_("The passage, word for word"), max_length=1000)

    objects = PublicTexts.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["reading", "group"], name="one_coding_of_a_group"),
            models.CheckConstraint(condition=~models.Q(passage=""), name="a_code_quotes_its_passage"),
        ]

    def __str__(self) -> str:
        return f"{self.group}: {self.recognition}"


class ReasonsCursor(models.Model):
    """How far the versions of entries were searched for statements of reasons. One row."""

    version = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.version)
