import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from upkeep import backup


class Command(BaseCommand):
    help = "Writes rows, sealed files and kept lists into one sealed file. The wrapping key is not in it and opens it. JSON."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path", type=Path, help="a file that does not exist yet")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["path"]
        try:
            taken = backup.take(path)
        except FileExistsError:
            raise CommandError(f"{path} is there already, and a backup replaces nothing: name another file.") from None
        except OSError as problem:
            why = problem.strerror or problem
            raise CommandError(f"The backup could not be written to {path} ({why}). Nothing was left behind.") from None
        self.stdout.write(json.dumps(taken))
        if taken["missing"]:
            self.stderr.write("Sealed files that rows name are not on the disk. The backup is written without them.")
            sys.exit(1)
