"""Conflicts of interest: who may not see a case at all, and which organisations somebody has a tie to."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.models.case import CaseContent
from cases.querysets import RecusalQuerySet, StaffQuerySet


class Recusal(CaseContent):
    """While it is not lifted, the case does not exist for this person: `visible_to` and row security both ask this table."""

    class Reason(models.TextChoices):
        ORGANISATION = "organisation", _("A tie to the organisation that filed it")
        NAMED = "named", _("Named in the case, or close to somebody who is")
        OTHER = "other", _("Another reason that I need not explain")

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="recusals")
    reason = models.CharField(_("Why"), max_length=12, choices=Reason.choices)
    said_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )  # None: found by the clockwork
    said_at = models.DateTimeField(default=timezone.now, db_default=Now())
    lifted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    lifted_at = models.DateTimeField(null=True)

    objects = RecusalQuerySet.as_manager()  # type: ignore[misc, assignment]

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["case", "person"], condition=models.Q(lifted_at=None), name="set_aside_once"),
            models.CheckConstraint(
                condition=models.Q(lifted_by=None) | ~models.Q(lifted_by=models.F("person")), name="nobody_lifts_their_own"
            ),
        ]
        indexes = [models.Index(fields=["person"], condition=models.Q(lifted_at=None), name="recusal_of_a_person")]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.person}"


class Interest(models.Model):
    """A tie of somebody to a partner organisation: they are set aside from all its cases, also from those still to come."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="interests")
    organisation = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="+", verbose_name=_("Organisation"))
    said_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    said_at = models.DateTimeField(default=timezone.now)

    objects = StaffQuerySet.as_manager()

    class Meta:
        ordering = ["organisation__name"]
        constraints = [models.UniqueConstraint(fields=["person", "organisation"], name="one_tie_of_a_kind")]

    def __str__(self) -> str:
        return f"{self.person}: {self.organisation}"
