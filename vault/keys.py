"""The wrapping keys. They live in a file outside the database, and nothing stolen from the database opens without them."""

import base64
import binascii
import os
import stat
from functools import cache
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

NONCE_BYTES = 12
KEY_BYTES = 32
LONGEST_NAME = 40  # what the database keeps of it


class Unreadable(Exception):
    """Something sealed cannot be opened: wrong key, or its bytes were changed."""


class KeyRing:
    """Wrapping keys by name, newest first; the first one seals, all of them open."""

    def __init__(self, keys: dict[str, bytes]) -> None:
        self._keys = keys
        self.current = next(iter(keys))

    def wrap(self, key: bytes, *, bound_to: bytes) -> bytes:
        """`key` encrypted under the current wrapping key; opens only with the same `bound_to`."""
        nonce = os.urandom(NONCE_BYTES)
        return nonce + AESGCM(self._keys[self.current]).encrypt(nonce, key, bound_to)

    def unwrap(self, wrapped: bytes, *, name: str, bound_to: bytes) -> bytes:
        """Raises `Unreadable` when the key is not on the ring or the bytes are not what was wrapped."""
        nonce, sealed = wrapped[:NONCE_BYTES], wrapped[NONCE_BYTES:]
        try:
            return AESGCM(self._keys[name]).decrypt(nonce, sealed, bound_to)
        except (KeyError, InvalidTag):
            raise Unreadable(f"A data key does not open with the wrapping key {name!r}.") from None

    def fingerprints(self) -> dict[str, str]:
        """Each key's name with what identifies the key and tells nothing of it."""
        return {name: self.derive("fingerprint", name)[:8].hex() for name in self._keys}

    def derive(self, purpose: str, name: str | None = None) -> bytes:
        """A key of 32 bytes for one purpose (such as chaining the record) that is used for nothing else.

        Raises `Unreadable` when `name` is not on the ring.
        """
        if (name or self.current) not in self._keys:
            raise Unreadable(f"The wrapping key {name!r} is not on the ring.")
        kdf = HKDF(algorithm=hashes.SHA256(), length=KEY_BYTES, salt=None, info=purpose.encode())
        return kdf.derive(self._keys[name or self.current])


@cache
def ring() -> KeyRing:
    """The ring of this process, read once from `WRAPPING_KEY_FILE`."""
    return read_ring(settings.WRAPPING_KEY_FILE)


def read_ring(path: Path) -> KeyRing:
    """A file of lines `name:base64 of 32 bytes`, newest first, readable by its owner alone.

    Raises `ImproperlyConfigured`, in a sentence for the operator, when any of this does not hold.
    """
    try:
        mode = stat.S_IMODE(path.stat().st_mode)
        lines = [line for line in path.read_text().splitlines() if line.strip()]
    except (OSError, UnicodeDecodeError):
        raise ImproperlyConfigured(f"The wrapping key file {path} is missing or cannot be read.") from None
    if mode & 0o077:
        raise ImproperlyConfigured(f"Others can read the wrapping key file: chmod 600 {path}")
    if not lines:
        raise ImproperlyConfigured(f"The wrapping key file {path} is empty.")
    keys = dict(_read_line(line, path) for line in lines)
    if len(keys) < len(lines):
        raise ImproperlyConfigured(f"Two lines of the wrapping key file {path} have the same name.")
    return KeyRing(keys)


def _read_line(line: str, path: Path) -> tuple[str, bytes]:
    name, _, encoded = line.strip().partition(":")
    try:
        key = base64.b64decode(encoded, validate=True)
    except binascii.Error:
        key = b""
    if not 0 < len(name) <= LONGEST_NAME or len(key) != KEY_BYTES:
        raise ImproperlyConfigured(f"A line of the wrapping key file {path} is not 'name:base64 of 32 bytes'.")
    return name, key
