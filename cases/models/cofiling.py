"""Several organisations file one case: each has its part, and none learns of the others before it was let in."""

import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.models.case import CaseContent
from cases.querysets import CoFilingQuerySet
from vault.fields import SealedTextField

OPEN_FOR = timedelta(days=14)


class CoFiling(CaseContent):
    """The part of another organisation in a case, from the offer to its end.

    Who opened a case leads it (`Case.organisation`). The lead offers a part and passes a code on by a way of its own; the
    organisation whose code it is answers; the lead lets it in. PostgreSQL keeps `Case.joined_by` and `Case.cofiled_by` from
    these rows (migration 0009). Of the code only a digest is kept.
    """

    class Part(models.TextChoices):
        CO_FILER = "co_filer", _("Co-filer: reads everything and writes in every part")
        SOURCE_HOLDER = "source_holder", _("Source holder: reads everything, writes under evidence and consent alone")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    part = models.CharField(_("In which part"), max_length=20, choices=Part.choices)
    digest = models.CharField(max_length=64, unique=True)
    offered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    offered_at = models.DateTimeField(default=timezone.now)
    organisation = models.ForeignKey("accounts.Organisation", models.PROTECT, null=True, related_name="+")
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    safe_contact = SealedTextField(key="case.data_key")  # of this organisation; the lead's stands in the first note
    let_in_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    let_in_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    objects = CoFilingQuerySet.as_manager()  # type: ignore[misc, assignment]

    class Meta:
        ordering = ["offered_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "organisation"], condition=models.Q(ended_at=None), name="one_part_in_a_case"
            ),
            models.CheckConstraint(
                condition=models.Q(organisation=None, answered_at=None)
                | models.Q(organisation__isnull=False, answered_at__isnull=False),
                name="whoever_answers_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(let_in_at=None) | models.Q(answered_at__isnull=False), name="let_in_after_the_answer"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.part}"

    @property
    def short_part(self) -> str:
        """The part without its explanation."""
        return str(self.get_part_display()).partition(":")[0]

    @property
    def is_over(self) -> bool:
        return self.ended_at is not None

    @property
    def is_on_offer(self) -> bool:
        """The code opens it still: nobody has answered, and it is not too old."""
        return not self.is_over and self.answered_at is None and self.offered_at + OPEN_FOR > timezone.now()

    @property
    def open_until(self) -> object:
        return self.offered_at + OPEN_FOR

    @property
    def asks_to_be_let_in(self) -> bool:
        return not self.is_over and self.answered_at is not None and self.let_in_at is None

    @property
    def is_in(self) -> bool:
        return not self.is_over and self.let_in_at is not None
