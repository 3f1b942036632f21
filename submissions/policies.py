"""Who may do what with recommendations and dossiers."""

from typing import Any

from accounts.roles import Role
from vault.sight import Scope

SIGNERS = (Role.APPROVER, Role.LEGAL_REVIEWER, Role.SAFETY_REVIEWER, Role.COORDINATOR)
JUDGES = (Role.COORDINATOR, Role.REVIEWER, Role.LIAISON, Role.APPROVER)


def is_liaison_for(user: Any, jurisdiction: str) -> bool:
    return bool(user.has_role(Role.LIAISON) and jurisdiction in user.jurisdictions)


def can_open_dossier(user: Any) -> bool:
    return bool(user.has_role(Role.LIAISON) and user.jurisdictions)


def can_plan(user: Any) -> bool:
    """Who argues before a government, and who looks after the whole."""
    return can_open_dossier(user) or bool(user.has_role(Role.COORDINATOR))


def can_read_dossiers(user: Any) -> bool:
    """Staff who do casework, and liaisons. Partners read what came of their case on a page of its own."""
    return bool(user.has_role(Role.LIAISON) or user.sight.scope == Scope.ALL)


def can_draft(user: Any, recommendation: Any) -> bool:
    return is_liaison_for(user, recommendation.dossier.jurisdiction)


def can_sign(user: Any, recommendation: Any) -> bool:
    """The second of two, a liaison for this government or one of those who review: never the one who signed first."""
    may = user.has_role(*SIGNERS) or can_draft(user, recommendation)
    return bool(may) and user.pk not in recommendation.signed_by


def can_send(user: Any, recommendation: Any) -> bool:
    return is_liaison_for(user, recommendation.dossier.jurisdiction)


def can_stop(user: Any, recommendation: Any) -> bool:
    return bool(user.has_role(Role.COORDINATOR)) or can_draft(user, recommendation)


def can_waive(user: Any, recommendation: Any) -> bool:
    """Who may let a recommendation go before it is complete, or review that: who may sign it, whether they signed or not."""
    return bool(user.has_role(*SIGNERS)) or can_draft(user, recommendation)


def can_look_after_waivers(user: Any) -> bool:
    """Who may agree to waivers and review them, of one government at least."""
    return bool(user.has_role(*SIGNERS)) or can_open_dossier(user)


def can_keep_template(user: Any, jurisdiction: str) -> bool:
    """How Word files for this government look."""
    return is_liaison_for(user, jurisdiction) or bool(user.has_role(Role.COORDINATOR))


def can_clear(user: Any, dossier: Any) -> bool:
    """Who may say that what the leak check found is chance, and look at what it could not read: those who may sign."""
    return bool(user.has_role(*SIGNERS)) or is_liaison_for(user, dossier.jurisdiction)


def can_judge(user: Any) -> bool:
    return bool(user.has_role(*JUDGES))
