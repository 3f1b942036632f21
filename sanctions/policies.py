"""Who may do what with official lists. They are facts of the world: all staff read them, partners are not shown them."""

from typing import Any


def can_read_lists(user: Any) -> bool:
    return bool(user.is_coalition_staff)
