import json
import sys
from pathlib import Path
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandParser

from audit.log import record
from submissions import checks, content
from submissions.exporters import build
from submissions.exporters.archive import ExhibitChanged
from submissions.exporters.pdf import CannotBePrinted
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
        try:
            with look_as(EVERYTHING):
                version = newest_version(options["reference"])
                digest = write(version, options["format"], options["out"])
        except checks.NotReady as problem:
            self._refuse(problem.problems)
        except (CannotBePrinted, ExhibitChanged, OSError) as problem:
            self._refuse([str(problem)])
        self.stdout.write(json.dumps({"dossier": options["reference"], "version": version.number, "sha256": digest}))

    def _refuse(self, problems: list[str]) -> NoReturn:
        for problem in problems:
            self.stderr.write(problem)
        sys.exit(1)


def newest_version(reference: str) -> DossierVersion:
    """The newest frozen version, if the dossier still says the same. Raises `checks.NotReady`."""
    version = DossierVersion.objects.filter(dossier__reference=reference).order_by("number").last()
    if version is None:
        raise checks.NotReady([f"There is no frozen version of a dossier {reference}."])
    checks.require_current(version)
    return version


def write(version: DossierVersion, wanted: str, path: Path) -> str:
    """Write the file, record that it was read, and return the SHA-256 of its bytes."""
    if wanted == "json":
        path.write_bytes(content.written(version.content))
        record(None, "dossier.file_read", version)
        return version.sha256
    build.build_files(version)
    file = version.files.get(format=wanted)
    with file.file.open() as source, path.open("wb") as target:
        for chunk in source.chunks():
            target.write(chunk)
    record(None, "dossier.file_read", file)
    return file.sha256
