from typing import Any, Self

from django.db import models

from cases.statuses import CaseStatus
from vault.sight import Scope


class CaseQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        """The same rule that PostgreSQL holds in its policy on the table (migration 0001)."""
        sight = user.sight
        if sight.scope == Scope.ALL:
            return self.all()
        if sight.scope == Scope.ACCEPTED:
            return self.filter(status=CaseStatus.ACCEPTED)
        if sight.scope == Scope.OWN:
            return self.filter(organisation=sight.organisation)
        return self.none()
