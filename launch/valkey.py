"""The embedded Valkey, which carries job numbers to the workers: one folder, one Unix socket."""

import contextlib
import signal
import socket
from pathlib import Path
from urllib.parse import quote

from launch import processes
from launch.account import Account
from launch.binaries import valkey_program
from launch.errors import ServerFailed

# A broker that evicts or forgets loses promised work; jobs are promised in the database as well, but later is late.
SETTINGS = {"port": "0", "unixsocketperm": "700", "maxmemory-policy": "noeviction", "save": "", "set-proc-title": "no"}
DURABLE = {"appendonly": "yes", "appendfsync": "everysec"}
STOP = ((signal.SIGTERM, 10.0), (signal.SIGKILL, 5.0))
START_SECONDS = 30.0


class Valkey:
    """Start and stop are safe to repeat. The caller sees to it that nobody else does either at the same time."""

    name = "broker"

    def __init__(self, folder: Path, sockets: Path, account: Account, *, durable: bool = True) -> None:
        self.folder = folder / "valkey"
        self.log = folder / "log" / "valkey.log"
        self.socket = sockets / "valkey.sock"
        self.account = account
        self.durable = durable

    def url(self) -> str:
        return f"redis+socket://{quote(str(self.socket))}?virtual_host=0"

    def is_running(self) -> bool:
        pid = self._pid()
        return pid is not None and processes.is_running(pid, str(self.folder))

    def start(self) -> None:
        if self.is_running():
            return
        program = valkey_program()
        self.account.own(self.folder)
        reach = self.account.reach(program, self.folder.parent)
        dies_with = "" if self.durable else "TERM"
        argv = self.account.command(str(program), *self._options(), dies_with=dies_with, reach=reach)
        pid = processes.spawn(argv, self.log)

        def settled() -> bool:
            return self._answers() or not processes.is_alive(pid)

        if not processes.wait_until(settled, START_SECONDS) or not self._answers():
            processes.kill(pid)
            raise ServerFailed(f"Valkey does not start: {processes.complaint(self.log)} ({self.log})")

    def stop(self) -> None:
        if (pid := self._pid()) is not None:
            processes.stop(pid, str(self.folder), STOP)

    def _options(self) -> list[str]:
        settings = SETTINGS | (DURABLE if self.durable else {"appendonly": "no"})
        places = {"unixsocket": self.socket, "dir": self.folder, "pidfile": self.folder / "pid"}
        return [part for name, value in {**settings, **places}.items() for part in (f"--{name}", str(value))]

    def _pid(self) -> int | None:
        try:
            return int((self.folder / "pid").read_text())
        except (FileNotFoundError, ValueError):
            return None

    def _answers(self) -> bool:
        """Whether it has read its file back and serves; before that it answers LOADING."""
        with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX) as line:
            line.settimeout(1)
            line.connect(str(self.socket))
            line.sendall(b"PING\r\n")
            return line.recv(16).startswith(b"+PONG")
        return False
