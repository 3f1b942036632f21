import json
import sys
from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from sanctions import refresh
from sanctions.entries import ListSource
from sanctions.publications import MissingPart, parts_of
from sanctions.refresh import Outcome
from sanctions.sources import SOURCES

REFUSED, SET_ASIDE = 2, 3


class Command(BaseCommand):
    help = "Reads one official list, absorbs it or sets it aside, and prints one line of JSON. A list set aside exits with 3."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug", help="which list: " + ", ".join(SOURCES))
        parser.add_argument("--file", type=Path, action="append", default=[], help="a file of the publication; may be repeated")
        parser.add_argument("--published-on", type=date.fromisoformat, help="the day it was published, as 2022-12-09")

    def handle(self, *args: Any, **options: Any) -> None:
        source = SOURCES.get(options["slug"])
        if source is None:
            raise CommandError(f"There is no list {options['slug']}. There are: {', '.join(SOURCES)}.", returncode=REFUSED)
        outcome = self._refresh(source, options["file"], options["published_on"])
        self.stdout.write(json.dumps(outcome.as_plain()))
        if outcome.is_quarantined:
            sys.exit(SET_ASIDE)

    def _refresh(self, source: ListSource, files: list[Path], published_on: date | None) -> Outcome:
        try:
            if not files and source.by_hand:
                raise CommandError(f"{source.slug} is not fetched: bring it with --file.", returncode=REFUSED)
            if not files:
                return refresh.refresh_list(source)
            return refresh.absorb(source, parts_of(source, files), published_on)
        except MissingPart as problem:
            raise CommandError(str(problem), returncode=REFUSED) from None
        except OSError as problem:
            raise CommandError(f"{source.slug} could not be read: {problem}") from None
