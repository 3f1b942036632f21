import json
import re
from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from sanctions import refresh
from sanctions.entries import ListSource
from sanctions.models import Snapshot
from sanctions.publications import MissingPart, parts_of
from sanctions.sources import SOURCES

REFUSED, SET_ASIDE = 2, 3
DAY = re.compile(r"\d{4}-\d\d-\d\d")


class Command(BaseCommand):
    help = (
        "Absorbs older publications of a list in the order of their days. FOLDER holds a folder for each day, named as "
        "2022-12-09; days up to the one already held are left out. Prints one line of JSON for each; one set aside ends it."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug", help="which list: " + ", ".join(SOURCES))
        parser.add_argument("folder", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        source = SOURCES.get(options["slug"])
        if source is None:
            raise CommandError(f"There is no list {options['slug']}. There are: {', '.join(SOURCES)}.", returncode=REFUSED)
        days = days_in(options["folder"])
        if not days:
            raise CommandError(f"{options['folder']} has no folder named after a day.", returncode=REFUSED)
        held = Snapshot.objects.absorbed().filter(watched_list=source.slug).newest()
        for day, folder in days:
            if held is None or day > held.as_of:
                self._absorb(source, day, folder)

    def _absorb(self, source: ListSource, day: date, folder: Path) -> None:
        files = sorted(path for path in folder.iterdir() if path.is_file() and not path.name.startswith("."))
        try:
            outcome = refresh.absorb(source, parts_of(source, files), day)
        except MissingPart as problem:
            raise CommandError(f"{day}: {problem}", returncode=REFUSED) from None
        self.stdout.write(json.dumps({"published_on": day.isoformat(), **outcome.as_plain()}))
        if outcome.is_quarantined:
            raise CommandError(f"The publication of {day} was set aside.", returncode=SET_ASIDE)


def days_in(folder: Path) -> list[tuple[date, Path]]:
    """The folders named after a day, in order of the days, not of their names."""
    found = [path for path in folder.iterdir() if path.is_dir() and DAY.match(path.name)] if folder.is_dir() else []
    return sorted((date.fromisoformat(path.name[:10]), path) for path in found)
