"""The commands that have to succeed before the site opens, with a line on the terminal for each."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from launch.errors import LaunchError, StopAsked
from launch.folders import PROJECT
from launch.processes import complaint, open_log
from launch.signals import StopRequest


def say(words: str, stream: TextIO | None = None) -> None:
    with contextlib.suppress(OSError):  # the terminal may be closed already, and that is no reason to stop stopping
        print(words, file=stream or sys.stderr, flush=True)


def tell(words: str, since: float) -> None:
    """One line of progress: what has been done, and in how many seconds."""
    say(f"  {words:<34} {time.monotonic() - since:5.1f} s")


@contextlib.contextmanager
def timed(words: str) -> Iterator[None]:
    since = time.monotonic()
    yield
    tell(words, since)


class Step:
    """A `manage.py` command that runs beside others until somebody waits for it."""

    def __init__(self, words: str, argv: list[str], log_folder: Path) -> None:
        self.words = words
        self.argv = argv
        self.log = log_folder / f"{argv[0]}.log"
        self.since = time.monotonic()
        self.log.unlink(missing_ok=True)
        self.output = self.log.with_suffix(".out")
        log, output = open_log(self.log), os.open(self.output, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        try:
            self._running = subprocess.Popen(
                ["setpriv", "--pdeathsig=TERM", sys.executable, "manage.py", *argv], cwd=PROJECT,
                stdin=subprocess.DEVNULL, stdout=output, stderr=log, start_new_session=True,
            )  # fmt: skip
        finally:
            os.close(log)
            os.close(output)

    def wait(self, request: StopRequest) -> str:
        """What it printed; raises with its last line when it failed."""
        try:
            request.wait(lambda: self._running.poll() is not None, float("inf"))
        except StopAsked:
            self.abandon()
            raise
        if self._running.returncode:
            raise LaunchError(f"{self.words} failed: {complaint(self.log)} ({self.log})")
        tell(self.words, self.since)
        return self.output.read_text()

    def abandon(self) -> None:
        """Stop it if it still runs; whatever it was doing is a transaction that is not finished."""
        if self._running.poll() is None:
            self._running.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._running.wait(5)
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._running.pid, signal.SIGKILL)
            self._running.wait()
