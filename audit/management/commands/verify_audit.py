import json
import sys
from typing import Any

from django.core.management.base import BaseCommand

from audit.chain import verify


class Command(BaseCommand):
    help = "Walks the chain of the record and names the first broken row. Exits with 1 when there is one."

    def handle(self, *args: Any, **options: Any) -> None:
        verdict = verify()
        self.stdout.write(
            json.dumps(
                {
                    "sealed": verdict.sealed,
                    "whole": verdict.is_whole,
                    "broken": verdict.broken,
                    "position": verdict.broken_position,
                    "head": verdict.head,
                }
            )
        )
        if not verdict.is_whole:
            sys.exit(1)
