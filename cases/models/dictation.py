import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.models.case import Case, CaseContent
from cases.querysets import BetweenTheSidesQuerySet
from vault.fields import SealedTextField


class Dictation(CaseContent):
    """A case that somebody of the coalition types for a partner who wrote elsewhere; who types is `Case.typed_by`.

    It is filed when the partner has confirmed it: in the app, by filing it, or in a call of which there is a recording.
    """

    class Channel(models.TextChoices):
        SIGNAL = "signal", _("By Signal or another messenger")
        FILE = "file", _("In a Word or text file")
        MAIL = "mail", _("By encrypted mail")
        PHONE = "phone", _("By telephone")
        PERSON = "person", _("In person")

    class Confirmed(models.TextChoices):
        APP = "app", _("in the app")
        CALL = "call", _("in a recorded call")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.OneToOneField(Case, models.CASCADE, related_name="dictation")
    channel = models.CharField(_("How it reached us"), max_length=10, choices=Channel.choices)
    arrived_on = models.DateField(_("When it reached us"))
    confirmed_how = models.CharField(max_length=10, choices=Confirmed.choices, blank=True)
    confirmed_on = models.DateField(null=True)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    call = SealedTextField(key="case.data_key")  # with whom, and where the recording is kept
    at = models.DateTimeField(default=timezone.now)

    objects = BetweenTheSidesQuerySet.as_manager()  # type: ignore[misc, assignment]

    class Meta:
        ordering = ["at"]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.get_channel_display()}"
