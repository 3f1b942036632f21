"""Making the copy for one office: its name on every page, its letter in front, read back, then locked."""

import hashlib
import io
import tempfile
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import PurePath
from typing import Any

import pikepdf
import pyrage
from django.utils import timezone

from submissions.comparing import differences
from submissions.exporters.archive import Entry, stream_archive
from submissions.exporters.build import HashedStream, entries, head_of
from submissions.exporters.pdf import build_for_office, build_supplement
from submissions.leaks.check import said_in
from submissions.leaks.protected import protected_in
from submissions.leaks.reading import Readers
from submissions.leaks.search import Search
from submissions.models import DossierVersion, OfficeCopy
from submissions.statuses import CopyFormat, FileFormat, Lock
from vault.fields import revealed

PIECE = 1024 * 1024


class ShowsSomebody(Exception):
    """The letter, or another text of this copy, shows something protected. Nothing is kept."""


def make_copy(copy: OfficeCopy) -> None:
    """Made once. Raises `ShowsSomebody`, and what building raises."""
    if copy.made_at is not None:
        return
    build = build_supplement if copy.since else build_for_office
    said = changes_of(copy, copy.since) if copy.since else copy.version.content
    page = build(said, made_on=copy.version.frozen_at, office=copy.recipient.office, number=copy.number, letter=copy.letter)
    _read_back(copy, page)
    stream = HashedStream(_locked(copy, _plain(copy, page)))
    copy.file.save("", stream, save=False)
    copy.sha256, copy.size, copy.made_at = stream.sha256, stream.count, timezone.now()
    copy.save(update_fields=["file", "sha256", "size", "made_at"])


def changes_of(copy: OfficeCopy, since: DossierVersion) -> dict[str, Any]:
    """What a supplement says: each place that differs, and the exhibits that are new."""
    now, before = copy.version.content, since.content
    had = {item["label"] for item in before["exhibits"]}
    return {
        **{name: now[name] for name in ("reference", "version", "government", "caveat")},
        "title_page": now.get("title_page"),
        "since": since.number,
        "changes": [asdict(one) for one in differences(before, now)],
        "exhibits": [item for item in now["exhibits"] if item["label"] not in had],
    }


def _plain(copy: OfficeCopy, page: bytes) -> Iterator[bytes]:
    if copy.format == CopyFormat.PDF:
        yield page
        return
    head = {**head_of(copy.version), "office": copy.recipient.office, "copy": copy.number}
    yield from stream_archive(head, _entries(copy, page))


def _entries(copy: OfficeCopy, page: bytes) -> Iterator[Entry]:
    """Those of the version; the PDF to read is the office's own."""
    own = copy.version.files.get(format=FileFormat.PDF)
    if copy.since:
        yield Entry(own.name, io.BytesIO(page), hashlib.sha256(page).hexdigest(), len(page))
        new = {item["label"] for item in changes_of(copy, copy.since)["exhibits"]}
        yield from (entry for entry in entries(copy.version, mark=f"copy {copy.number}") if _label_of(entry) in new)
        return
    for entry in entries(copy.version, mark=f"copy {copy.number}"):
        if entry.path == own.name:
            yield Entry(own.name, io.BytesIO(page), hashlib.sha256(page).hexdigest(), len(page))
        else:
            yield entry


def _label_of(entry: Entry) -> str:
    return PurePath(entry.path).stem if "/" in entry.path else ""


def _read_back(copy: OfficeCopy, page: bytes) -> None:
    """What two persons cleared in the version is cleared here too; what is new here stops it."""
    search = Search(protected_in(copy.version.dossier), said_in(copy.version.content))
    cleared = {(hit.whose, hit.kind) for hit in copy.version.leak_check.hits.all() if hit.is_cleared}
    with Readers() as readers:
        read = readers.read(io.BytesIO(page), len(page), "pdf")
    if any((hit.whose, hit.kind) not in cleared for hit in search.look(read.pieces)):
        raise ShowsSomebody


def _locked(copy: OfficeCopy, plain: Iterator[bytes]) -> Iterator[bytes]:
    if copy.lock == Lock.PASSWORD:
        return _with_password(b"".join(plain), revealed(copy.password))
    if copy.lock == Lock.AGE:
        return _for_key(plain, copy.age_key)
    return plain


def _with_password(body: bytes, password: str) -> Iterator[bytes]:
    """AES-256, as every reader of PDF of the last ten years opens it."""
    sink = io.BytesIO()
    with pikepdf.open(io.BytesIO(body)) as document:
        document.save(sink, encryption=pikepdf.Encryption(user=password, owner=password, R=6))
    yield sink.getvalue()


def _for_key(plain: Iterator[bytes], key: str) -> Iterator[bytes]:
    """Only what is locked touches the disk."""
    with tempfile.TemporaryFile() as locked:
        pyrage.encrypt_io(Source(plain), locked, [pyrage.x25519.Recipient.from_str(key)])
        locked.seek(0)
        yield from iter(lambda: locked.read(PIECE), b"")


class Source(io.RawIOBase):
    """Pieces that somebody makes, as a file somebody reads."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces, self._held = pieces, b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        while not self._held:
            piece = next(self._pieces, None)
            if piece is None:
                return 0
            self._held = piece
        taken = self._held[: len(buffer)]
        buffer[: len(taken)] = taken
        self._held = self._held[len(taken) :]
        return len(taken)


def part_of(copy: OfficeCopy, number: int) -> Iterator[bytes]:
    """The bytes of one part; all parts one after the other are the file."""
    left = min(copy.part_size, copy.size - (number - 1) * copy.part_size)
    with copy.file.storage.open(str(copy.file.name)) as source:
        source.seek((number - 1) * copy.part_size)
        while left > 0 and (piece := source.read(min(PIECE, left))):
            left -= len(piece)
            yield piece
