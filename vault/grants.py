"""Which rights the application's database role has: rows, never tables; and no rewriting of what is append-only."""

from typing import Any

from django.conf import settings
from django.db.backends.base.base import BaseDatabaseWrapper

from vault.rows import APPEND_ONLY_TABLES


def grant_to_application(connection: BaseDatabaseWrapper) -> None:
    """Give the application's role its rights on every table there is. Safe to repeat.

    `connection` belongs to the owner. Where owner and application are one role there is nothing to
    grant, and the append-only triggers stand alone.
    """
    if connection.settings_dict["USER"] == settings.DATABASE_ROLE:
        return
    with connection.cursor() as cursor:
        role = connection.ops.quote_name(settings.DATABASE_ROLE)
        for statement in _statements(cursor, role):
            cursor.execute(statement)


def _statements(cursor: Any, role: str) -> list[str]:
    cursor.execute(APPEND_ONLY_TABLES)
    append_only = sorted({table for (table,) in cursor.fetchall()})
    return [
        f"GRANT USAGE ON SCHEMA public TO {role}",
        f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}",
        f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}",
        *(f'REVOKE UPDATE, DELETE, TRUNCATE ON "{table}" FROM {role}' for table in append_only),
    ]
