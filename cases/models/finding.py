"""What searches read: words of cases, keys of names, and how far changes were taken in. Nothing sealed is ever copied here."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.models.case import CaseContent
from cases.models.evidence import EvidenceFile
from cases.models.subjects import Subject
from cases.querysets import OfOnePersonQuerySet, SearchTextQuerySet


class SearchText(CaseContent):
    """A piece of a case as words to be looked for. Written by `cases.finding.index` alone, from what stands unsealed."""

    class Part(models.TextChoices):
        TITLE = "title", _("Working title")
        NOTE = "note", _("First note")
        SUBJECT = "subject", _("Subject")
        INCIDENT = "incident", _("What happened")
        CLAIM = "claim", _("Claim")
        SOURCE = "source", _("Source")
        TOLD = "told", _("Told in words")
        FILE = "file", _("A file that anybody can find")
        TERMS = "terms", _("Terms")  # see cases.finding.terms; it has no words of its own
        SCAN = "scan", _("A scan that anybody can find, read by machine: letters may be wrong")

    part = models.CharField(max_length=10, choices=Part.choices)
    file = models.ForeignKey(EvidenceFile, models.CASCADE, null=True, related_name="+")
    page = models.PositiveIntegerField(null=True)
    body = models.TextField()
    words = SearchVectorField()

    objects = SearchTextQuerySet.as_manager()  # type: ignore[misc, assignment]

    class Meta:
        ordering = ["pk"]
        indexes = [GinIndex(fields=["words"], name="search_by_words")]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.part}"


class FileRead(CaseContent):
    """The text of this file was looked for, and how many pages with text there were."""

    file = models.OneToOneField(EvidenceFile, models.CASCADE, related_name="+")
    pages = models.PositiveIntegerField(default=0)
    was_cut = models.BooleanField(default=False)  # more than is read of one file, or a page that nothing could read
    unread = ArrayField(models.PositiveIntegerField(), default=list)  # pages without words, to be read as pictures
    scanned = models.PositiveIntegerField(default=0)  # pages that were read as pictures
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return str(self.file_id)


class SubjectKey(CaseContent):
    """One of the keys that the names of a subject are found by, whatever script they stand in (`sanctions.matching.names`)."""

    subject = models.ForeignKey(Subject, models.CASCADE, related_name="+")
    key = models.BigIntegerField()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["key", "subject"], name="subject_by_key")]

    def __str__(self) -> str:
        return str(self.subject_id)


class IndexCursor(models.Model):
    """How far the record was read by the index: one row."""

    record = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.record)


class SavedSearch(models.Model):
    """A search under a name. `known` are the cases that it found when it was last looked at; a new one is told of."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_searches")
    name = models.CharField(_("What you call this search"), max_length=60)
    query = models.CharField(max_length=300)
    tells = models.BooleanField(_("Tell me when there is something new in it"), default=False)
    known = ArrayField(models.BigIntegerField(), default=list)
    has_news = models.BooleanField(default=False)

    objects = OfOnePersonQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [models.UniqueConstraint(fields=["person", "name"], name="one_search_of_a_name")]

    def __str__(self) -> str:
        return self.name
