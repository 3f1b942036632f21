from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from demo import veldonia


class Command(BaseCommand):
    help = "Puts fictional Veldonia into the demonstration and prints who can sign in. Changes nothing the second time."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        veldonia.people()
        self.stdout.write(f"Password for everybody: {veldonia.PASSWORD}")
        for email, name, organisation, roles, _ in veldonia.CAST:
            labels = ", ".join(str(role.label) for role in roles)
            self.stdout.write(f"  {email:<32} {labels} ({name}, {organisation})")
