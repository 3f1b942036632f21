from typing import Any


def can_read_record(user: Any) -> bool:
    return bool(user.is_auditor)
