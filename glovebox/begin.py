"""Beginning a child, and ending it in time."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]


def command(code: str, *words: str) -> list[str]:
    """A Python that sees this project and its libraries, and nothing of who began it. No word of a file among `words`."""
    return [sys.executable, "-I", "-c", f"import sys; sys.path[:0] = [{str(PROJECT)!r}]; {code}", *words]


def begin(code: str, *words: str) -> "subprocess.Popen[bytes]":
    """A child without an environment, spoken to through its standard input and output."""
    pipe = subprocess.PIPE
    return subprocess.Popen(  # noqa: S603 -- no shell
        command(code, *words), stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, env={}, cwd="/"
    )


@contextmanager
def ended_after(child: "subprocess.Popen[bytes]", seconds: float) -> Iterator[None]:
    """Whatever the child does meanwhile, it is killed by then."""
    ends = threading.Timer(seconds, child.kill)
    ends.start()
    try:
        yield
    finally:
        ends.cancel()
