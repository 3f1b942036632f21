"""No algorithm is used before it was tried on everything that people have judged."""

from submissions.models import ListCursor
from submissions.replay import replay


def is_held() -> bool:
    """Whether the algorithm last tried waits for a person's word."""
    return any(cursor.is_held for cursor in ListCursor.objects.all())


def allows(cursor: ListCursor, algorithm: str) -> bool:
    """Whether an algorithm may be used. A new one is tried first; one that does worse waits until a person lets it.

    The cursor is the caller's, locked. While an algorithm waits nothing is compared, and nothing is missed: no cursor moves.
    """
    if cursor.tried != algorithm:
        cursor.tried, cursor.differences = algorithm, [difference.as_plain() for difference in replay()]
        cursor.save(update_fields=["tried", "differences"])
    return not cursor.is_held
