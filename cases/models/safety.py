from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.querysets import AlarmQuerySet


class Alarm(models.Model):
    """A partner says that they are no longer safe. While it is open nothing of theirs leaves, and no mail goes to them.

    Only staff end it, after they have spoken with the partner; `spoken` says how, for staff alone.
    """

    organisation = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="alarms")
    raised_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    raised_at = models.DateTimeField(default=timezone.now)
    spoken = models.TextField(_("How you spoke with them, and what they said"), max_length=4000, blank=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    objects = AlarmQuerySet.as_manager()

    class Meta:
        ordering = ["-raised_at"]
        constraints = [
            models.UniqueConstraint(fields=["organisation"], condition=models.Q(ended_at=None), name="one_open_alarm"),
            models.CheckConstraint(
                condition=models.Q(ended_at=None) | (~models.Q(spoken="") & models.Q(ended_by__isnull=False)),
                name="alarm_ends_after_talking",
            ),
        ]

    def __str__(self) -> str:
        return str(self.organisation)
