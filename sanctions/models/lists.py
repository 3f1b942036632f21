from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse

from sanctions.entries import ListedEntry, ListSource
from sanctions.plain import from_plain
from sanctions.querysets import (
    ChangeQuerySet,
    EntryVersionQuerySet,
    Facts,
    ListEntryQuerySet,
    SnapshotQuerySet,
    TwinQuerySet,
    WatchedListQuerySet,
)
from sanctions.sources import SOURCES
from sanctions.statuses import ChangeKind, Decision, EntryKind, TwinGround, TwinKind, TwinVerdict, Verdict


class WatchedList(models.Model):
    """One row for each official list; locking it lets one worker at a time absorb the list."""

    slug = models.SlugField(primary_key=True)
    checked_at = models.DateTimeField(null=True)  # when a publication was last looked at, whatever came of it
    confirmed_at = models.DateTimeField(null=True)  # when what we hold was last found to be what is published
    marks = models.JSONField(default=dict)  # of each file as last fetched and absorbed: what its server calls that state

    objects = WatchedListQuerySet.as_manager()

    class Meta:
        ordering = ["slug"]

    def __str__(self) -> str:
        return self.source.title if self.source else self.slug

    def get_absolute_url(self) -> str:
        return reverse("sanctions:list", args=[self.slug])

    @property
    def source(self) -> ListSource | None:
        return SOURCES.get(self.slug)


class Snapshot(models.Model):
    """One publication of a list, kept byte for byte: absorbed, or set aside with the reason.

    What is first seen here was published after `previous` and not later than this.
    """

    watched_list = models.ForeignKey(WatchedList, models.PROTECT, related_name="snapshots")
    sha256 = models.CharField(max_length=64)
    parts = models.JSONField()  # name of each file: its sha256, and, if it is older than this publication, of which day
    is_partial = models.BooleanField(default=False)  # a publication of changes alone
    published_on = models.DateField(null=True)
    went_back_to = models.DateField(null=True)  # of a list that went back: the day, before what we held, that the file is of
    fetched_at = models.DateTimeField()
    verdict = models.CharField(max_length=20, choices=Verdict.choices)
    reason = models.TextField(blank=True)
    previous = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    entry_count = models.PositiveIntegerField(default=0)
    programme_counts = models.JSONField(default=dict)
    kind_counts = models.JSONField(default=dict)
    fact_counts = models.JSONField(default=dict)  # how many entries have each expected fact
    change_counts = models.JSONField(default=dict)
    # Of one that was set aside: whether it can be taken in all the same, and what people made of it.
    is_releasable = models.BooleanField(default=False)
    decision = models.CharField(max_length=20, choices=Decision.choices, blank=True)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    objects = SnapshotQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(verdict=Verdict.ABSORBED, reason="")
                | (models.Q(verdict=Verdict.QUARANTINED) & ~models.Q(reason="")),
                name="set_aside_with_a_reason",
            ),
            models.CheckConstraint(
                condition=~models.Q(decision=Decision.RELEASED)
                | (models.Q(proposed_by__isnull=False, decided_by__isnull=False) & ~models.Q(proposed_by=models.F("decided_by"))),
                name="released_by_two",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.watched_list_id} {self.as_of}"

    def get_absolute_url(self) -> str:
        return reverse("sanctions:publication", args=[self.watched_list_id, self.pk])

    @property
    def as_of(self) -> date:
        """The day it was published, or else the day we first held it."""
        return self.published_on or self.fetched_at.date()

    @property
    def is_absorbed(self) -> bool:
        return self.verdict == Verdict.ABSORBED

    @property
    def is_open(self) -> bool:
        """Set aside, and nobody has decided yet."""
        return not self.is_absorbed and self.decision not in {Decision.RELEASED, Decision.REFUSED}

    @property
    def older_parts(self) -> dict[str, date | None]:
        """Files that this publication lacked: what they say stands as of the day given here."""
        older = {name: part.get("of") for name, part in self.parts.items() if part["older"]}
        return {name: date.fromisoformat(day) if day else None for name, day in older.items()}

    @property
    def files(self) -> list[tuple[str, dict[str, Any], date | None]]:
        """Each file by name, with what is kept of it, and the day as of which it stands when this publication lacked it."""
        return [(name, part, self.older_parts.get(name)) for name, part in self.parts.items()]


class ListEntry(models.Model):
    """A name on an official list. Its identity is the publisher's; what is said of it is in its versions."""

    watched_list = models.ForeignKey(WatchedList, models.PROTECT, related_name="entries")
    reference = models.CharField(max_length=120)
    kind = models.CharField(max_length=20, choices=EntryKind.choices)
    name = models.CharField(max_length=500)  # the primary one, as last published
    digest = models.CharField(max_length=32)  # of what was last said of it, programmes apart
    first_seen = models.ForeignKey(Snapshot, models.PROTECT, related_name="+")
    gone_since = models.ForeignKey(Snapshot, models.PROTECT, null=True, related_name="+")

    objects = ListEntryQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "list entries"
        constraints = [models.UniqueConstraint(fields=["watched_list", "reference"], name="one_entry_per_reference")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("sanctions:entry", args=[self.watched_list_id, self.reference])

    @property
    def is_listed(self) -> bool:
        return self.gone_since_id is None


class EntryVersion(models.Model):
    """What a list said of one entry, from one publication until another version follows."""

    entry = models.ForeignKey(ListEntry, models.PROTECT, related_name="versions")
    snapshot = models.ForeignKey(Snapshot, models.PROTECT, related_name="+")
    content = models.JSONField()  # a ListedEntry as `sanctions.plain` writes it

    objects = EntryVersionQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["entry", "-id"], name="version_newest")]

    def __str__(self) -> str:
        return f"{self.entry_id} in {self.snapshot_id}"

    @property
    def listed(self) -> ListedEntry:
        return from_plain(self.content)


class EntryProgramme(models.Model):
    """One programme tag on one entry, from its first publication until the first one without it."""

    entry = models.ForeignKey(ListEntry, models.PROTECT, related_name="programmes")
    code = models.CharField(max_length=300)  # as the list writes it
    first_seen = models.ForeignKey(Snapshot, models.PROTECT, related_name="+")
    gone_since = models.ForeignKey(Snapshot, models.PROTECT, null=True, related_name="+")

    objects = Facts.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["entry", "code"], condition=models.Q(gone_since=None), name="one_standing_tag"),
        ]
        indexes = [models.Index(fields=["code"], name="tag_by_code")]

    def __str__(self) -> str:
        return self.code


class Change(models.Model):
    """What one publication changed. It happened after `snapshot.previous` and not later than `snapshot`."""

    snapshot = models.ForeignKey(Snapshot, models.PROTECT, related_name="changes")
    entry = models.ForeignKey(ListEntry, models.PROTECT, related_name="changes")
    kind = models.CharField(max_length=20, choices=ChangeKind.choices)
    programme = models.CharField(max_length=300, blank=True)

    objects = ChangeQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=[ChangeKind.PROGRAMME_ADDED, ChangeKind.PROGRAMME_REMOVED]) ^ models.Q(programme=""),
                name="a_programme_where_one_changed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.entry_id}"

    @property
    def interval(self) -> tuple[date | None, date]:
        """The last publication without it (None when we held none), and the first with it."""
        previous = self.snapshot.previous
        return previous.as_of if previous else None, self.snapshot.as_of


class Twin(models.Model):
    """Two entries of one list that may be one party: listed twice, merged, or listed anew under a corrected name.

    An entry that left and is somebody's twin has perhaps only been merged or renamed; it is not called delisted. A person says.
    """

    first = models.ForeignKey(ListEntry, models.PROTECT, related_name="twins_first")  # of those two where one left: that one
    second = models.ForeignKey(ListEntry, models.PROTECT, related_name="twins_second")
    kind = models.CharField(max_length=20, choices=TwinKind.choices)
    ground = models.CharField(max_length=20, choices=TwinGround.choices)
    snapshot = models.ForeignKey(Snapshot, models.PROTECT, related_name="twins")  # in which it was noticed
    verdict = models.CharField(max_length=20, choices=TwinVerdict.choices, blank=True)
    said_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    said_at = models.DateTimeField(null=True)

    objects = TwinQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["first", "second", "kind"], name="noticed_once"),
            models.CheckConstraint(
                condition=models.Q(verdict="", said_by=None) | (~models.Q(verdict="") & models.Q(said_by__isnull=False)),
                name="said_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} and {self.second_id}"


class EntryName(models.Model):
    """A name of an entry as last published, folded for trigrams. Made anew from the version; never a source."""

    entry = models.ForeignKey(ListEntry, models.CASCADE, related_name="+", db_constraint=False)
    name = models.CharField(max_length=500)
    folded = models.CharField(max_length=500)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name


class NameKey(models.Model):
    """A key under which an entry is found: a token, its beginning, its consonants, hashed. Never a source.

    Hundreds of thousands of rows are written at once, so PostgreSQL is not asked to check each against its entry.
    """

    pk = models.CompositePrimaryKey("key", "entry_id")
    key = models.BigIntegerField()
    entry = models.ForeignKey(ListEntry, models.CASCADE, related_name="+", db_constraint=False)

    class Meta:
        ordering = ["key", "entry_id"]

    def __str__(self) -> str:
        return str(self.key)
