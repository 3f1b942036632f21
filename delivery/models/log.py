from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from delivery.models.offices import Official
from delivery.querysets import ContactQuerySet
from delivery.statuses import REPLIES, SETTLED_BY, Audience, ContactKind
from submissions.models import Delivery, Dossier
from vault.models import DataKey
from vault.storage import sealed_name


class Contact(models.Model):
    """One thing that passed between an office and us about a dossier: a letter, a meeting, a question, an answer.

    Having it is not answering it: a delivery is acknowledged and answered by two contacts of two kinds. A `file` is sealed
    with the dossier's key.
    """

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="contacts")
    delivery = models.ForeignKey(
        Delivery, models.PROTECT, null=True, blank=True, related_name="contacts", verbose_name=_("About which delivery")
    )
    kind = models.CharField(_("What it was"), max_length=15, choices=ContactKind.choices)
    on = models.DateField(_("On"))
    official = models.ForeignKey(
        Official, models.PROTECT, null=True, blank=True, related_name="contacts", verbose_name=_("With whom")
    )
    answers = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="replies", verbose_name=_("A reply to what")
    )
    signatories = models.CharField(_("Who signed it"), max_length=500, blank=True)
    words = models.TextField(_("In a few words"), max_length=4000)
    due_on = models.DateField(_("An answer is due on"), null=True, blank=True)
    audience = models.CharField(_("Who reads this"), max_length=10, choices=Audience.choices, default=Audience.STAFF)
    file = models.FileField(_("File"), upload_to=sealed_name, max_length=200, blank=True)
    file_name = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = ContactQuerySet.as_manager()

    class Meta:
        ordering = ["on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(due_on=None) | models.Q(due_on__gte=models.F("on")),
                name="answer_due_after_asking",
                violation_error_message=_("An answer cannot be due before it was asked for."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dossier} {self.kind}"

    def is_settled_by(self, contacts: Iterable[Contact]) -> bool:
        """Somebody replied: to this line by name, or later without saying to what. `contacts` are the whole log."""
        for one in contacts:
            if one.answers_id == self.pk:
                return True
            if one.answers_id is None and one.on >= self.on and one.kind in SETTLED_BY.get(self.kind, REPLIES):
                return True
        return False

    @property
    def data_key(self) -> DataKey:
        return self.dossier.data_key
