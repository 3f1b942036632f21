from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.references import new_public_name
from delivery.querysets import PastImportQuerySet
from delivery.statuses import ImportState
from submissions.models import Recommendation
from vault.models import DataKey
from vault.storage import sealed_name


def new_import_reference() -> str:
    return new_public_name("P")


class PastImport(models.Model):
    """One spreadsheet of recommendations that were sent before this desk, sealed as it came.

    `columns` says in which column each fact stands (`delivery.past.columns`), `choices` what holds where a row says
    nothing, `counts` what became of its rows.
    """

    reference = models.CharField(max_length=12, unique=True, default=new_import_reference, editable=False)
    file = models.FileField(_("Spreadsheet"), upload_to=sealed_name, max_length=200)
    name = models.CharField(max_length=200)
    data_key = models.OneToOneField(DataKey, models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=ImportState.choices, default=ImportState.READ)
    columns = models.JSONField(default=dict)
    choices = models.JSONField(default=dict)
    counts = models.JSONField(default=dict)
    brought_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    brought_at = models.DateTimeField(default=timezone.now)

    objects = PastImportQuerySet.as_manager()

    class Meta:
        ordering = ["-brought_at", "-pk"]

    def __str__(self) -> str:
        return self.reference

    def get_absolute_url(self) -> str:
        return reverse("delivery:past-import", args=[self.reference])


class BroughtIn(models.Model):
    """Which row of a spreadsheet a recommendation is from."""

    past_import = models.ForeignKey(PastImport, models.PROTECT, related_name="rows")
    row = models.PositiveIntegerField()
    recommendation = models.OneToOneField(Recommendation, models.PROTECT, related_name="brought_in")

    class Meta:
        ordering = ["past_import", "row"]

    def __str__(self) -> str:
        return f"{self.past_import_id} {self.row}"
