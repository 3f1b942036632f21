from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.roles import Jurisdiction
from cases.models.case import CaseContent
from cases.models.events import Victim
from cases.models.evidence import Source
from cases.querysets import ConsentQuerySet
from cases.statuses import ConsentAnswer


class Consent(CaseContent):
    """What one person said about one government, once. A new answer is a new row; nothing that was said is lost."""

    victim = models.ForeignKey(Victim, models.CASCADE, null=True, blank=True, related_name="consents")
    source = models.ForeignKey(Source, models.CASCADE, null=True, blank=True, related_name="consents")
    government = models.CharField(_("Government"), max_length=2, choices=Jurisdiction.choices)
    answer = models.CharField(_("Answer"), max_length=10, choices=ConsentAnswer.choices, default=ConsentAnswer.NOT_ASKED)
    how = models.CharField(_("How and by whom it was given"), max_length=300, blank=True)
    given_on = models.DateField(_("When it was given"), null=True, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)

    objects = ConsentQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(victim=None) ^ models.Q(source=None), name="consent_of_a_victim_or_of_a_source"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.victim or self.source}: {self.get_government_display()}, {self.get_answer_display()}"
