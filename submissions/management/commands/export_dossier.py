import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO, Any, NoReturn

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
            with look_as(EVERYTHING):  # what is built stays, also when it may not leave yet
                version = newest_version(options["reference"])
                build.build_files(version)
            with written_whole(options["out"]) as target, look_as(EVERYTHING):
                digest = write(version, options["format"], target)
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


@contextmanager
def written_whole(path: Path) -> Iterator[IO[bytes]]:
    """A file that only its owner can read, and that stands under its name when it is whole: until then, what stood there."""
    with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as unfinished:
        try:
            yield unfinished
            unfinished.flush()
            os.fsync(unfinished.fileno())
            Path(unfinished.name).replace(path)
        except BaseException:
            Path(unfinished.name).unlink()
            raise


def write(version: DossierVersion, wanted: str, target: IO[bytes]) -> str:
    """Write the bytes, record that they were read, and return their SHA-256."""
    checks.require_handed_out(version)
    if wanted == "json":
        target.write(content.written(version.content))
        record(None, "dossier.file_read", version)
        return version.sha256
    file = version.files.get(format=wanted)
    with file.file.open() as source:
        for chunk in source.chunks():
            target.write(chunk)
    record(None, "dossier.file_read", file)
    return file.sha256
