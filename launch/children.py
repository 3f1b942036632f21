"""The processes that `./run` keeps alive beside the servers."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable
from pathlib import Path

from launch.errors import ServerFailed
from launch.folders import PROJECT
from launch.processes import open_log

RESTARTS = 3
WITHIN_SECONDS = 60.0


class Child:
    """One process and everything it forks, in a session of its own, writing to its own log."""

    def __init__(self, name: str, argv: list[str], log_folder: Path, *, stop_seconds: float = 10.0) -> None:
        self.name = name
        self.log = log_folder / f"{name}.log"
        self.stop_seconds = stop_seconds
        # When we are killed ourselves nobody is left to stop it, so the kernel does.
        self.argv = ["setpriv", "--pdeathsig=TERM", sys.executable, *argv]
        self._running: subprocess.Popen[bytes] | None = None
        self._deaths: deque[float] = deque(maxlen=RESTARTS + 1)

    def start(self) -> None:
        log = open_log(self.log)
        try:
            self._running = subprocess.Popen(
                self.argv, cwd=PROJECT, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
            )
        finally:
            os.close(log)

    def exit_code(self) -> int | None:
        return self._running.poll() if self._running else None

    def revive(self) -> int | None:
        """Start it again if it has died, and return how; raises when it dies too often."""
        code = self.exit_code()
        if code is None:
            return None
        self._deaths.append(time.monotonic())
        if len(self._deaths) > RESTARTS and self._deaths[-1] - self._deaths[0] < WITHIN_SECONDS:
            raise ServerFailed(f"The {self.name} died {RESTARTS + 1} times within a minute; see {self.log}")
        self._kill_group()  # what it forked may live on for a moment, and hold the port
        self.start()
        return code

    def stop(self, hurry: Callable[[], bool]) -> None:
        """Ask it to end its work and wait; kill it when the time is up or somebody hurries."""
        if self._running is None:
            return
        deadline = time.monotonic() + self.stop_seconds
        self._running.terminate()
        while self._running.poll() is None and time.monotonic() < deadline and not hurry():
            time.sleep(0.05)
        self._kill_group()
        self._running.wait()
        self._running = None

    def _kill_group(self) -> None:
        if self._running:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._running.pid, signal.SIGKILL)


# Four processes of two threads: a page is mostly Python's own work, which threads of one process do one after the other.
# The site is loaded once and then forked, which starts sooner and shares memory.
WEB_PROCESSES = ["--workers", "4", "--threads", "2", "--preload"]


def web(addresses: list[str], logs: Path) -> Child:
    binds = [part for address in addresses for part in ("--bind", address)]
    options = [*WEB_PROCESSES, "--timeout", "60", "--graceful-timeout", "5", "--no-control-socket"]
    options += ["--limit-request-line", "8190"]  # an address with a long search in it is answered in words
    if os.access("/dev/shm", os.W_OK):  # noqa: S108 -- the heartbeat file; on a slow disk it can stall a worker
        options += ["--worker-tmp-dir", "/dev/shm"]  # noqa: S108
    return Child("web", ["-m", "gunicorn", "config.wsgi", *binds, *options], logs)


def background(logs: Path, var: Path, *, broker: bool) -> list[Child]:
    """Beat and relay always; without a broker there is nothing for a worker to listen to, and the relay does the jobs."""
    schedule = ["--schedule", str(var / "beat-schedule")]
    children = [
        Child("beat", ["-m", "celery", "-A", "config", "beat", "--loglevel", "WARNING", *schedule], logs),
        Child("relay", ["manage.py", "relay"], logs),
    ]
    if broker:
        celery = ["-m", "celery", "-A", "config", "worker", "--loglevel", "INFO", "--without-gossip", "--without-mingle"]
        children += [
            Child("worker", [*celery, "--concurrency", "2", "--queues", "default,slow"], logs, stop_seconds=20.0),
            # Scans of many pages are read for hours: by a worker of their own, so that nothing else waits for them.
            Child("reader", [*celery, "--pool", "solo", "--queues", "texts", "--hostname", "reader@%h"], logs, stop_seconds=2.0),
        ]
    return children
