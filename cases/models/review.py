from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.models.case import CaseContent
from cases.querysets import CorrectionQuerySet, QuestionQuerySet
from cases.statuses import AfterFiling, Section


class Question(CaseContent):
    """Something staff ask about one section. Written first, sent with the others by the step "return".

    While it is open, that section, and no other, can be changed by the partner.
    """

    section = models.CharField(_("About which part"), max_length=12, choices=Section.choices)
    text = models.TextField(_("Your question"), max_length=4000)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    due_on = models.DateField(_("Answer by"), null=True, blank=True)
    sent_at = models.DateTimeField(null=True)
    answer = models.TextField(_("Your answer"), max_length=4000, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    chased_at = models.DateTimeField(null=True)  # once, by the clock, when the day has passed

    objects = QuestionQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        ordering = ["asked_at"]

    def __str__(self) -> str:
        return f"{self.case}: {self.get_section_display()}"

    @property
    def is_open(self) -> bool:
        return self.answered_at is None and self.withdrawn_at is None

    @property
    def is_overdue(self) -> bool:
        return self.is_open and self.due_on is not None and self.due_on < timezone.localdate()


class Correction(CaseContent):
    """What a partner says about a filed case. Until staff have dealt with it, nothing of the case is sent."""

    kind = models.CharField(_("What has changed"), max_length=12, choices=AfterFiling.choices)
    text = models.TextField(_("In your words"), max_length=4000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    dealt_with_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    dealt_with_at = models.DateTimeField(null=True)

    objects = CorrectionQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"{self.case}: {self.get_kind_display()}"

    @property
    def is_open(self) -> bool:
        return self.dealt_with_at is None
