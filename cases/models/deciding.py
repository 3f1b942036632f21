"""What staff find, say among themselves, and decide about a case. Nothing here is ever for the partner but the letter."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MinLengthValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.roles import Role
from cases.models.case import CaseContent
from cases.models.subjects import Subject
from cases.querysets import DeterminationQuerySet, NoteQuerySet, StaffQuerySet


class Note(CaseContent):
    """What staff say to each other about a case. A message to the partner is another thing, and stands elsewhere."""

    text = models.TextField(_("A note for colleagues"), max_length=4000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    is_urgent = models.BooleanField(_("It cannot wait"), default=False)
    people = ArrayField(models.BigIntegerField(), default=list)  # whom it speaks to by name
    roles = ArrayField(models.CharField(max_length=20, choices=Role.choices), default=list)
    read_by = ArrayField(models.BigIntegerField(), default=list)

    objects = NoteQuerySet.as_manager()  # type: ignore[misc, assignment]

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.at:%Y-%m-%d}"

    def is_to(self, user: object) -> bool:
        return user.pk in self.people or not user.roles.isdisjoint(self.roles)  # type: ignore[attr-defined]


class Screening(CaseContent):
    """One answer to one question of the checklist. A new answer is a new row; the newest one counts."""

    class Answer(models.TextChoices):
        YES = "yes", _("Yes")
        NO = "no", _("No")
        UNSURE = "unsure", _("Not sure")

    item = models.CharField(max_length=20)
    answer = models.CharField(max_length=6, choices=Answer.choices)
    words = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = StaffQuerySet.as_manager()  # type: ignore[misc, assignment]

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.item}: {self.get_answer_display()}"


class Identification(CaseContent):
    """How we know that a subject is this person, and who it is not. Written before a case is accepted; the newest counts."""

    subject = models.ForeignKey(Subject, models.CASCADE, related_name="identifications")
    how_known = models.TextField(_("How do we know that it is this person?"), max_length=4000, validators=[MinLengthValidator(3)])
    look_alikes = models.TextField(
        _("Which people of a similar name were excluded, and how?"), max_length=4000, validators=[MinLengthValidator(3)]
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.subject_id}"


class Assessment(CaseContent):
    """One person's own reading of a case in numbers and words. Each has one, and may change it until it is decided."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    scores = models.JSONField(default=dict)  # criterion: 0 to 4, or None where it does not apply
    words = models.TextField(_("In words"), max_length=4000, blank=True)
    abstained = models.BooleanField(default=False)
    at = models.DateTimeField(default=timezone.now)

    objects = StaffQuerySet.as_manager()  # type: ignore[misc, assignment]

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["case", "by"], name="one_assessment_of_each")]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.by}"


class Determination(CaseContent):
    """A decision on its way: drafted by one, confirmed by another, then a letter in the outbox until somebody lets it go.

    It takes effect with its letter. Until then it can be changed and stopped, and the partner sees nothing of it.
    """

    class Kind(models.TextChoices):
        ACCEPT = "accept", _("Accept the case")
        DECLINE = "decline", _("Decline the case")

    kind = models.CharField(_("What you propose"), max_length=8, choices=Kind.choices, default=Kind.ACCEPT)
    reasons = models.TextField(_("Why, for colleagues"), max_length=4000)
    letter = models.TextField(_("The letter to the partner"), max_length=4000)
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField(default=timezone.now)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    released_at = models.DateTimeField(null=True)
    stopped_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    stopped_at = models.DateTimeField(null=True)

    objects = DeterminationQuerySet.as_manager()  # type: ignore[misc, assignment]

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=models.Q(released_at=None, stopped_at=None), name="one_decision_on_its_way"
            ),
            models.CheckConstraint(
                condition=models.Q(confirmed_by=None) | ~models.Q(confirmed_by=models.F("drafted_by")),
                name="a_decision_takes_two",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.get_kind_display()}"

    @property
    def is_on_its_way(self) -> bool:
        return self.released_at is None and self.stopped_at is None

    @property
    def waits_in_outbox(self) -> bool:
        return self.is_on_its_way and self.confirmed_by_id is not None


class CaseVersion(CaseContent):
    """Everything that stood in a case when it was filed, returned or answered. Written once; PostgreSQL refuses to change it."""

    number = models.PositiveIntegerField()
    why = models.CharField(max_length=20)  # the step after which it was kept
    content = models.JSONField()
    changes = models.JSONField(default=dict)  # section: how many things are not as in the version before
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["case", "number"], name="version_number_once")]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.number}"
