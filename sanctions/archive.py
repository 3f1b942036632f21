"""The published bytes of each list, compressed, under the SHA-256 of what was published. They are public: nothing is sealed."""

import gzip
import hashlib
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import BinaryIO, cast
from uuid import uuid4

from django.conf import settings
from django.core.files.storage import FileSystemStorage

CHUNK = 1024 * 1024


def storage() -> FileSystemStorage:
    return FileSystemStorage(location=settings.VAR / "lists")


def sha256_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def keep(slug: str, path: Path, sha256: str) -> None:
    """Keep a copy, once. It appears whole or not at all."""
    target = Path(storage().path(_name(slug, sha256)))
    if target.exists():
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_name(f".{uuid4()}")
    try:
        with path.open("rb") as source, gzip.open(unfinished, "wb", compresslevel=5) as sink:
            shutil.copyfileobj(source, sink, CHUNK)
        unfinished.rename(target)
    finally:
        unfinished.unlink(missing_ok=True)


def open_kept(slug: str, sha256: str) -> BinaryIO:
    """The bytes as they were published."""
    return cast("BinaryIO", gzip.open(storage().path(_name(slug, sha256)), "rb"))


def lay_out(slug: str, sha256s: Mapping[str, str], folder: Path) -> dict[str, Path]:
    """Kept files under their names in a folder."""
    for name, sha256 in sha256s.items():
        with open_kept(slug, sha256) as kept, (folder / name).open("wb") as sink:
            shutil.copyfileobj(kept, sink, CHUNK)
    return {name: folder / name for name in sha256s}


def _name(slug: str, sha256: str) -> str:
    return f"{slug}/{sha256}.gz"
