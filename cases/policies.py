"""Who may do what with a case. Who may see it is `CaseQuerySet.visible_to`; a test holds the two together."""

from typing import Any

from accounts.roles import CASEWORK_ROLES, PARTNER_ROLES
from cases.statuses import CaseStatus
from vault.sight import Scope


def can_view(user: Any, case: Any) -> bool:
    scope = user.sight.scope
    if scope == Scope.OWN:
        return bool(case.organisation_id == user.organisation_id)
    return scope == Scope.ALL or (scope == Scope.ACCEPTED and case.status == CaseStatus.ACCEPTED)


def can_open(user: Any) -> bool:
    return not user.roles.isdisjoint(PARTNER_ROLES)


def can_file(user: Any, case: Any) -> bool:
    return can_open(user) and case.organisation_id == user.organisation_id


def can_review(user: Any, case: Any) -> bool:
    """Casework staff, but never on a case of their own organisation."""
    return not user.roles.isdisjoint(CASEWORK_ROLES) and case.organisation_id != user.organisation_id
