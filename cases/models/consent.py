from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.roles import Jurisdiction
from cases.models.case import CaseContent
from cases.models.events import Victim
from cases.models.evidence import Source
from cases.querysets import ConsentQuerySet, ConsentTextQuerySet
from cases.statuses import Basis, ConsentAnswer, ConsentScope, GivenBy, Method


class ConsentText(models.Model):
    """The words that people are told before they answer, one version in one language. What was told is never changed.

    A translation can be used when somebody who is named has read it against the original; until then it waits.
    """

    version = models.PositiveIntegerField()
    language = models.CharField(_("Language"), max_length=60)
    body = models.TextField(_("The words"), max_length=8000)
    original = models.ForeignKey("self", models.PROTECT, null=True, related_name="translations")
    reviewed_by = models.CharField(_("Read against the original by"), max_length=120, blank=True)
    written_at = models.DateTimeField(default=timezone.now)

    objects = ConsentTextQuerySet.as_manager()

    class Meta:
        ordering = ["-version", "language"]
        constraints = [models.UniqueConstraint(fields=["version", "language"], name="one_text_of_a_version_in_a_language")]

    def __str__(self) -> str:
        return f"{self.language}, {self.version}"

    @property
    def is_usable(self) -> bool:
        return self.original_id is None or bool(self.reviewed_by)


class Consent(CaseContent):
    """What one person answered to one question, once. A new answer is a new row; nothing that was said is lost.

    Whether it covers a use is decided in `cases.consenting` alone.
    """

    victim = models.ForeignKey(Victim, models.CASCADE, null=True, blank=True, related_name="consents")
    source = models.ForeignKey(Source, models.CASCADE, null=True, blank=True, related_name="consents")
    scope = models.CharField(max_length=30, choices=ConsentScope.choices, default=ConsentScope.GOVERNMENT)
    government = models.CharField(_("Government"), max_length=2, choices=Jurisdiction.choices, blank=True)
    answer = models.CharField(_("Answer"), max_length=10, choices=ConsentAnswer.choices, default=ConsentAnswer.NOT_ASKED)
    how = models.CharField(_("How and by whom it was given"), max_length=300, blank=True)
    given_on = models.DateField(_("When it was given"), null=True, blank=True)
    until = models.DateField(_("Until when it counts"), null=True, blank=True)
    given_by = models.CharField(_("Who gave it"), max_length=30, choices=GivenBy.choices, blank=True)
    method = models.CharField(_("In which way"), max_length=20, choices=Method.choices, blank=True)
    language = models.CharField(_("In which language"), max_length=60, blank=True)
    interpreter = models.BooleanField(_("Through an interpreter"), default=False)
    text = models.ForeignKey(
        ConsentText, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("What was told")
    )
    basis = models.CharField(_("On what it rests"), max_length=30, choices=Basis.choices, default=Basis.CONSENT)
    because = models.CharField(_("Where it is public, or why they cannot be asked"), max_length=500, blank=True)
    # How many of a group that said yes did not. As long as there is one, nothing that shows the group is covered.
    said_no = models.PositiveIntegerField(_("How many of the group said no"), default=0)
    unasked = models.PositiveIntegerField(_("How many of the group were not asked"), default=0)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)

    objects = ConsentQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(victim=None) ^ models.Q(source=None), name="consent_of_a_victim_or_of_a_source"
            ),
            models.CheckConstraint(
                condition=models.Q(scope=ConsentScope.GOVERNMENT) ^ models.Q(government=""),
                name="a_government_exactly_when_asked_about",
            ),
            models.CheckConstraint(
                condition=models.Q(basis__in=(Basis.CONSENT, Basis.NEXT_OF_KIN)) | ~models.Q(because=""),
                name="another_basis_says_why",
            ),
            models.CheckConstraint(
                condition=models.Q(answer=ConsentAnswer.YES, source=None) | models.Q(said_no=0, unasked=0),
                name="exceptions_from_the_yes_of_a_victim",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.victim or self.source}: {self.asked}, {self.get_answer_display()}"

    @property
    def asked(self) -> str:
        """What the answer is about: a government by its name, or the scope."""
        return str(self.get_government_display() if self.government else self.get_scope_display())

    @property
    def exceptions(self) -> list[str]:
        """In words, who of the group did not say yes; empty when all did."""
        no = ngettext("%d of the group said no", "%d of the group said no", self.said_no) % self.said_no
        unasked = ngettext("%d of the group was not asked", "%d of the group were not asked", self.unasked) % self.unasked
        return [words for number, words in ((self.said_no, no), (self.unasked, unasked)) if number]
