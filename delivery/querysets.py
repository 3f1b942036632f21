from typing import Any, Self

from django.db import models

from delivery import policies
from delivery.statuses import Audience
from submissions.models import Dossier, Recommendation
from vault.sight import Scope


class PastImportQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        """Coordinators, who bring the past in; migrations say nearly the same to PostgreSQL."""
        return self.all() if policies.can_bring_in(user) else self.none()


class ContactQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        """Staff who see the dossier; a partner what is meant for partners about dossiers that hold a case of theirs."""
        if user.sight.scope == Scope.OWN:
            mine = Recommendation.objects.visible_to(user).values("dossier")
            return self.filter(audience=Audience.PARTNERS, dossier__in=mine)
        return self.filter(dossier__in=Dossier.objects.visible_to(user))


class ReminderQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        """One's own, about recommendations that one still sees."""
        return self.filter(person=user.pk, recommendation__in=Recommendation.objects.visible_to(user))

    def open(self) -> Self:
        return self.filter(done_at=None)


class WantedQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        """Casework staff all of them, a liaison those of their governments; migrations say the same to PostgreSQL."""
        if user.sight.scope == Scope.ALL:
            return self.all()
        return self.filter(jurisdiction__in=user.jurisdictions) if user.sight.scope == Scope.ACCEPTED else self.none()

    def open(self) -> Self:
        return self.filter(answered_on=None)
