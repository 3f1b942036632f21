import json
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from cases.custody import CUSTODY
from cases.rehash import rehash_files
from cases.timestamps import broken_root
from vault.sight import EVERYTHING, look_as


class Command(BaseCommand):
    help = "Walks the chain of custody and names the first broken row. Exits with 1 when something is not what it was."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--files", action="store_true", help="also read every evidence file again, for as long as one job may"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        with look_as(EVERYTHING):
            verdict, root = CUSTODY.verify(), broken_root()
            files = rehash_files() if options["files"] else {}
        whole = verdict.is_whole and not root and not files.get("changed")
        found = {
            "sealed": verdict.sealed,
            "whole": whole,
            "broken": verdict.broken or root,
            "position": verdict.broken_position,
            "head": verdict.head,
        }
        self.stdout.write(json.dumps(found | ({"files": files} if options["files"] else {})))
        if not whole:
            sys.exit(1)
