from typing import Any

from django.apps import AppConfig
from django.core.exceptions import ImproperlyConfigured
from django.db.backends.signals import connection_created

ROLE = "SELECT rolname, rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user"


def refuse_role_above_the_rules(connection: Any, **_: Any) -> None:
    """Refuse a connection whose role row security does not bind.

    PostgreSQL lets superusers and BYPASSRLS roles read every row without a word, so isolation
    would be gone and nothing would show it.
    """
    with connection.cursor() as cursor:
        name, is_superuser, bypasses = cursor.execute(ROLE).fetchone()
    if is_superuser or bypasses:
        connection.close()  # or the next query would simply use it
        power = "is a superuser" if is_superuser else "has BYPASSRLS"
        raise ImproperlyConfigured(
            f"The database role {name!r} {power}, so row security would not bind it. "
            "Use a plain role; docs/operating.md shows how to create one."
        )


class VaultConfig(AppConfig):
    name = "vault"

    def ready(self) -> None:
        from vault import checks  # noqa: F401, PLC0415 -- registers itself
        from vault.keys import ring  # noqa: PLC0415 -- needs settings

        ring()  # a missing or readable-by-all key stops every process here, before it serves anything
        connection_created.connect(refuse_role_above_the_rules, dispatch_uid="vault.role")
