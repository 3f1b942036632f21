import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from upkeep.archive import NotABackup
from upkeep.restore import Refused, restore


class Command(BaseCommand):
    help = "Puts a backup in the place of what is here, whole or not at all, and walks both chains. JSON."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path", type=Path)
        parser.add_argument("--replace", action="store_true", help="also when there is something here, which is lost then")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["path"]
        try:
            restored = restore(path, replace=options["replace"])
        except (NotABackup, Refused) as refusal:
            raise CommandError(str(refusal)) from None
        except OSError as problem:
            why = problem.strerror or problem
            raise CommandError(
                f"The backup {path} could not be read, or not be put in place ({why}). Nothing was changed."
            ) from None
        whole = not (restored["record"] or restored["custody"])
        self.stdout.write(json.dumps({**restored, "whole": whole}))
        if not whole:
            sys.exit(1)
