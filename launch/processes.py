"""Processes known by their pid alone: a server may have been started by a command that is long gone."""

import contextlib
import os
import signal
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from launch.errors import ServerFailed

# Servers get none of our environment: it may hold secrets, and nothing in it is meant for them.
BARE_ENVIRONMENT = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LANG": "C.UTF-8", "TZ": "UTC"}
LOG_LIMIT = 10_000_000
TROUBLE = ("no space left", "fatal", "panic", "error", "could not", "can't", "failed")


def spawn(argv: Sequence[str], log: Path) -> int:
    """Start a process in a session of its own, where Ctrl-C in the terminal does not reach it; returns its pid."""
    output = open_log(log)
    try:
        moves = [
            (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
            (os.POSIX_SPAWN_DUP2, output, 1),
            (os.POSIX_SPAWN_DUP2, output, 2),
        ]
        return os.posix_spawnp(argv[0], list(argv), BARE_ENVIRONMENT, file_actions=moves, setsid=True)
    finally:
        os.close(output)


def open_log(path: Path) -> int:
    """A log to append to, readable by its owner alone; one that has grown large is set aside first."""
    path.parent.mkdir(mode=0o700, exist_ok=True)
    with contextlib.suppress(FileNotFoundError):
        if path.stat().st_size > LOG_LIMIT:
            path.replace(path.with_suffix(".log.1"))
    return os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)


def complaint(log: Path) -> str:
    """The last line of a log that names a trouble, else its last line, for an error sentence; empty without a log."""
    try:
        lines = [line.strip() for line in log.read_text(errors="replace").splitlines() if line.strip()][-40:]
    except FileNotFoundError:
        return ""
    lines.reverse()
    troubles = (line for line in lines if any(word in line.lower() for word in TROUBLE))
    return next(troubles, lines[0] if lines else "")


def is_alive(pid: int) -> bool:
    """Whether there is such a process; one that ended and only waits to be counted (a zombie) is gone, and counted."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    if state not in "ZX":
        return True
    with contextlib.suppress(ChildProcessError):
        os.waitpid(pid, os.WNOHANG)
    return False


def is_running(pid: int, mark: str) -> bool:
    """Whether `pid` is alive and still the process with `mark` on its command line, not a stranger who got its number."""
    with contextlib.suppress(FileNotFoundError, ProcessLookupError):
        return is_alive(pid) and mark.encode() in Path(f"/proc/{pid}/cmdline").read_bytes()
    return False


def stop(pid: int, mark: str, steps: Iterable[tuple[signal.Signals, float]]) -> None:
    """Send each signal and wait its seconds, until the process is gone."""
    for number, seconds in steps:
        if not is_running(pid, mark):
            return
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, number)
        if wait_until(lambda: not is_alive(pid), seconds):
            return
    raise ServerFailed(f"Process {pid} ({mark}) does not stop.")


def kill(pid: int) -> None:
    """At once, and it may already be gone."""
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)
    wait_until(lambda: not is_alive(pid), 5)


def wait_until(happened: Callable[[], bool], seconds: float, *, every: float = 0.02) -> bool:
    """Whether it happened in time."""
    deadline = time.monotonic() + seconds
    while not happened():
        if time.monotonic() > deadline:
            return False
        time.sleep(every)
    return True
