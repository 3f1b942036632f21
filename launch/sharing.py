"""The embedded servers of one var folder, used by any number of commands at once.

The first one starts them, the last one out stops them. Who uses them holds a shared lock, so a command that was
killed is out as well; a guard process notices when everybody was, and stops them then. Every change of the servers
happens while holding the gate, which is never held for longer than a start or a stop takes.
"""

import contextlib
import os
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from launch import processes
from launch.errors import ServerFailed
from launch.folders import PROJECT
from launch.locks import holding, open_lock, take
from launch.servers import Addresses, EmbeddedServers
from launch.signals import shielded

GUARD_LOOKS_EVERY = 1.0


class SharedServers:
    """One command's share in the servers of a var folder, between `enter` and `leave`."""

    def __init__(self, var: Path, *, database: bool = True, broker: bool = True) -> None:
        self.embedded = EmbeddedServers(var, database=database, broker=broker)
        self.locks = var / "locks"
        self.gate = self.locks / "gate"
        self._users: int | None = None

    def enter(self) -> Addresses:
        with shielded(), holding(self.gate):
            self._users = open_lock(self.locks / "users")
            try:
                take(self._users, shared=True)  # nobody holds it alone while we hold the gate
                addresses = self.embedded.start()
                self._post_guard()
            except BaseException:
                os.close(self._users)
                self._users = None
                raise
            return addresses

    def leave(self) -> None:
        """Stop the servers, unless somebody else still uses them."""
        if self._users is None:
            return
        with shielded(), holding(self.gate):
            if take(self._users):
                self.embedded.stop()
                self._dismiss_guard()
            os.close(self._users)
            self._users = None

    def revive(self) -> list[str]:
        """Start again whatever has died, on the same files; returns the names of what had."""
        if not self.embedded.fallen():
            return []
        with shielded(), holding(self.gate):
            fallen = self.embedded.fallen()
            self.embedded.start()
            return fallen

    def _post_guard(self) -> None:
        """The guard holds its lock from before it exists: the lock belongs to the open file that it inherits."""
        lock = open_lock(self.locks / "guard")
        try:
            if not take(lock):
                return
            argv = [sys.executable, "-m", "launch.guard", str(PROJECT), str(self.embedded.folder)]
            silence = [(os.POSIX_SPAWN_OPEN, number, os.devnull, os.O_RDWR, 0) for number in (0, 1, 2)]
            moves = [*silence, (os.POSIX_SPAWN_DUP2, lock, 3)]
            environment = {**processes.BARE_ENVIRONMENT, "PYTHONPATH": str(PROJECT)}
            pid = os.posix_spawn(sys.executable, argv, environment, file_actions=moves, setsid=True)
            os.ftruncate(lock, 0)
            os.write(lock, f"{pid}\n".encode())
        finally:
            os.close(lock)

    def _dismiss_guard(self) -> None:
        lock = open_lock(self.locks / "guard")
        try:
            if take(lock):
                return
            pid = int((self.locks / "guard").read_text())
            processes.stop(pid, "launch.guard", ((signal.SIGKILL, 5.0),))
        finally:
            os.close(lock)


@contextlib.contextmanager
def borrowed_servers(var: Path, *, database: bool = True, broker: bool = True) -> Iterator[Addresses]:
    """The servers of this folder, running for as long as the block does and anybody else uses them."""
    servers = SharedServers(var, database=database, broker=broker)
    try:
        yield servers.enter()
    finally:
        servers.leave()


def in_use(var: Path) -> bool:
    """Whether any command uses the servers of this folder now."""
    with holding(var / "locks" / "gate"):
        users = open_lock(var / "locks" / "users")
        try:
            return not take(users)
        finally:
            os.close(users)


def stand_guard(var: Path) -> None:
    """Stop the servers once every command that used them is gone; for the guard process alone."""
    servers = EmbeddedServers(var)
    users = open_lock(var / "locks" / "users")
    while True:
        time.sleep(GUARD_LOOKS_EVERY)
        with holding(var / "locks" / "gate"):
            if take(users):
                with contextlib.suppress(ServerFailed):
                    servers.stop()
                return
