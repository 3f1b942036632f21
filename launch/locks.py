"""Locks that the kernel lets go of when their holder dies, however it dies."""

import contextlib
import fcntl
import os
from collections.abc import Iterator
from pathlib import Path

from launch.errors import AlreadyRunning


def open_lock(path: Path) -> int:
    path.parent.mkdir(mode=0o700, exist_ok=True)
    return os.open(path, os.O_RDWR | os.O_CREAT, 0o600)


def take(lock: int, *, shared: bool = False) -> bool:
    """Whether we got it; does not wait."""
    try:
        fcntl.flock(lock, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


@contextlib.contextmanager
def holding(path: Path) -> Iterator[None]:
    """Wait for the lock and hold it."""
    lock = open_lock(path)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)


@contextlib.contextmanager
def only_run(var: Path) -> Iterator[None]:
    """At most one ./run, or reset, for each var folder; the second is told which process was first."""
    path = var / "locks" / "run"
    lock = open_lock(path)
    try:
        if not take(lock):
            raise AlreadyRunning(
                f"Small Places already runs on {var} (process {path.read_text().strip()}): stop it with Ctrl-C "
                "there, or give this one another SMALLPLACES_VAR and SMALLPLACES_PORT."
            )
        os.ftruncate(lock, 0)
        os.write(lock, f"{os.getpid()}\n".encode())
        yield
    finally:
        os.close(lock)
