"""Who may do what with official lists. They are facts of the world: all staff read them, partners are not shown them."""

from typing import Any

from accounts.roles import Role


def can_read_lists(user: Any) -> bool:
    return bool(user.is_coalition_staff)


def can_edit_reference(user: Any) -> bool:
    return bool(user.has_role(Role.REFERENCE_EDITOR))
