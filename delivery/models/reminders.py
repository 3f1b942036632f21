from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from delivery.querysets import ReminderQuerySet
from submissions.models import Recommendation


class Reminder(models.Model):
    """What one person wants to be reminded of about a recommendation. Nobody else sees it, whatever their role."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="reminders")
    recommendation = models.ForeignKey(Recommendation, models.PROTECT, related_name="reminders")
    on = models.DateField(_("On"))
    words = models.CharField(_("Of what"), max_length=300)
    done_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField(default=timezone.now)

    objects = ReminderQuerySet.as_manager()

    class Meta:
        ordering = ["on", "pk"]

    def __str__(self) -> str:
        return str(self.on)


class Notices(models.Model):
    """How one person is told of what is due: by a mail a day, by a calendar, by neither.

    The calendar's address ends with a secret word; only its digest is kept. `told_on` is the day of the last mail.
    """

    person = models.OneToOneField(settings.AUTH_USER_MODEL, models.PROTECT, related_name="notices")
    has_mail = models.BooleanField(_("A mail on days on which something is due"), default=True)
    calendar_sha256 = models.CharField(max_length=64, blank=True)
    told_on = models.DateField(null=True)

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "notices"
        constraints = [
            models.UniqueConstraint(
                fields=["calendar_sha256"], condition=~models.Q(calendar_sha256=""), name="one_calendar_of_an_address"
            )
        ]

    def __str__(self) -> str:
        return str(self.person_id)
