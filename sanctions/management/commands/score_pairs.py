import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from sanctions.matching.facts import facts_from
from sanctions.matching.lines import Refused, read_lines
from sanctions.matching.score import compare


class Command(BaseCommand):
    help = "Adds score, band and reasons to each pair of a file with one JSON object a line: {'left': {...}, 'right': {...}}."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", type=Path)

    def handle(self, *args: Any, path: Path, **options: Any) -> None:
        if not path.is_file():
            raise CommandError(f"There is no file {path}.")
        refused = 0
        for line in read_lines(path):
            if isinstance(line, Refused):
                refused += 1
                self.stderr.write(str(line))
                continue
            try:
                score = compare(facts_from(line.row.get("left")), facts_from(line.row.get("right")))
            except ValueError as problem:
                refused += 1
                self.stderr.write(f"Line {line.number}: {problem}")
                continue
            scored = {"score": score.value, "band": str(score.band), "reasons": list(score.reasons)}
            self.stdout.write(json.dumps({**line.row, **scored}, ensure_ascii=False))
        if refused:
            raise CommandError(f"{refused} lines were left out; what is wrong with each stands above.")
