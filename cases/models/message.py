import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone

from cases.models.case import CaseContent
from cases.querysets import MessageQuerySet
from vault.fields import SealedTextField


class Message(CaseContent):
    """What a partner and the coalition write to each other about one case: sealed, and never changed or taken back.

    `read_by` are those of the other side who have opened it. A partner's message waits for the coalition until somebody
    answers, or says that no answer is needed.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    text = SealedTextField(key="case.data_key")
    is_from_partner = models.BooleanField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    read_by = ArrayField(models.BigIntegerField(), default=list)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    settled_at = models.DateTimeField(null=True)

    objects = MessageQuerySet.as_manager()  # type: ignore[misc, assignment]

    class Meta:
        ordering = ["at", "pk"]
        indexes = [
            models.Index(fields=["case"], condition=models.Q(is_from_partner=True, settled_at=None), name="message_to_answer"),
            models.Index(fields=["case", "at"], name="message_by_case"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.at:%Y-%m-%d}"

    @property
    def waits(self) -> bool:
        """The partner wrote it, and nobody of the coalition has answered."""
        return self.is_from_partner and self.settled_at is None

    def is_new_to(self, user: object) -> bool:
        """Written by the other side, and not opened by this person. `user` is of one of the two sides."""
        return self.is_from_partner == user.is_coalition_staff and user.pk not in self.read_by  # type: ignore[attr-defined]
