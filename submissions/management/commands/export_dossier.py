import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from submissions import checks
from submissions.exporters import build
from submissions.models import DossierVersion
from submissions.statuses import FileFormat
from vault.sight import EVERYTHING, look_as


class Command(BaseCommand):
    help = (
        "Writes a file of a dossier's newest frozen version. Refuses when something is missing, and says what. Exits with 1 then."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("reference", help="the dossier, such as D-7K3QF")
        parser.add_argument("--format", choices=[*FileFormat.values, "json"], required=True)
        parser.add_argument("--out", type=Path, required=True)

    def handle(self, *args: Any, **options: Any) -> None:
        with look_as(EVERYTHING):
            version = DossierVersion.objects.filter(dossier__reference=options["reference"]).order_by("number").last()
            if version is None:
                self._refuse([f"There is no frozen version of a dossier {options['reference']}."])
            try:
                checks.require_dossier_ready(version.dossier)
            except checks.NotReady as problem:
                self._refuse(problem.problems)
            digest = write(version, options["format"], options["out"])
        self.stdout.write(json.dumps({"dossier": options["reference"], "version": version.number, "sha256": digest}))

    def _refuse(self, problems: list[str]) -> None:
        for problem in problems:
            self.stderr.write(problem)
        sys.exit(1)


def write(version: DossierVersion, wanted: str, path: Path) -> str:
    """Write the file and return the SHA-256 of its bytes."""
    if wanted == "json":
        path.write_text(json.dumps(version.content, indent=2, ensure_ascii=False))
        return version.sha256
    build.build_files(version)
    file = version.files.get(format=wanted)
    with file.file.open() as source, path.open("wb") as target:
        for chunk in source.chunks():
            target.write(chunk)
    return file.sha256
