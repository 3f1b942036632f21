"""One file that holds a whole installation, sealed: a line in the clear that says which key it needs, then a sealed tar.

The seal is that of `vault.storage`: whoever has the file without the wrapping key has nothing, and a piece that is
missing, moved or changed is found before anything is restored.
"""

import io
import json
import os
import tarfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, BinaryIO, cast

from vault.keys import Unreadable, ring
from vault.storage import CHUNK, SealedReader, seal

FORMAT = 1
PURPOSE = "backups"
LONGEST_LINE = 16 * 1024
BLOCK = 512  # what a tar is counted in


class NotABackup(Exception):
    """The file cannot be restored from; its words say why, and what to do."""


@dataclass(frozen=True)
class Member:
    """One file within: its name, its size, and its bytes in pieces."""

    name: str
    size: int
    pieces: Iterable[bytes]


def write(path: Path, members: Iterator[Member], *, made_at: str) -> int:
    """Write an archive; returns its size. It appears whole or not at all. Raises `FileExistsError`, `OSError`."""
    unfinished = path.with_name(f".{path.name}.unfinished")
    unfinished.unlink(missing_ok=True)
    line = json.dumps({"small places backup": FORMAT, "made_at": made_at, "key": ring().current, "keys": ring().fingerprints()})
    try:
        with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as sink:
            sink.write(line.encode() + b"\n")
            seal(_packed(members), sink, key=ring().derive(PURPOSE), name=line)
            sink.flush()
            os.fsync(sink.fileno())
        os.link(unfinished, path)  # unlike a rename it replaces nothing
    finally:
        unfinished.unlink(missing_ok=True)
    return path.stat().st_size


def _packed(members: Iterator[Member]) -> Iterator[bytes]:
    for member in members:
        head = tarfile.TarInfo(member.name)
        head.size, head.mode = member.size, 0o600
        yield head.tobuf(tarfile.PAX_FORMAT)
        written = 0
        for piece in member.pieces:
            written += len(piece)
            yield piece
        if written != member.size:
            raise OSError(f"{member.name} changed while it was read")
        yield b"\0" * (-written % BLOCK)
    yield b"\0" * (2 * BLOCK)


class After(io.RawIOBase):
    """A file without its first bytes."""

    def __init__(self, source: BinaryIO, start: int) -> None:
        self._source, self._start = source, start

    def read(self, size: int = -1) -> bytes:
        return self._source.read(size)

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        return self._source.seek(offset + (self._start if whence == os.SEEK_SET else 0), whence) - self._start


@contextmanager
def opened(path: Path) -> Iterator[IO[bytes]]:
    """The tar inside, to be read from its beginning; every byte that comes out was checked. Raises `NotABackup`."""
    with path.open("rb") as file:
        line = file.readline(LONGEST_LINE)
        key = _key_for(_read_line(line))
        try:
            reader = SealedReader(cast("IO[bytes]", After(file, len(line))), key=key, name=line.decode().rstrip("\n"))
            yield cast("IO[bytes]", io.BufferedReader(reader, CHUNK))
        except Unreadable:
            raise NotABackup(f"{path} is damaged or was cut short: take another backup. Nothing was changed.") from None


def _read_line(line: bytes) -> dict[str, Any]:
    try:
        words = json.loads(line)
        known = words["small places backup"] == FORMAT and bool(words["key"] in words["keys"])
    except (ValueError, TypeError, KeyError):
        raise NotABackup("This is not a backup of Small Places.") from None
    if not known:
        raise NotABackup("This backup was made by a newer version of Small Places: restore it with that version.")
    return dict(words)


def _key_for(words: dict[str, Any]) -> bytes:
    """Every key the backup was made beside must be on the ring: what it holds was sealed with any of them."""
    ours = ring().fingerprints()
    for name, fingerprint in words["keys"].items():
        if ours.get(name) != fingerprint:
            other = "WRAPPING_KEY_FILE has another key of that name" if name in ours else "it is not in WRAPPING_KEY_FILE"
            raise NotABackup(f"This backup needs the wrapping key {name} (fingerprint {fingerprint}), and {other}.")
    return ring().derive(PURPOSE, words["key"])


def check(path: Path) -> None:
    """Read it to its end. Raises `NotABackup` unless every byte is what was written."""
    with opened(path) as inside:
        while inside.read(CHUNK):
            pass


def members_of(inside: IO[bytes]) -> Iterator[tuple[str, IO[bytes]]]:
    """Name and bytes of each file, in their order; each is to be read before the next one is asked for."""
    with tarfile.open(fileobj=inside, mode="r|", bufsize=CHUNK) as tar:
        for member in tar:
            content = tar.extractfile(member)
            if content is not None:
                yield member.name, content
