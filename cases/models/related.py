from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.models.case import Case, CaseContent
from cases.querysets import CaseLinkQuerySet


class PlaceKey(CaseContent):
    """One of the keys that a place of a case is found by, in whatever script, with the days between which it happened."""

    key = models.BigIntegerField()
    first = models.DateField(null=True)
    last = models.DateField(null=True)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["key", "case"], name="place_by_key")]

    def __str__(self) -> str:
        return str(self.case_id)


class PictureKey(CaseContent):
    """A quarter of the likeness of a picture, with its place in front: near-identical pictures share at least one."""

    key = models.BigIntegerField()
    likeness = models.CharField(max_length=16)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["key", "case"], name="picture_by_key")]

    def __str__(self) -> str:
        return str(self.case_id)


class CaseLink(CaseContent):
    """What a person said about two cases; the one with the lower number is `case`. It is seen by those who see both."""

    class Verdict(models.TextChoices):
        SAME = "same", _("The same events")
        LINKED = "linked", _("They belong together")
        APART = "apart", _("They have nothing to do with each other")

    other = models.ForeignKey(Case, models.CASCADE, related_name="+")
    verdict = models.CharField(max_length=8, choices=Verdict.choices)
    reasons = models.JSONField(default=list)  # what the machine had to say when it was judged
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = CaseLinkQuerySet.as_manager()  # type: ignore[misc, assignment]

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["case", "other"], name="one_link_of_two_cases"),
            models.CheckConstraint(condition=models.Q(case__lt=models.F("other")), name="lower_case_first"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.verdict} {self.other_id}"
