"""Ctrl-C at a bad moment, and Ctrl-C as a request."""

import contextlib
import signal
import threading
import time
from collections.abc import Callable, Iterator
from types import FrameType
from typing import Any

from launch.errors import StopAsked

STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@contextlib.contextmanager
def shielded() -> Iterator[None]:
    """Nothing inside is left half-done: a signal that asks us to stop is delivered afterwards."""
    if threading.current_thread() is not threading.main_thread():
        yield  # Python delivers signals to the main thread only
        return
    arrived: list[int] = []
    before = {number: signal.getsignal(number) for number in STOPPING}
    for number in STOPPING:
        signal.signal(number, lambda which, _: arrived.append(which))
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        for caught in dict.fromkeys(arrived):
            signal.raise_signal(caught)


class StopRequest:
    """Counts the requests to stop instead of being torn out of whatever is going on."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self, number: int, frame: FrameType | None) -> None:
        self.times += 1

    @contextlib.contextmanager
    def listening(self) -> Iterator["StopRequest"]:
        before: dict[int, Any] = {number: signal.signal(number, self) for number in STOPPING}
        try:
            yield self
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def wait(self, happened: Callable[[], bool], seconds: float) -> bool:
        """Whether it happened in time; raises `StopAsked` when somebody no longer wants to wait."""
        deadline = time.monotonic() + seconds
        while not happened():
            if self.times:
                raise StopAsked
            if time.monotonic() > deadline:
                return False
            time.sleep(0.05)
        return True
