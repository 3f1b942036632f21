"""A file that arrives in pieces, over hours and restarts: sealed record by record, so that no plain byte waits on a disk.

Each record holds one piece of `RECORD` bytes (the last one fewer) under a nonce of its own, bound to the file's name and its
number. How far the file is, is how many whole records lie there: what was cut off in the middle of one is sent again.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.core.files.storage import default_storage

from vault.keys import NONCE_BYTES, Unreadable
from vault.models import DataKey

RECORD = 1024 * 1024
EXTRA = NONCE_BYTES + 16


class Busy(Exception):
    """Somebody else is writing to it at this moment."""


class Readable(Protocol):
    def read(self, size: int, /) -> bytes: ...


class Staged:
    """The pieces of one file of `size` plain bytes, at `name` in the sealed storage."""

    def __init__(self, name: str, key: DataKey, size: int) -> None:
        self.path = Path(default_storage.path(name))
        self._key, self._name, self.size = key, name, size

    @property
    def offset(self) -> int:
        """How many plain bytes are there, for good."""
        try:
            kept = self.path.stat().st_size
        except FileNotFoundError:
            return 0
        return self.size if kept == self._sealed_size() else min(kept // (RECORD + EXTRA) * RECORD, self.size)

    def _sealed_size(self) -> int:
        return self.size + EXTRA * max(1, -(-self.size // RECORD))

    def lay_down(self) -> None:
        """Nothing of it is here yet, and its place is: a row that names it names a file."""
        with self._held():
            pass

    def append(self, source: Readable) -> int:
        """Take what `source` gives; returns the offset after it. A piece that is not whole is left for the next time.

        Raises `Busy`, and whatever reading or writing raises: what was written before that stays.
        """
        cipher = AESGCM(self._key.unwrap())
        with self._held() as sink:
            offset = self.offset
            sink.truncate(self._place(offset))
            sink.seek(0, os.SEEK_END)
            try:
                for piece in self._pieces(source, offset):
                    nonce = os.urandom(NONCE_BYTES)
                    sink.write(nonce + cipher.encrypt(nonce, piece, self._bound(offset // RECORD)))
                    offset += len(piece)
            finally:
                sink.flush()
                os.fsync(sink.fileno())
        return offset

    def _pieces(self, source: Readable, offset: int) -> Iterator[bytes]:
        while offset < self.size:
            wanted = min(RECORD, self.size - offset)
            held = bytearray()
            while len(held) < wanted and (some := source.read(wanted - len(held))):
                held += some
            if len(held) < wanted:
                return
            yield bytes(held)
            offset += wanted

    def _place(self, offset: int) -> int:
        return self._sealed_size() if offset == self.size else offset // RECORD * (RECORD + EXTRA)

    def _bound(self, number: int) -> bytes:
        return f"{self._name}|{number}".encode()

    @contextmanager
    def _held(self) -> Iterator[IO[bytes]]:
        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)
        with os.fdopen(descriptor, "r+b") as sink:
            try:
                fcntl.flock(sink, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise Busy from None
            yield sink

    def read(self) -> Iterator[bytes]:
        """The plain bytes, piece by piece. Raises `Unreadable` when one was changed."""
        cipher, number = AESGCM(self._key.unwrap()), 0
        with self.path.open("rb") as source:
            while record := source.read(RECORD + EXTRA):
                try:
                    yield cipher.decrypt(record[:NONCE_BYTES], record[NONCE_BYTES:], self._bound(number))
                except InvalidTag:
                    raise Unreadable("A piece of an upload was changed.") from None
                number += 1

    def forget(self) -> None:
        self.path.unlink(missing_ok=True)
