"""What the current work may see, told to PostgreSQL so that row security can hold it to that."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from enum import StrEnum

from django.db import connection, transaction

SETTINGS = (
    "SELECT set_config('sight.scope', %s, true), set_config('sight.organisation', %s, true), "
    "set_config('sight.person', %s, true), set_config('sight.governments', %s, true)"
)


class Scope(StrEnum):
    """Which cases: none; those of one's organisation; the accepted ones that one's governments may be told of; all."""

    NOTHING = "nothing"
    OWN = "own"
    ACCEPTED = "accepted"
    ALL = "all"


@dataclass(frozen=True)
class Sight:
    """Primary keys of the person and organisation looking (0 for none), and how far they see.

    `governments` are the codes of those a liaison is responsible for; only `Scope.ACCEPTED` asks for them.
    """

    scope: Scope = Scope.NOTHING
    organisation: int = 0
    person: int = 0
    governments: frozenset[str] = frozenset()


BLIND = Sight()
EVERYTHING = Sight(Scope.ALL)

_current: ContextVar[Sight] = ContextVar("sight", default=BLIND)


def current_sight() -> Sight:
    return _current.get()


@contextmanager
def look_as(sight: Sight) -> Iterator[None]:
    """Open a transaction that sees what `sight` may see, and nothing outside it.

    The settings are local to the transaction, so a pooled connection never carries them into the
    next request. May be nested; the outer sight comes back when the inner block ends.
    """
    outer, nested = _current.get(), connection.in_atomic_block
    token = _current.set(sight)
    try:
        with transaction.atomic():
            _tell_database(sight)
            yield
            if nested and not connection.needs_rollback:  # the transaction's end takes the settings back by itself
                _tell_database(outer)
    finally:
        _current.reset(token)


def _tell_database(sight: Sight) -> None:
    with connection.cursor() as cursor:
        governments = ",".join(sorted(sight.governments))
        cursor.execute(SETTINGS, [sight.scope, str(sight.organisation), str(sight.person), governments])
