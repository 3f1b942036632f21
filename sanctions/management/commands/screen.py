import json
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from sanctions.matching.entries import Entries
from sanctions.matching.lines import Refused
from sanctions.matching.screening import read_subjects, screen
from sanctions.matching.tables import Asked
from sanctions.models import Snapshot
from sanctions.sources import SOURCES

REFUSED = 2


class Command(BaseCommand):
    help = "Screens subjects from a file, one JSON object a line, against the lists that are held: the top candidates of each."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", type=Path)
        parser.add_argument(
            "--lists", default="", help=f"with commas between, of {', '.join(SOURCES)}; all that are held, if left out"
        )
        parser.add_argument("--format", choices=["jsonl"], default="jsonl")

    def handle(self, *args: Any, path: Path, lists: str, **options: Any) -> None:
        if not path.is_file():
            raise CommandError(f"There is no file {path}.", returncode=REFUSED)
        entries = Entries(lists=self._lists(lists)).hold()
        self.refused = 0
        for line in screen(self._subjects(path), entries):
            self.stdout.write(json.dumps(line, ensure_ascii=False))
        if self.refused:
            raise CommandError(f"{self.refused} lines were left out; what is wrong with each stands above.")

    def _lists(self, text: str) -> list[str] | None:
        slugs = [slug.strip() for slug in text.split(",") if slug.strip()]
        if unknown := [slug for slug in slugs if slug not in SOURCES]:
            raise CommandError(f"There is no list {', '.join(unknown)}. There are: {', '.join(SOURCES)}.", returncode=REFUSED)
        held = set(Snapshot.objects.absorbed().values_list("watched_list", flat=True))
        if missing := [slug for slug in slugs if slug not in held]:
            raise CommandError(
                f"Nothing is held of {', '.join(missing)} yet; read it first, with refresh_list.", returncode=REFUSED
            )
        return slugs or None

    def _subjects(self, path: Path) -> Iterator[Asked]:
        for asked in read_subjects(path):
            if isinstance(asked, Refused):
                self.refused += 1
                self.stderr.write(str(asked))
            else:
                yield asked
