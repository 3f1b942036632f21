"""Files sealed as they are written, chunk by chunk, so that no plain byte ever touches the disk."""

import io
import os
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, cast
from uuid import UUID, uuid4

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.core.files.base import File
from django.core.files.storage import FileSystemStorage

from glovebox.places import AnyPlace
from vault.keys import Unreadable
from vault.models import DataKey

MAGIC = b"SPV1"
CHUNK = 1024 * 1024
TAG = 16
PREFIX = 7  # random bytes that begin each nonce; four more count the chunk and one marks the last
HEADER = len(MAGIC) + PREFIX
CUT = "A sealed file was changed, cut short, or sealed with another key."


def sealed_name(row: Any, _filename: str = "") -> str:
    """`upload_to` for a FileField: the data key's id and a random name, never the one the file came with."""
    return f"{row.data_key.pk}/{uuid4()}"


class SealedStorage(FileSystemStorage):
    """A Django storage in which the first part of each name is the id of the `DataKey` that seals the file."""

    def _save(self, name: str, content: File) -> str:
        path = Path(self.path(name))
        self._make_folder(path.parent)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(descriptor, "wb") as sink:
                seal(content.chunks(CHUNK), sink, key=_key_of(name), name=name)
                sink.flush()
                os.fsync(descriptor)
            _sync_folder(path.parent)
        except BaseException:
            path.unlink(missing_ok=True)
            raise
        return name

    def _make_folder(self, folder: Path) -> None:
        if folder.is_dir():
            return
        self._make_folder(folder.parent)
        folder.mkdir(mode=0o700, exist_ok=True)
        _sync_folder(folder.parent)

    def _open(self, name: str, mode: str = "rb") -> File:
        key = _key_of(name)
        source = Path(self.path(name)).open("rb")  # noqa: SIM115 -- closed with the reader that owns it
        try:
            reader = SealedReader(source, key=key, name=name)
        except BaseException:
            source.close()
            raise
        return File(cast("IO[Any]", io.BufferedReader(reader)), name)

    def size(self, name: str) -> int:
        return plain_size(super().size(name))

    def url(self, name: str | None) -> str:
        raise ValueError("A sealed file has no address; a view checks who asks and streams it.")


def _sync_folder(folder: Path) -> None:
    """A file is safe from a power cut when its folder's entry is on the disk too."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _key_of(name: str) -> bytes:
    return DataKey.objects.get(pk=UUID(name.split("/", maxsplit=1)[0])).unwrap()


def seal(chunks: Iterator[bytes], sink: IO[bytes], *, key: bytes, name: str) -> None:
    """Write `chunks` to `sink` encrypted. Order, length and name are bound: no chunk can be cut, moved or swapped."""
    cipher, prefix = AESGCM(key), os.urandom(PREFIX)
    sink.write(MAGIC + prefix)
    waiting, count = b"", 0
    for chunk in _even(chunks):
        if count:
            sink.write(cipher.encrypt(_nonce(prefix, count - 1, last=False), waiting, name.encode()))
        waiting, count = chunk, count + 1
    sink.write(cipher.encrypt(_nonce(prefix, max(count - 1, 0), last=True), waiting, name.encode()))


def _even(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """The same bytes in pieces of exactly CHUNK, the last one shorter."""
    held = bytearray()
    for chunk in chunks:
        held += chunk
        while len(held) >= CHUNK:
            yield bytes(held[:CHUNK])
            del held[:CHUNK]
    if held:
        yield bytes(held)


def _nonce(prefix: bytes, number: int, *, last: bool) -> bytes:
    return prefix + struct.pack(">IB", number, last)


def plain_size(sealed_size: int) -> int:
    body = sealed_size - HEADER
    return body - TAG * max(1, -(-body // (CHUNK + TAG)))


def sealed_size(plain: int) -> int:
    return HEADER + plain + TAG * max(1, -(-plain // CHUNK))


class SealedReader(AnyPlace):
    """A seekable reader over a sealed file. Raises `Unreadable` on the first chunk that was tampered with."""

    def __init__(self, source: IO[bytes], *, key: bytes, name: str) -> None:
        self._source, self._cipher, self._name = source, AESGCM(key), name.encode()
        header = source.read(HEADER)
        if header[: len(MAGIC)] != MAGIC:
            raise Unreadable("This is not a sealed file.")
        self._prefix = header[len(MAGIC) :]
        size = source.seek(0, os.SEEK_END)
        super().__init__(plain_size(size))
        if self._length < 0 or sealed_size(self._length) != size:
            raise Unreadable(CUT)
        self._held: tuple[int, bytes] = (-1, b"")

    def readinto(self, buffer: Any) -> int:
        if self._position >= self._length > 0:
            return 0
        chunk = self._chunk(min(self._position, self._length) // CHUNK)  # an empty file has one empty chunk to check
        start = self._position % CHUNK
        piece = chunk[start : start + len(buffer)]
        buffer[: len(piece)] = piece
        self._position += len(piece)
        return len(piece)

    def _chunk(self, number: int) -> bytes:
        if self._held[0] != number:
            last = number >= max(0, (self._length - 1) // CHUNK)
            self._source.seek(HEADER + number * (CHUNK + TAG))
            sealed = self._source.read(CHUNK + TAG)
            try:
                plain = self._cipher.decrypt(_nonce(self._prefix, number, last=last), sealed, self._name)
            except InvalidTag:
                raise Unreadable(CUT) from None
            self._held = (number, plain)
        return self._held[1]

    def close(self) -> None:
        """What was read last is forgotten too: rows keep the readers of their files long after these were closed."""
        self._held = (-1, b"")
        self._source.close()
        super().close()
