"""The second half of a key: kept in a folder beside the database, and in no backup.

A backup has each data key as the database has it, wrapped; whoever holds it and the wrapping key opens what was sealed, also
when the key was destroyed here later. A key with a half outside does not open from a backup: when its half is destroyed, what
it sealed is gone everywhere. The price is plain: who loses this folder loses what such keys sealed (docs/operating.md).

Of a destroyed key a mark stays here, so that a backup of before, put in place, does not bring it back.
"""

import os
from pathlib import Path
from uuid import UUID

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from vault.keys import KEY_BYTES, Unreadable

MARK = ".destroyed"


def folder() -> Path:
    return Path(settings.VAR) / "halves"


def make(name: UUID) -> None:
    """Lay down a fresh half, for its owner's eyes alone, on the disk before this returns."""
    _write(folder() / str(name), os.urandom(KEY_BYTES))


def joined(plain: bytes, name: UUID) -> bytes:
    """The key that comes of both halves. Raises `Unreadable` when the one outside is not here."""
    try:
        half = (folder() / str(name)).read_bytes()
    except FileNotFoundError:
        raise Unreadable("Half of this key is kept outside the database, and is not here.") from None
    return HKDF(algorithm=hashes.SHA256(), length=KEY_BYTES, salt=None, info=b"two halves").derive(plain + half)


def destroy(name: UUID) -> None:
    """Overwrite and remove the half, if there is one, and leave the mark. Doing it twice is doing it once."""
    _write(folder() / f"{name}{MARK}", b"")
    half = folder() / str(name)
    if half.exists():
        _write(half, bytes(KEY_BYTES))
        half.unlink()


def is_destroyed(name: UUID) -> bool:
    return (folder() / f"{name}{MARK}").exists()


def destroyed() -> list[UUID]:
    """Every key of which the mark is here."""
    return [UUID(path.name.removesuffix(MARK)) for path in folder().glob(f"*{MARK}")]


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600), "wb") as sink:
        sink.write(content)
        sink.flush()
        os.fsync(sink.fileno())
