"""Building the files of a frozen version. Run by a worker; a second run finds them there and builds nothing."""

import hashlib
import io
from collections.abc import Iterator
from typing import Any

from django.core.files.base import File

from cases.media_types import ending_of
from jobs import progress
from submissions.exporters import stamps
from submissions.exporters.archive import Entry, ExhibitChanged, stream_archive
from submissions.exporters.docx import build_docx
from submissions.exporters.pdf import build_kept, build_pdf
from submissions.leaks import check
from submissions.models import DossierFile, DossierVersion, Exhibit
from submissions.statuses import FileFormat
from vault.keys import Unreadable


class HashedStream(File):
    """A file that exists only while it is read: sealed piece by piece, hashed and counted on the way."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        super().__init__(None)
        self._pieces, self._digest, self.count = pieces, hashlib.sha256(), 0

    def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:
        for piece in self._pieces:
            self._digest.update(piece)
            self.count += len(piece)
            yield piece

    @property
    def sha256(self) -> str:
        return self._digest.hexdigest()


def build_files(version: DossierVersion) -> None:
    """PDF, Word, PDF/A and ZIP of what was frozen, each once; then they are read back for what must not be in them.

    Raises `archive.ExhibitChanged` or `pdf.CannotBePrinted`, and then none of them is kept.
    """
    built: list[DossierFile] = []
    try:
        for done, wanted in enumerate(FileFormat):
            progress.report(done, len(FileFormat) + 1)
            if not version.files.filter(format=wanted).exists():
                built.append(keep(version, wanted, BUILDERS[wanted](version)))
        progress.report(len(FileFormat), len(FileFormat) + 1)
        if not check.is_fresh(version):
            check.read_back(version)
        progress.report(len(FileFormat) + 1, len(FileFormat) + 1)
    except BaseException:
        for file in built:  # the rows go with the transaction, the bytes do not
            file.file.delete(save=False)
        raise


def keep(version: DossierVersion, wanted: FileFormat, pieces: Iterator[bytes]) -> DossierFile:
    stream = HashedStream(pieces)
    built = DossierFile(version=version, format=wanted)
    built.file.save("", stream, save=False)
    built.sha256, built.size = stream.sha256, stream.count
    built.save()
    return built


def pdf(version: DossierVersion) -> Iterator[bytes]:
    yield build_pdf(version.content, made_on=version.frozen_at)


def pdfa(version: DossierVersion) -> Iterator[bytes]:
    yield build_kept(version.content, manifest_of(version), made_on=version.frozen_at)


def manifest_of(version: DossierVersion) -> dict[str, Any]:
    """What the archive's manifest says of the version, with every exhibit and its hash."""
    exhibits = [{name: item[name] for name in ("label", "sha256", "size", "media_type")} for item in version.content["exhibits"]]
    return {**head_of(version), "exhibits": exhibits}


def head_of(version: DossierVersion) -> dict[str, Any]:
    return {
        "dossier": version.content["reference"],
        "version": version.number,
        "government": version.content["government"],
        "caveat": version.content["caveat"],
        "content_sha256": version.sha256,
    }


def docx(version: DossierVersion) -> Iterator[bytes]:
    yield build_docx(version.content, made_on=version.frozen_at, template=template_of(version))


def template_of(version: DossierVersion) -> bytes | None:
    """None for that of the site."""
    return bytes(version.template.body) if version.template else None


def archive(version: DossierVersion) -> Iterator[bytes]:
    try:
        yield from stream_archive(head_of(version), entries(version))
    except (FileNotFoundError, Unreadable) as problem:  # gone, or opened by no key: not what was frozen either
        raise ExhibitChanged("A file is not what was frozen") from problem


def entries(version: DossierVersion, mark: str = "") -> Iterator[Entry]:
    """The documents, then the exhibits under their labels: a file name that arrived with one never leaves.

    `mark` is put above each page that is printed, in plain letters.
    """
    for document in version.files.exclude(format=FileFormat.ZIP):
        with document.file.open() as source:
            yield Entry(document.name, source, document.sha256, document.size)
    for exhibit in version.exhibits.select_related("evidence_file__copy", "redacted__dossier__data_key"):
        kept = exhibit.kept
        with kept.file.open() as source:
            yield Entry(f"exhibits/{exhibit.label}.{ending_of(kept.media_type)}", source, exhibit.sha256, kept.size)
        if not exhibit.is_original and kept.media_type in stamps.STAMPED:
            yield to_print(version, exhibit, kept, mark)


def to_print(version: DossierVersion, exhibit: Exhibit, kept: Any, mark: str) -> Entry:
    """The same pages with their number above them, for whoever reads on paper."""
    with kept.file.storage.open(kept.file.name) as source:  # the row's own was closed when the exhibit was written
        text = f"{version.content['reference']} v{version.number}   Exhibit {exhibit.label}" + (f"   {mark}" if mark else "")
        body = stamps.stamped(source.read(), kept.media_type, text)
    return Entry(f"stamped/{exhibit.label}.pdf", io.BytesIO(body), hashlib.sha256(body).hexdigest(), len(body))


BUILDERS = {FileFormat.PDF: pdf, FileFormat.DOCX: docx, FileFormat.PDFA: pdfa, FileFormat.ZIP: archive}
