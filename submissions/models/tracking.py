from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.models import Subject
from sanctions.models import Change, ListEntry, Snapshot
from submissions.models.dossiers import Recommendation
from submissions.outcome_kinds import LISTED
from submissions.querysets import CandidateQuerySet, OutcomeQuerySet
from submissions.statuses import OutcomeKind, Verdict


class ListCursor(models.Model):
    """How far the changes of the lists, and those of our subjects, have been compared; and with which algorithm. One row."""

    change = models.PositiveBigIntegerField(default=0)
    record = models.PositiveBigIntegerField(default=0)  # of the audit record: what was saved up to there has been compared
    algorithm = models.CharField(max_length=40, blank=True)  # with which everything was last compared
    tried = models.CharField(max_length=40, blank=True)  # the algorithm last tried on what people have judged
    differences = models.JSONField(default=list)  # what it says otherwise, as `submissions.replay` gives them
    accepted = models.CharField(max_length=40, blank=True)  # the one that a person lets do worse
    accepted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return str(self.change)

    @property
    def worse(self) -> list[dict[str, Any]]:
        return [difference for difference in self.differences if difference["worse"]]

    @property
    def is_held(self) -> bool:
        """Whether the algorithm last tried does worse on what people judged, and nobody has let it."""
        return bool(self.worse) and self.accepted != self.tried


class Candidate(models.Model):
    """A machine's proposal that a subject of ours is an entry of theirs. It decides nothing.

    `reasons` is a list of {"what", "ours", "theirs", "verdict", "words"}, as `sanctions.matching` gives them; the name's also has
    the words that were "aligned". `basis` is a digest of what was compared.
    """

    subject = models.ForeignKey(Subject, models.PROTECT, related_name="candidates")
    entry = models.ForeignKey(ListEntry, models.PROTECT, related_name="+")
    snapshot = models.ForeignKey(Snapshot, models.PROTECT, related_name="+")
    score = models.FloatField()
    band = models.CharField(max_length=10)
    reasons = models.JSONField(default=list)
    algorithm = models.CharField(max_length=40)
    basis = models.CharField(max_length=32, blank=True)
    reopened_at = models.DateTimeField(null=True)  # when what people had judged was no longer what is known
    found_at = models.DateTimeField(default=timezone.now)

    objects = CandidateQuerySet.as_manager()

    class Meta:
        ordering = ["-score", "pk"]
        constraints = [models.UniqueConstraint(fields=["subject", "entry"], name="candidate_once")]

    def __str__(self) -> str:
        return f"{self.subject.reference} ↔ {self.entry.reference}"

    def get_absolute_url(self) -> str:
        return reverse("submissions:candidate", args=[self.pk])


class Judgement(models.Model):
    """A person's word on a candidate, as it was said and when. Who changes their mind says a new one; the last one stands."""

    candidate = models.ForeignKey(Candidate, models.PROTECT, related_name="judgements")
    verdict = models.CharField(_("Is this the same person?"), max_length=10, choices=Verdict.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    superseded_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["candidate", "by"], condition=models.Q(superseded_at=None), name="one_word_of_a_person_stands"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.candidate}: {self.get_verdict_display()}"


class Outcome(models.Model):
    """What an authority did about a recommendation. It stands when a second person has confirmed it, and until it is undone.

    Days that are not one: `listed_on` where the list publishes it, and `announced_on`; an amendment is an outcome of its own.
    Without either it lies after `not_before` (the last file without it) and not after `not_after` (the first file with it).
    What became of an earlier outcome is `about` it; `change` is what a list showed, when a machine put the question.
    """

    recommendation = models.ForeignKey(Recommendation, models.PROTECT, related_name="outcomes")
    candidate = models.ForeignKey(Candidate, models.PROTECT, null=True, related_name="outcomes")
    about = models.ForeignKey("self", models.PROTECT, null=True, related_name="followed_by")
    change = models.ForeignKey(Change, models.PROTECT, null=True, related_name="+")
    kind = models.CharField(_("What happened"), max_length=40, choices=OutcomeKind.choices)
    programme_code = models.CharField(max_length=300, blank=True)
    listed_on = models.DateField(null=True)
    announced_on = models.DateField(_("The day it was announced"), null=True, blank=True)
    not_before = models.DateField(null=True)
    not_after = models.DateField(null=True)
    source_words = models.CharField(_("Where that is written"), max_length=500, blank=True)
    source_url = models.URLField(_("Its address"), max_length=500, blank=True)
    measures = models.CharField(_("What they imposed"), max_length=200, blank=True)
    limb = models.CharField(_("Under which part of the law"), max_length=200, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    undo_asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    undo_why = models.CharField(max_length=500, blank=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)

    objects = OutcomeQuerySet.as_manager()

    class Meta:
        ordering = ["-confirmed_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["recommendation", "candidate"],
                condition=models.Q(change=None, undone_at=None, candidate__isnull=False),
                name="one_listing_of_an_entry",
            ),
            models.UniqueConstraint(fields=["recommendation", "change", "kind"], name="put_to_people_once"),
            models.CheckConstraint(
                condition=models.Q(recorded_by=None)
                | models.Q(confirmed_by=None)
                | ~models.Q(confirmed_by=models.F("recorded_by")),
                name="outcome_takes_two",
            ),
            models.CheckConstraint(
                condition=models.Q(candidate__isnull=False) | ~models.Q(source_words=""), name="outcome_names_its_source"
            ),
            models.CheckConstraint(
                condition=models.Q(undone_by=None)
                | models.Q(undo_asked_by=None)
                | models.Q(confirmed_by=None)
                | ~models.Q(undone_by=models.F("undo_asked_by")),
                name="undoing_takes_two",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.recommendation}: {self.get_kind_display()}"

    def get_absolute_url(self) -> str:
        return reverse("submissions:outcome", args=[self.pk])

    @property
    def stands(self) -> bool:
        return self.confirmed_at is not None and self.undone_at is None

    @property
    def is_open(self) -> bool:
        """Waits for a first or a second person."""
        return self.confirmed_at is None and self.undone_at is None

    @property
    def is_listing(self) -> bool:
        return self.kind in LISTED

    @property
    def latest_day(self) -> date | None:
        """The last day on which it can have happened, as far as anybody knows."""
        return self.listed_on or self.announced_on or self.not_after

    @property
    def days_from_delivery(self) -> tuple[int, int] | None:
        """Fewest and most days from the first delivery to the listing; equal where the day is published.

        None when nothing was delivered, or when no file without the entry was ever held.
        """
        sent_on = self.recommendation.dossier.first_sent_on
        known = self.listed_on or self.announced_on
        latest = known or self.not_after
        earliest = known or (self.not_before and self.not_before + timedelta(days=1))
        if sent_on is None or latest is None or earliest is None:
            return None
        return (earliest - sent_on).days, (latest - sent_on).days
