"""Who may do what with deliveries and with the years before this desk."""

from typing import Any

from accounts.roles import Role
from submissions.policies import can_read_dossiers, is_liaison_for


def can_bring_in(user: Any) -> bool:
    """A spreadsheet of past recommendations speaks of every partner and government, so it is a coordinator's."""
    return bool(user.has_role(Role.COORDINATOR))


def can_read_ledger(user: Any) -> bool:
    return can_read_dossiers(user)


def can_log(user: Any, dossier: Any) -> bool:
    """Who speaks with this government, and who looks after the whole."""
    return bool(user.has_role(Role.COORDINATOR)) or is_liaison_for(user, dossier.jurisdiction)


def can_keep_office(user: Any, office: Any) -> bool:
    return bool(user.has_role(Role.COORDINATOR)) or is_liaison_for(user, office.jurisdiction)


def can_add_offices(user: Any) -> bool:
    return bool(user.has_role(Role.COORDINATOR, Role.LIAISON))
