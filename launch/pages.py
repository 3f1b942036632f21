"""Whether the collected pages in var/static are those of the sources; collecting compresses each file and takes seconds."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from launch.folders import PROJECT

# Not served: what only the build and the typesetter read, and the next htmx, which comes in the same package.
UNSERVED = ("scss", "ttf", "*-4.js", "*-4.min.js")
COLLECT = ["collectstatic", "--noinput", "--verbosity", "0", *(f"--ignore={name}" for name in UNSERVED)]


def are_current(var: Path) -> bool:
    stamp = _stamp(var)
    return stamp.is_file() and (var / "static").is_dir() and stamp.read_text() == _digest()


def mark_current(var: Path) -> None:
    _stamp(var).write_text(_digest())


def _stamp(var: Path) -> Path:
    return var / "static.stamp"


def _digest() -> str:
    total = hashlib.sha256()
    for path in sorted(_sources()):
        found = path.stat()
        total.update(f"{path}\0{found.st_size}\0{found.st_mtime_ns}\n".encode())
    return total.hexdigest()


def _sources() -> Iterator[Path]:
    """Our own files one by one; those of packages change only when the lock or the settings do."""
    yield PROJECT / "requirements.txt"
    yield from PROJECT.glob("config/settings/*.py")
    for folder in (PROJECT / "static", *PROJECT.glob("[a-z]*/static")):
        yield from (path for path in folder.rglob("*") if path.is_file())
