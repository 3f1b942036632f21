from typing import Any


def can_watch(user: Any, job: Any) -> bool:
    """Who promised it sees it, and nobody else: even a kind of work says what somebody is doing."""
    return bool(job.promised_by_id == user.pk)


def can_operate(user: Any) -> bool:
    """Operators see which jobs were given up and may start them again; rows hold ids, no content."""
    return bool(user.is_operator)
