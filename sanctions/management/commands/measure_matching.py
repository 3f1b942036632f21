import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from sanctions.matching.evaluation import FILES, Half, measure


class Command(BaseCommand):
    help = "Says how well names are told apart, on files of labelled pairs: one line of JSON for each file and kind."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, help=f"where {', '.join(FILES)} are")
        parser.add_argument("--half", choices=list(Half), default=Half.REPORT, help="those never tuned on, unless said otherwise")

    def handle(self, *args: Any, folder: Path, half: str, **options: Any) -> None:
        found = [folder / name for name in FILES if (folder / name).is_file()]
        if not found:
            raise CommandError(f"None of {', '.join(FILES)} is in {folder}.")
        for path in found:
            for line in measure(path, Half(half)):
                self.stdout.write(json.dumps(line))
