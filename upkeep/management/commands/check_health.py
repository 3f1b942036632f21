import json
import sys
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand

from upkeep import health


class Command(BaseCommand):
    help = "Asks web, worker, relay, beat and lists how they are. JSON; exits with 1 when one of them is not well."

    def handle(self, *args: Any, **options: Any) -> None:
        found = health.look()
        well = all(part.ok for part in found.values())
        self.stdout.write(json.dumps({"well": well, **{name: asdict(part) for name, part in found.items()}}))
        if not well:
            sys.exit(1)
