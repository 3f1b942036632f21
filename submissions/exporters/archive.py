"""The dossier as a ZIP: the documents, every exhibit, and a manifest an official can check with `sha256sum -c`."""

import hashlib
import io
import json
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import IO, Any

CHUNK = 1024 * 1024
FIXED_DATE = (1980, 1, 1, 0, 0, 0)  # entry times would say when somebody worked, and change the bytes


@dataclass(frozen=True)
class Entry:
    """One file of the archive: its path, where its bytes come from, and the SHA-256 they must have."""

    path: str
    source: IO[bytes]
    sha256: str
    size: int


class ExhibitChanged(Exception):
    """An exhibit's bytes are no longer those that were frozen. Nothing is sent."""


class Outlet(io.RawIOBase):
    """Where the archive writes, and from where its bytes are taken at once: nothing large is held."""

    def __init__(self) -> None:
        self._written: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, piece: Any) -> int:
        self._written.append(bytes(piece))
        return len(piece)

    def take(self) -> bytes:
        taken, self._written = b"".join(self._written), []
        return taken


def stream_archive(head: dict[str, Any], entries: Iterable[Entry]) -> Iterator[bytes]:
    """The archive's bytes, piece by piece. Raises `ExhibitChanged` when a file is not what its hash says."""
    outlet, listed = Outlet(), []
    with zipfile.ZipFile(outlet, "w", zipfile.ZIP_STORED) as archive:
        for entry in entries:
            yield from _write_entry(archive, outlet, entry)
            listed.append({"path": entry.path, "sha256": entry.sha256, "size": entry.size})
        manifest = json.dumps({**head, "files": listed}, indent=2, ensure_ascii=False)
        sums = "".join(f"{item['sha256']}  {item['path']}\n" for item in listed)
        for path, text in (("manifest.json", manifest), ("SHA256SUMS", sums)):
            archive.writestr(zipfile.ZipInfo(path, FIXED_DATE), text)
    yield outlet.take()


def _write_entry(archive: zipfile.ZipFile, outlet: Outlet, entry: Entry) -> Iterator[bytes]:
    digest = hashlib.sha256()
    with archive.open(zipfile.ZipInfo(entry.path, FIXED_DATE), "w", force_zip64=entry.size > 2**31) as target:
        while chunk := entry.source.read(CHUNK):
            digest.update(chunk)
            target.write(chunk)
            yield outlet.take()
    if digest.hexdigest() != entry.sha256:
        raise ExhibitChanged(f"{entry.path} is not what was frozen")
