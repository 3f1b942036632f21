from django.conf import settings
from django.db import models
from django.utils import timezone

from sanctions.querysets import Facts


class ReferenceVersion(models.Model):
    """What a row of the reference data said from one moment on. Number 1 is what was shipped. Never changed, never deleted.

    `content` has the row's own fields as plain values. No foreign key leads here: a row is named by its
    table and number, so that one table of versions serves all of them.
    """

    table = models.CharField(max_length=20)  # model name, lower case
    row = models.BigIntegerField()
    number = models.PositiveIntegerField()
    content = models.JSONField()
    why = models.TextField(blank=True)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    changed_at = models.DateTimeField(default=timezone.now)

    objects = Facts.as_manager()

    class Meta:
        ordering = ["table", "row", "-number"]
        constraints = [models.UniqueConstraint(fields=["table", "row", "number"], name="reference_versions_are_numbered")]

    def __str__(self) -> str:
        return f"{self.table} {self.row} v{self.number}"
