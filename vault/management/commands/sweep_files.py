import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from vault.sight import EVERYTHING, look_as
from vault.sweeping import TooManyOrphans, sweep


class Command(BaseCommand):
    help = "Deletes sealed files older than a day that no row names, as a job does each night. Refuses when they are very many."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--even-many", action="store_true", help="also when they are very many; read docs/operating.md first")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with look_as(EVERYTHING):
                swept = sweep(even_many=options["even_many"])
        except TooManyOrphans as problem:
            raise CommandError(str(problem)) from problem
        self.stdout.write(json.dumps(swept))
