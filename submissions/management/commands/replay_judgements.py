import json
import sys
from typing import Any

from django.core.management.base import BaseCommand

from submissions.replay import replay
from vault.sight import EVERYTHING, look_as

WORSE = 3


class Command(BaseCommand):
    help = "Tries this version's matching on all that people have judged: a line of JSON for each difference; 3 if any is worse."

    def handle(self, *args: Any, **options: Any) -> None:
        with look_as(EVERYTHING):
            differences = list(replay())
        for difference in differences:
            self.stdout.write(json.dumps(difference.as_plain()))
        if any(difference.is_worse for difference in differences):
            sys.exit(WORSE)
