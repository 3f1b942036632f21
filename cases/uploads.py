"""Receiving a file so that no plain byte of it touches the disk.

Set as the only upload handler of the whole site (`FILE_UPLOAD_HANDLERS`), so that no page can forget it. What
arrives is encrypted, as it arrives, under a key that lives in this request's memory alone and goes to a nameless
temporary file; hash and size are counted on the way. `vault.storage.SealedStorage` then reads it back once, piece
by piece, and seals it under the key of its case.
"""

import hashlib
import os
import tempfile
from collections.abc import Iterator
from typing import Any

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CTR
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from cases.disks import is_full_disk

LIMIT = 50 * 1024 * 1024
HEAD = 4096  # enough to see what kind of file it is
PIECE = 64 * 1024


class ReceivedFile(UploadedFile):
    """An upload as it lies in its temporary file. `chunks()` gives the plain bytes, once from the beginning each time."""

    size: int

    def __init__(self, name: str | None, content_type: str | None) -> None:
        # Unbuffered, so that a full disk is known at once and not when the file is closed.
        self._spool = tempfile.TemporaryFile("w+b", 0)  # noqa: SIM115 -- closed by Django with the request
        super().__init__(self._spool, name, content_type)
        self._cipher = Cipher(AES(os.urandom(32)), CTR(os.urandom(16)))
        self._encrypt = self._cipher.encryptor()
        self._digest = hashlib.sha256()
        self.size = 0
        self.head = b""
        self.too_large = self.disk_is_full = False

    def receive(self, piece: bytes) -> None:
        """One more piece. Beyond the limit, or of the disk, nothing is kept any more."""
        self.size += len(piece)
        self.too_large = self.size > LIMIT
        if self.too_large or self.disk_is_full:
            self._spool.truncate(0)
            return
        self._digest.update(piece)
        self.head += piece[: HEAD - len(self.head)]
        try:
            self._write(self._encrypt.update(piece))
        except OSError as problem:
            if not is_full_disk(problem):
                raise
            self.disk_is_full = True

    def _write(self, piece: bytes) -> None:
        """All of it: what is not buffered may be taken in part, and the rest says why."""
        while piece:
            piece = piece[self._spool.write(piece) :]

    @property
    def sha256(self) -> str:
        return self._digest.hexdigest()

    def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:
        self._spool.seek(0)
        decrypt = self._cipher.decryptor()
        while piece := self._spool.read(chunk_size or PIECE):
            yield decrypt.update(piece)

    def read(self, *_: Any) -> bytes:
        raise TypeError("A received file is read by chunks(): its own bytes are encrypted.")


class SealingUploadHandler(FileUploadHandler):
    chunk_size = PIECE

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.received = ReceivedFile(self.file_name, self.content_type)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.received.receive(raw_data)

    def file_complete(self, file_size: int) -> ReceivedFile:
        return self.received

    def upload_interrupted(self) -> None:
        if hasattr(self, "received"):
            self.received.close()
