"""The register of subjects across cases: who is whom, and who commands whom. No row of a case is ever moved by it."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.models.subjects import Subject
from cases.querysets import StaffQuerySet
from cases.validators import approximate_date, no_invisible_characters


class Merger(models.Model):
    """One subject is the same as another, says a person. Both rows stay as they are, with all that hangs on them.

    While it stands, the register shows the two as one; undone, they are two again. Nothing is copied and nothing is lost.
    """

    absorbed = models.ForeignKey(Subject, models.CASCADE, related_name="mergers")
    kept = models.ForeignKey(Subject, models.CASCADE, related_name="+")
    because = models.CharField(_("How do we know that they are one?"), max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)

    objects = StaffQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["absorbed"], condition=models.Q(undone_at=None), name="absorbed_once"),
            models.CheckConstraint(condition=~models.Q(absorbed=models.F("kept")), name="nobody_absorbs_themselves"),
        ]

    def __str__(self) -> str:
        return f"{self.absorbed_id} is {self.kept_id}"


class Command(models.Model):
    """One subject is said to command another: a person a unit, a body a body. Alleged, like everything else about them."""

    above = models.ForeignKey(Subject, models.CASCADE, related_name="commands")
    below = models.ForeignKey(Subject, models.CASCADE, related_name="commanded_by")
    how = models.CharField(_("How it is known"), max_length=300, validators=[no_invisible_characters])
    since = models.CharField(_("From"), max_length=10, blank=True, validators=[approximate_date])
    until = models.CharField(_("Until"), max_length=10, blank=True, validators=[approximate_date])
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = StaffQuerySet.as_manager()

    class Meta:
        ordering = ["since", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["above", "below", "since"], name="one_command_at_a_time"),
            models.CheckConstraint(condition=~models.Q(above=models.F("below")), name="nobody_commands_themselves"),
        ]

    def __str__(self) -> str:
        return f"{self.above_id} over {self.below_id}"
