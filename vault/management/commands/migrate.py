from typing import Any

from django.core.management.commands import migrate
from django.db import connections

from vault.grants import grant_to_application


class Command(migrate.Command):
    """Django's `migrate`, run as the owner of the tables; the application's role then gets its rights."""

    def handle(self, *args: Any, **options: Any) -> None:
        if options["database"] == "default" and "owner" in connections:
            options["database"] = "owner"
        super().handle(*args, **options)
        grant_to_application(connections[options["database"]])
