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
from submissions.exporters.build import HashedStream, entries, head_of, manifest_of, template_of
from submissions.exporters.docx import build_docx
from submissions.exporters.pdf import build_for_office, build_kept, build_supplement
from submissions.leaks.check import said_in
from submissions.leaks.protected import protected_in
from submissions.leaks.reading import Readers
from submissions.leaks.search import Search
from submissions.models import DossierVersion, OfficeCopy
from submissions.statuses import CopyFormat, FileFormat, Lock
from vault.fields import revealed

PIECE = 1024 * 1024
Documents = dict[str, bytes]  # those made for the office, by `FileFormat`


class ShowsSomebody(Exception):
    """The letter, or another text of this copy, shows something protected. Nothing is kept."""


def make_copy(copy: OfficeCopy) -> None:
    """Made once. Raises `ShowsSomebody`, and what building raises."""
    if copy.made_at is not None:
        return
    build = build_supplement if copy.since else build_for_office
    said = changes_of(copy, copy.since) if copy.since else copy.version.content
    page = build(said, made_on=copy.version.frozen_at, office=copy.recipient.office, number=copy.number, letter=copy.letter)
    own: Documents = {FileFormat.PDF: page}
    if copy.format == CopyFormat.ZIP and not copy.since:
        own |= {FileFormat.DOCX: _word(copy), FileFormat.PDFA: _to_keep(copy)}
    _read_back(copy, own)
    stream = HashedStream(_locked(copy, _plain(copy, own)))
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


def _word(copy: OfficeCopy) -> bytes:
    version = copy.version
    mark = f"{version.content['reference']}, version {version.number}, copy {copy.number} for {copy.recipient.office}"
    return build_docx(version.content, made_on=version.frozen_at, template=template_of(version), mark=mark)


def _to_keep(copy: OfficeCopy) -> bytes:
    version, whose = copy.version, _whose(copy)
    manifest = {**manifest_of(version), **whose}
    return build_kept(version.content, manifest, made_on=version.frozen_at, office=whose["office"], number=whose["copy"])


def _whose(copy: OfficeCopy) -> dict[str, Any]:
    """What a manifest says of the copy."""
    return {"office": copy.recipient.office, "copy": copy.number}


def _plain(copy: OfficeCopy, own: Documents) -> Iterator[bytes]:
    if copy.format == CopyFormat.PDF:
        yield own[FileFormat.PDF]
        return
    yield from stream_archive({**head_of(copy.version), **_whose(copy)}, _entries(copy, own))


def _entries(copy: OfficeCopy, own: Documents) -> Iterator[Entry]:
    """Those of the version; the documents are the office's own."""
    named = {file.name: own[file.format] for file in copy.version.files.all() if file.format in own}
    those = entries(copy.version, mark=f"copy {copy.number}")
    if copy.since:
        new = {item["label"] for item in changes_of(copy, copy.since)["exhibits"]}
        those = (entry for entry in those if entry.path in named or _label_of(entry) in new)
    for entry in those:
        body = named.get(entry.path)
        yield entry if body is None else Entry(entry.path, io.BytesIO(body), hashlib.sha256(body).hexdigest(), len(body))


def _label_of(entry: Entry) -> str:
    return PurePath(entry.path).stem if "/" in entry.path else ""


def _read_back(copy: OfficeCopy, own: Documents) -> None:
    """What two persons cleared in the version is cleared here too; what is new here stops it."""
    search = Search(protected_in(copy.version.dossier), said_in(copy.version.content))
    cleared = {(hit.whose, hit.kind) for hit in copy.version.leak_check.hits.all() if hit.is_cleared}
    with Readers() as readers:
        for wanted, body in own.items():
            read = readers.read(io.BytesIO(body), len(body), wanted)
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
