from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases.models.case import CaseContent
from cases.models.subjects import Subject
from cases.models.terms import TermField
from cases.querysets import CaseContentQuerySet
from cases.validators import approximate_date, no_invisible_characters
from cases.vocabularies import AbuseType, Dated, GroupAnswer, Mode, Placed, VictimGroup, VictimRole
from cases.words import Worded, label


class Incident(CaseContent):
    """Something that happened at one place and time, told once. Abuses are counted by its acts, never by incidents."""

    began = models.CharField(_("When it began"), max_length=10, validators=[approximate_date])
    ended = models.CharField(_("When it ended"), max_length=10, blank=True, validators=[approximate_date])
    dated = models.CharField(_("How sure are these dates?"), max_length=10, choices=Dated.choices, default=Dated.WRITTEN)
    place = models.CharField(_("Where"), max_length=300, validators=[no_invisible_characters])
    area = models.CharField(_("Region and country"), max_length=200, blank=True, validators=[no_invisible_characters])
    placed = models.CharField(_("How exact is this place?"), max_length=10, choices=Placed.choices, default=Placed.EXACT)
    narrative = models.TextField(_("What happened, in your words"), max_length=20_000)

    class Meta:
        ordering = ["began", "pk"]

    def __str__(self) -> str:
        return f"{self.place}, {self.began}"

    @property
    def when(self) -> str:
        """Its dates in words, as sure as they are; nothing when nothing was said."""
        if self.dated == Dated.UNKNOWN:
            return gettext("date not known")
        if not (self.began and self.ended):
            return _about(self.dated, self.began or self.ended)
        if self.dated == Dated.BETWEEN:
            return gettext("between %(first)s and %(last)s") % {"first": self.began, "last": self.ended}
        return _about(self.dated, f"{self.began} – {self.ended}")

    @property
    def where(self) -> str:
        place = ", ".join(filter(None, [self.place, self.area]))
        if self.placed == Placed.NEAR and place:
            return gettext("near %(place)s") % {"place": place}
        return place or (gettext("place not known") if self.placed == Placed.UNKNOWN else "")


def _about(dated: str, written: str) -> str:
    return gettext("about %(date)s") % {"date": written} if dated == Dated.ABOUT and written else written


class Victim(Worded, CaseContent):
    """A person or group that was harmed, by pseudonym. Group and role are two questions with different answers."""

    pseudonym = models.CharField(_("Pseudonym"), max_length=100, validators=[no_invisible_characters])
    is_group = models.BooleanField(_("This is a group of people"), default=False)
    count = models.PositiveIntegerField(_("How many people"), default=1)
    group_answer = models.CharField(_("Which groups"), max_length=20, choices=GroupAnswer.choices, default=GroupAnswer.UNKNOWN)
    groups = ArrayField(TermField(vocabulary="group", max_length=40, choices=VictimGroup.choices), default=list, blank=True)
    role = TermField(
        _("What they were doing"), vocabulary="role", max_length=40, choices=VictimRole.choices, default=VictimRole.UNKNOWN
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["case", "pseudonym"], name="pseudonym_once_in_a_case"),
            models.CheckConstraint(
                condition=models.Q(group_answer=GroupAnswer.GIVEN) ^ models.Q(groups=[]), name="groups_exactly_when_given"
            ),
        ]

    def __str__(self) -> str:
        return self.pseudonym

    @property
    def group_labels(self) -> list[str]:
        return [label("group", code, self.words) for code in self.groups]

    def get_group_answer_display(self) -> str:  # type: ignore[no-redef]
        return label("group_answer", self.group_answer, self.words)

    def get_role_display(self) -> str:  # type: ignore[no-redef]
        return label("role", self.role, self.words)


class Act(Worded, models.Model):
    """One abuse of one victim or group: who did what to whom."""

    case_path = "incident__case"

    incident = models.ForeignKey(Incident, models.CASCADE, related_name="acts")
    victim = models.ForeignKey(Victim, models.CASCADE, related_name="acts")
    abuse = TermField(_("What was done"), vocabulary="abuse", max_length=40, choices=AbuseType.choices)
    told_in = models.ForeignKey(
        "cases.Source", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("Where it was told already")
    )

    objects = CaseContentQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.get_abuse_display()}: {self.victim}"

    def get_abuse_display(self) -> str:  # type: ignore[no-redef]
        return label("abuse", self.abuse, self.words)


class Involvement(Worded, models.Model):
    """How a subject is said to be responsible for an act."""

    case_path = "act__incident__case"

    act = models.ForeignKey(Act, models.CASCADE, related_name="involvements")
    subject = models.ForeignKey(Subject, models.CASCADE, related_name="involvements")
    mode = TermField(_("How they are responsible"), vocabulary="mode", max_length=40, choices=Mode.choices)

    objects = CaseContentQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["act", "subject", "mode"], name="involvement_once")]

    def __str__(self) -> str:
        return f"{self.subject} {self.get_mode_display()}"

    def get_mode_display(self) -> str:  # type: ignore[no-redef]
        return label("mode", self.mode, self.words)
