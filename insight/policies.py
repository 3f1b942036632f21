"""Who reads what governments wrote, and who sees figures."""

from typing import Any

from accounts.roles import Role
from vault.sight import Scope

CODERS = (Role.ANALYST, Role.COORDINATOR, Role.REVIEWER, Role.LIAISON, Role.APPROVER)
READERS = (*CODERS, Role.LEGAL_REVIEWER, Role.SAFETY_REVIEWER)


def can_code(user: Any) -> bool:
    """Official texts are public: whoever reads figures may read and code them."""
    return bool(user.has_role(*CODERS))


def can_read_figures(user: Any) -> bool:
    return bool(user.has_role(*READERS))


def sees_cases(user: Any) -> bool:
    """Whoever does not gets totals alone, and no small ones."""
    return bool(user.sight.scope == Scope.ALL)


def can_attribute(user: Any) -> bool:
    return bool(user.has_role(Role.COORDINATOR, Role.REVIEWER, Role.LIAISON, Role.APPROVER))
