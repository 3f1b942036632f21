"""Who may do what with official lists. They are facts of the world: all staff read them, partners are not shown them."""

from typing import Any

from accounts.roles import Role


def can_read_lists(user: Any) -> bool:
    return bool(user.is_coalition_staff)


def can_decide_lists(user: Any) -> bool:
    """Who drops files, decides about what was set aside, and says whether two entries are one party."""
    return bool(user.has_role(Role.COORDINATOR, Role.LIAISON, Role.REFERENCE_EDITOR))


def can_propose_release(user: Any, snapshot: Any) -> bool:
    return can_decide_lists(user) and snapshot.is_open and snapshot.is_releasable and not snapshot.decision


def can_release(user: Any, snapshot: Any) -> bool:
    """Taking in what looks broken may show hundreds as delisted: whoever proposed it does not decide it."""
    return can_decide_lists(user) and snapshot.is_open and bool(snapshot.decision) and snapshot.proposed_by_id != user.pk


def can_refuse(user: Any, snapshot: Any) -> bool:
    return can_decide_lists(user) and snapshot.is_open


def can_edit_reference(user: Any) -> bool:
    return bool(user.has_role(Role.REFERENCE_EDITOR))
