"""Archives are looked at before anything in them is unpacked: how many, how large, where to, and what."""

import stat
import zipfile
from pathlib import PurePosixPath

from cases.workshop.findings import Refused

MOST_FILES = 5_000
MOST_BYTES = 300 * 1024 * 1024
MOST_RATIO = 100
RATIO_FROM = 1024 * 1024  # small files may shrink as they like
ARCHIVES = (".zip", ".7z", ".rar", ".gz", ".bz2", ".xz", ".tar", ".docx", ".xlsx", ".odt", ".jar")
EMBEDDED = "embeddings"  # a sheet inside a document; it is never opened
HEADS = (b"PK\x03\x04", b"7z\xbc\xaf\x27\x1c", b"Rar!", b"\x1f\x8b")


def check(archive: zipfile.ZipFile) -> None:
    """Raises `Refused` with the first thing that is wrong."""
    entries = archive.infolist()
    if len(entries) > MOST_FILES or sum(entry.file_size for entry in entries) > MOST_BYTES:
        raise Refused("bomb")
    if len({entry.filename for entry in entries}) < len(entries):
        raise Refused("two_faces")
    for entry in entries:
        _check_entry(entry)
    for entry in entries:
        if not entry.is_dir() and EMBEDDED not in entry.filename and _begins(archive, entry).startswith(HEADS):
            raise Refused("nested")


def _check_entry(entry: zipfile.ZipInfo) -> None:
    path = PurePosixPath(entry.filename.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or ":" in entry.filename:
        raise Refused("paths")
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise Refused("links")
    if entry.flag_bits & 1:
        raise Refused("password")
    if entry.file_size > RATIO_FROM and entry.file_size > MOST_RATIO * max(1, entry.compress_size):
        raise Refused("bomb")
    if path.suffix.lower() in ARCHIVES and EMBEDDED not in path.parts:
        raise Refused("nested")
    if path.name.lower() == "vbaproject.bin":
        raise Refused("macros")


def _begins(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    with archive.open(entry) as source:
        return source.read(8)


def read(archive: zipfile.ZipFile, name: str) -> bytes:
    """One entry, never more of it than it said; "" when it is not there."""
    try:
        with archive.open(name) as source:
            return source.read(MOST_BYTES)
    except KeyError:
        return b""
