import json
import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from demo.bulk import sow


class Command(BaseCommand):
    help = "Adds many fictional cases, for measuring. The same number and seed give the same cases on the same day."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--cases", type=int, required=True, help="how many")
        parser.add_argument("--random-seed", type=int, default=1)

    def handle(self, *args: Any, **options: Any) -> None:
        if not 0 < options["cases"] <= 1_000_000:
            raise CommandError("Between 1 and 1,000,000 cases.")
        began = time.monotonic()
        there = sow(options["cases"], options["random_seed"])
        took = round(time.monotonic() - began, 1)
        self.stdout.write(json.dumps({"seeded": options["cases"], "cases": there, "seconds": took}))
