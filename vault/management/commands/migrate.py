from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management.commands import migrate
from django.db import connections

from vault.grants import grant_to_application


@contextmanager
def owner_in_charge() -> Iterator[None]:
    """Until the block ends, the default connection is the owner's: data migrations write on it without naming one."""
    application = connections["default"]
    if "owner" in connections:
        connections["default"] = connections["owner"]
    try:
        yield
    finally:
        connections["default"] = application


class Command(migrate.Command):
    """Django's `migrate`, run as the owner of the tables; the application's role then gets its rights."""

    def handle(self, *args: Any, **options: Any) -> None:
        with owner_in_charge():
            super().handle(*args, **options)
            grant_to_application(connections[options["database"]])
