"""How staff share the work: who looks after a case, who keeps an eye on it, and lists that somebody wants to see again."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.models.case import CaseContent
from cases.querysets import FlagQuerySet, OwnOrSharedQuerySet, StaffQuerySet
from cases.validators import no_invisible_characters


class Assignment(CaseContent):
    """Who looks after a case from now on, and who did before. The newest one stands in `Case.assigned_to`.

    What was done to many cases at once has one `batch`, by which it can be undone.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    before = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    batch = models.UUIDField(default=uuid.uuid4, db_index=True)
    undone = models.BooleanField(default=False)

    objects = StaffQuerySet.as_manager()  # type: ignore[misc, assignment]

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.case}: {self.person or '–'}"


class Flag(CaseContent):
    """A case that somebody keeps an eye on, alone or for all colleagues, and the day on which to come back to it."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    why = models.CharField(_("Why you keep an eye on it"), max_length=300, validators=[no_invisible_characters])
    back_on = models.DateField(_("Come back to it on"), null=True, blank=True)
    is_shared = models.BooleanField(_("My colleagues see it too"), default=False)
    raised_at = models.DateTimeField(default=timezone.now)
    lowered_at = models.DateTimeField(null=True)

    objects = FlagQuerySet.as_manager()  # type: ignore[misc, assignment]

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.raised_at:%Y-%m-%d}"

    @property
    def is_for_today(self) -> bool:
        return self.back_on is not None and self.back_on <= timezone.localdate()


class SavedView(models.Model):
    """A narrowed list under a name: what stands behind the question mark of its address. It holds codes, never words."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_views")
    name = models.CharField(_("What you call this list"), max_length=60)
    query = models.CharField(max_length=300)
    is_shared = models.BooleanField(_("My colleagues see it too"), default=False)

    objects = OwnOrSharedQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [models.UniqueConstraint(fields=["person", "name"], name="one_view_of_a_name")]

    def __str__(self) -> str:
        return self.name
