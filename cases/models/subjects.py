from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.models.case import Case
from cases.querysets import CaseContentQuerySet
from cases.references import new_subject_reference
from cases.validators import approximate_date, no_invisible_characters


class Subject(models.Model):
    """A person or body that a case says is responsible: *alleged*, until an authority acts.

    Cases share the register through `NamedSubject`; `opened_in` is the case that named it first.
    """

    case_path = "opened_in"

    class Kind(models.TextChoices):
        PERSON = "person", _("A person")
        BODY = "organisation", _("A body, unit or company")

    reference = models.CharField(max_length=12, unique=True, default=new_subject_reference, editable=False)
    opened_in = models.ForeignKey(Case, models.CASCADE, related_name="opened_subjects")
    cases = models.ManyToManyField(Case, through="NamedSubject", related_name="subjects")
    kind = models.CharField(_("A person or a body?"), max_length=12, choices=Kind.choices, default=Kind.PERSON)
    birth_date = models.CharField(_("Born"), max_length=10, blank=True, validators=[approximate_date])
    nationality = models.CharField(_("Nationality"), max_length=100, blank=True, validators=[no_invisible_characters])

    objects = CaseContentQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.main_name or self.reference

    @property
    def main_name(self) -> str:
        names = list(self.names.all())
        return names[0].text if names else ""


class NamedSubject(models.Model):
    """One case names one subject."""

    case_path = "case"

    case = models.ForeignKey(Case, models.CASCADE, related_name="named_subjects")
    subject = models.ForeignKey(Subject, models.CASCADE, related_name="named_in")

    objects = CaseContentQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["case", "subject"], name="subject_named_once_in_a_case")]

    def __str__(self) -> str:
        return f"{self.case} {self.subject}"


class SubjectName(models.Model):
    """A name as it is written, each script its own row. The first one is the name used on pages."""

    case_path = "subject__opened_in"

    class Kind(models.TextChoices):
        FULL = "full", _("Full name, Latin letters")
        ORIGINAL = "original", _("Full name, original script")
        ALIAS = "alias", _("Also known as")

    subject = models.ForeignKey(Subject, models.CASCADE, related_name="names")
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.FULL)
    text = models.CharField(max_length=300, validators=[no_invisible_characters])

    objects = CaseContentQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text


class Position(models.Model):
    """A post somebody held. Open ends are unknown or ongoing."""

    case_path = "subject__opened_in"

    subject = models.ForeignKey(Subject, models.CASCADE, related_name="positions")
    title = models.CharField(_("Post or rank"), max_length=200, validators=[no_invisible_characters])
    body = models.CharField(_("Where: unit, ministry, company"), max_length=200, blank=True, validators=[no_invisible_characters])
    since = models.CharField(_("From"), max_length=10, blank=True, validators=[approximate_date])
    until = models.CharField(_("Until"), max_length=10, blank=True, validators=[approximate_date])

    objects = CaseContentQuerySet.as_manager()

    class Meta:
        ordering = ["since", "pk"]

    def __str__(self) -> str:
        return f"{self.title}, {self.body}" if self.body else self.title
