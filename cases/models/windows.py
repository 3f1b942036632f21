"""By when a case should be ready, and what colleagues do with it from which day on."""

import uuid
from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.roles import Jurisdiction
from cases.models.case import Case, CaseContent
from cases.querysets import PhaseQuerySet, StaffQuerySet, WindowQuerySet


class SubmissionWindow(models.Model):
    """A day by which a government should have what we ask, such as the designations that come around 10 December."""

    name = models.CharField(_("What it is called"), max_length=100)
    government = models.CharField(_("Government"), max_length=2, choices=Jurisdiction.choices)
    closes_on = models.DateField(_("Ready by"))
    cases = models.ManyToManyField(Case, related_name="windows", blank=True)

    objects = WindowQuerySet.as_manager()

    class Meta:
        ordering = ["closes_on", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["name", "government", "closes_on"],
                name="one_window_of_a_kind",
                violation_error_message=_("There is a window of this name and day already."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def phase_on(self, day: date) -> "ReviewPhase | None":
        """The last one that has begun; none before the first one and after the day of the window."""
        begun = [phase for phase in self.phases.all() if phase.begins_on <= day <= self.closes_on]
        return begun[-1] if begun else None

    def last_day_of(self, phase: "ReviewPhase") -> date:
        """A phase lasts until the next one begins, and the last one as long as its window."""
        later = [other.begins_on for other in self.phases.all() if other.begins_on > phase.begins_on]
        return min(later) - timedelta(days=1) if later else self.closes_on


class ReviewPhase(models.Model):
    """From a day on: what colleagues do with the cases of a window. Counts while `REVIEW_PHASES` is set; see `cases.phases`."""

    class Others(models.TextChoices):
        """Whose readings one reads, from the freest to the strictest."""

        ALWAYS = "always", _("by everybody")
        AFTER_OWN = "after", _("by those who have given their own")
        NEVER = "never", _("by nobody else")

    window = models.ForeignKey(SubmissionWindow, models.CASCADE, related_name="phases")
    name = models.CharField(_("What it is called"), max_length=60)
    begins_on = models.DateField(_("From"))
    takes_readings = models.BooleanField(_("Colleagues give their own readings"), default=True)
    others = models.CharField(_("A reading is read"), max_length=6, choices=Others.choices, default=Others.AFTER_OWN)
    takes_notes = models.BooleanField(_("Notes are written"), default=True)
    takes_decisions = models.BooleanField(_("Cases are accepted and declined"), default=False)

    objects = PhaseQuerySet.as_manager()

    class Meta:
        ordering = ["begins_on"]
        constraints = [models.UniqueConstraint(fields=["window", "begins_on"], name="one_phase_begins_on_a_day")]

    def __str__(self) -> str:
        return self.name


class Placement(CaseContent):
    """That a case was put into a window, or taken out. What was done to many at once has one `batch`, by which it is undone."""

    window = models.ForeignKey(SubmissionWindow, models.CASCADE, related_name="placements")
    is_in = models.BooleanField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    batch = models.UUIDField(default=uuid.uuid4, db_index=True)
    undone = models.BooleanField(default=False)

    objects = StaffQuerySet.as_manager()  # type: ignore[misc, assignment]

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.window_id}"
