import uuid

from django.apps import apps
from django.conf import settings
from django.conf.locale import LANG_INFO
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.roles import Jurisdiction
from cases import clock
from cases.models.wording import Wording
from cases.querysets import CaseContentQuerySet, CaseQuerySet
from cases.references import new_reference
from cases.statuses import OPEN, CaseStatus
from cases.validators import no_invisible_characters
from vault.fields import SealedTextField
from vault.models import DataKey

# Every language that the framework has a name for, each by its own name; what is written in another says nothing.
LANGUAGES = sorted(((code, row["name_local"]) for code, row in LANG_INFO.items() if "name_local" in row), key=lambda one: one[1])


# What row security asks of a case. With these in it, an index counts cases without reading them.
SEEN_BY = ["organisation", "accepted_at", "consented_for", "argued_before", "joined_by"]


def every_government() -> list[str]:
    """What holds for a case in which nobody stands yet who must be asked."""
    return sorted(Jurisdiction.values)


class Case(models.Model):
    """One documented abuse. Its status changes in `cases.workflow` alone; `data_key` seals its identities and files."""

    reference = models.CharField(max_length=12, unique=True, default=new_reference, editable=False)
    organisation = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="cases")
    title = models.CharField(
        _("a working title"),
        max_length=200,
        blank=True,
        validators=[no_invisible_characters],
        help_text=_("So that you find it again. Never the name of a victim or witness."),
    )
    language = models.CharField(_("In which language you write"), max_length=10, blank=True)
    status = models.CharField(max_length=20, choices=CaseStatus.choices, default=CaseStatus.NOTED)
    data_key = models.OneToOneField(DataKey, models.PROTECT, related_name="+")
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    typed_by = models.ForeignKey(  # somebody of the coalition who types it for the partner (`Dictation`)
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    opened_at = models.DateTimeField(default=timezone.now)
    taken_up_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    accepted_at = models.DateTimeField(null=True)
    # Governments whose liaisons may read the case once it is accepted. PostgreSQL keeps both, by triggers (migration
    # 0006 and one of submissions): nothing here writes them.
    consented_for = ArrayField(models.CharField(max_length=2), default=every_government, editable=False)
    argued_before = ArrayField(models.CharField(max_length=2), default=list, editable=False)
    # Other organisations that file it together with its own, and those of them that write in every part. PostgreSQL keeps
    # both from `CoFiling` (migration 0009).
    joined_by = ArrayField(models.BigIntegerField(), default=list, editable=False)
    cofiled_by = ArrayField(models.BigIntegerField(), default=list, editable=False)
    assigned_to = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    with_us_since = models.DateField(null=True, default=timezone.localdate)  # None while the partner must act, or nobody
    days_with_us = models.PositiveIntegerField(default=0)  # working days before `with_us_since`
    due_on = models.DateField(null=True, default=clock.first_note_due)
    wording = models.ForeignKey(Wording, models.PROTECT, null=True, related_name="+")  # the words it was filed under

    objects = CaseQuerySet.as_manager()

    class Meta:
        ordering = ["-opened_at", "-pk"]
        indexes = [
            models.Index(fields=["organisation", "-opened_at"], name="case_by_organisation"),
            models.Index(fields=["status", "-opened_at", "-id"], include=SEEN_BY, name="case_by_status"),
            models.Index(
                fields=["status", "due_on", "id"],
                include=["assigned_to", "taken_up_by", *SEEN_BY],
                condition=models.Q(status__in=OPEN),
                name="case_open",
            ),
            models.Index(fields=["-opened_at", "-id"], name="case_accepted", condition=models.Q(accepted_at__isnull=False)),
            models.Index(fields=["due_on", "id"], name="case_by_due_day"),
            models.Index(fields=["-opened_at", "-id"], name="case_by_opening"),
            GinIndex(fields=["joined_by"], name="case_by_joining"),
        ]

    def __str__(self) -> str:
        return self.reference

    def get_absolute_url(self) -> str:
        return reverse("cases:detail", args=[self.reference])

    @property
    def name(self) -> str:
        return self.title or self.reference

    @property
    def language_name(self) -> str:
        """By its own name; nothing when the partner has not said."""
        return str(dict(LANGUAGES).get(self.language, ""))

    @property
    def age(self) -> int:
        """Working days with the coalition; they do not run while the partner owes an answer."""
        return clock.age(self)

    @property
    def is_with_us(self) -> bool:
        """The coalition owes the next act, and its clock runs."""
        return self.status in clock.GOALS

    @property
    def is_overdue(self) -> bool:
        return self.is_with_us and self.due_on is not None and self.due_on < timezone.localdate()

    @property
    def has_open_question(self) -> bool:
        return any(question.is_open for question in self.questions.all())

    @property
    def is_paused(self) -> bool:
        """A partner is not safe, whoever of those that file it: what is unsent must stop."""
        return any(alarm.ended_at is None for alarm in self.organisation.alarms.all()) or self._others_are_unsafe()

    def _others_are_unsafe(self) -> bool:
        if not self.joined_by:
            return False
        alarms = apps.get_model("cases.Alarm").objects.open()
        return bool(alarms.filter(organisation__in=self.joined_by).exists())

    @property
    def organisations(self) -> list[int]:
        """The keys of all that file it, the one that leads first."""
        return [self.organisation_id, *self.joined_by]

    @property
    def has_open_correction(self) -> bool:
        """The partner says that something changed, and nobody has dealt with it: what is unsent must stop."""
        return any(correction.is_open for correction in self.corrections.all())


class CaseContent(models.Model):
    """A row that belongs to a case and is visible exactly when the case is."""

    case_path = "case"

    case = models.ForeignKey(Case, models.CASCADE, related_name="%(class)ss")

    objects = CaseContentQuerySet.as_manager()

    class Meta:
        abstract = True


class FirstNote(CaseContent):
    """A few lines that staff answer before anybody is asked for more. No upload, no name of a survivor."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.OneToOneField(Case, models.CASCADE, related_name="first_note")
    who = models.TextField(_("Who is responsible, and which post did they hold?"), max_length=2000)
    what = models.TextField(_("What was done, where, and when?"), max_length=4000)
    how_known = models.TextField(_("How do you know?"), max_length=2000)
    evidence = models.TextField(_("What evidence exists?"), max_length=2000, blank=True)
    safe_contact = SealedTextField(key="case.data_key")
    written_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["written_at"]

    def __str__(self) -> str:
        return str(self.case)


class StepNote(CaseContent):
    """The words that went with a step, for the partner to read: why a case was returned, declined or withdrawn."""

    action = models.CharField(max_length=20)
    text = models.TextField(max_length=4000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"{self.case} {self.action}"
