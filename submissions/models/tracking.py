from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.models import Subject
from sanctions.models import ListEntry, Snapshot
from submissions.models.dossiers import Recommendation
from submissions.querysets import CandidateQuerySet
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
    """What an authority did about a recommendation, confirmed by two persons.

    `listed_on` where the list publishes a day; otherwise it lies after `not_before` (the last file
    without the entry) and not after `not_after` (the first file with it).
    """

    recommendation = models.ForeignKey(Recommendation, models.PROTECT, related_name="outcomes")
    candidate = models.ForeignKey(Candidate, models.PROTECT, related_name="outcomes")
    kind = models.CharField(max_length=30, choices=OutcomeKind.choices)
    programme_code = models.CharField(max_length=60)
    listed_on = models.DateField(null=True)
    not_before = models.DateField(null=True)
    not_after = models.DateField(null=True)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-confirmed_at"]
        constraints = [models.UniqueConstraint(fields=["recommendation", "candidate"], name="one_outcome_line")]

    def __str__(self) -> str:
        return f"{self.recommendation}: {self.get_kind_display()}"

    @property
    def days_from_delivery(self) -> tuple[int, int] | None:
        """Fewest and most days from the first delivery to the listing; equal where the day is published.

        None when nothing was delivered, or when no file without the entry was ever held.
        """
        sent_on = self.recommendation.dossier.first_sent_on
        latest = self.listed_on or self.not_after
        earliest = self.listed_on or (self.not_before and self.not_before + timedelta(days=1))
        if sent_on is None or latest is None or earliest is None:
            return None
        return (earliest - sent_on).days, (latest - sent_on).days
