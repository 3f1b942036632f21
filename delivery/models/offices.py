from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.validators import no_invisible_characters
from submissions.models import Recipient
from submissions.statuses import Channel


class OfficeCard(models.Model):
    """What we know of sending to an office: how, in which language, how large, what comes back. Each change is a new row."""

    office = models.ForeignKey(Recipient, models.PROTECT, related_name="cards")
    channel = models.CharField(_("How it takes things"), max_length=10, choices=Channel.choices, blank=True)
    where = models.CharField(
        _("Where exactly"),
        max_length=300,
        blank=True,
        validators=[no_invisible_characters],
        help_text=_("The address of its portal, mailbox or counter."),
    )
    language = models.CharField(_("Language"), max_length=60, blank=True, validators=[no_invisible_characters])
    largest_mb = models.PositiveIntegerField(_("Largest file it takes, in MB"), null=True, blank=True)
    bounces = models.TextField(
        _("What bounces"),
        max_length=1000,
        blank=True,
        help_text=_("What came back or was not let through: ZIP files, links, encrypted mail."),
    )
    closed_on = models.DateField(_("Takes nothing any more since"), null=True, blank=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)
    superseded_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-written_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["office"], condition=models.Q(superseded_at=None), name="one_card_of_an_office_stands"
            )
        ]

    def __str__(self) -> str:
        return str(self.office)


class Official(models.Model):
    """Somebody in an office, for as long as they are there. Who moves ends one row and begins another."""

    office = models.ForeignKey(Recipient, models.PROTECT, related_name="officials")
    name = models.CharField(_("Name"), max_length=200, validators=[no_invisible_characters])
    post = models.CharField(_("Post"), max_length=200, blank=True, validators=[no_invisible_characters])
    since = models.DateField(_("There since"), null=True, blank=True)
    until = models.DateField(_("There until"), null=True, blank=True)
    came_from = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="went_to")

    class Meta:
        ordering = ["until", "name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(since=None) | models.Q(until=None) | models.Q(until__gte=models.F("since")),
                name="official_leaves_after_coming",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.post}" if self.post else self.name
