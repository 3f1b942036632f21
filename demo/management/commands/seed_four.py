import json
from typing import Any

from django.core.management.base import BaseCommand

from demo import four
from vault.sight import EVERYTHING, look_as


class Command(BaseCommand):
    help = (
        "Argues one more invented case before four governments, each dossier frozen and built. Done once; prints what was made."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        with look_as(EVERYTHING):
            for version in four.four_dossiers():
                made = {
                    "government": version.dossier.jurisdiction,
                    "dossier": version.dossier.reference,
                    "version": version.number,
                }
                self.stdout.write(json.dumps({**made, "sha256": version.sha256}))
