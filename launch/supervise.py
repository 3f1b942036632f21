"""The whole system on one machine: what `./run` ends in."""

import contextlib
import os
import sys
import time
from pathlib import Path

from launch import children, outside, pages, ports
from launch.children import Child
from launch.environment import prepared_environment
from launch.errors import LaunchError, StopAsked
from launch.folders import open_var, var_folder
from launch.locks import only_run
from launch.sharing import SharedServers
from launch.signals import StopRequest
from launch.steps import Step, say, tell, timed

ANSWER_SECONDS = 60.0
LOOKS_EVERY = 0.5


def supervise() -> None:
    """Start everything, keep it alive until somebody asks to stop, and stop it in order."""
    os.umask(0o077)  # what the site writes under var is for its owner
    var = open_var(var_folder())
    with only_run(var), StopRequest().listening() as request:
        addresses = ports.free_addresses(ports.chosen_port())
        _check_outside_servers()
        since = time.monotonic()
        with contextlib.suppress(StopAsked), prepared_environment() as share:
            if share:
                tell("database and broker", since)
            House(var, addresses, share, request).keep(since)
        say("Stopped.")


def _check_outside_servers() -> None:
    if url := os.environ.get("DATABASE_URL"):
        with timed("DATABASE_URL answers"):
            outside.check_database(url)
    if url := os.environ.get("BROKER_URL"):
        with timed("BROKER_URL answers"):
            outside.check_broker(url)


class House:
    """The children of one start, from the first migration to the last goodbye."""

    def __init__(self, var: Path, addresses: list[str], share: SharedServers | None, request: StopRequest) -> None:
        self.var = var
        self.logs = var / "log"
        self.logs.mkdir(mode=0o700, exist_ok=True)
        self.share = share
        self.request = request
        self.web = children.web(addresses, self.logs)
        self.others = children.background(self.logs, var, broker=bool(os.environ["BROKER_URL"]))
        self.children: list[Child] = []
        self.steps: list[Step] = []

    def keep(self, since: float) -> None:
        try:
            logins = self._open()
            tell("all of it", since)
            say(f"\nSmall Places is open: http://localhost:{ports.chosen_port()}\n", sys.stdout)
            say(logins, sys.stdout)
            say("Ctrl-C stops it.")
            self._watch()
        finally:
            self._close()

    def _open(self) -> str:
        """Prepare the database and the pages, start the children, and return what the seed printed: the logins."""
        collect = None if pages.are_current(self.var) else self._step("pages", pages.COLLECT)
        self._step("tables", ["migrate", "--verbosity", "0"]).wait(self.request)
        seed = self._step("fictional cases and people", ["seed_demo"])
        if collect:
            collect.wait(self.request)
            pages.mark_current(self.var)
        self._start(self.web)
        self._wait_for_answer()
        for child in self.others:
            self._start(child)
        return seed.wait(self.request)

    def _step(self, words: str, argv: list[str]) -> Step:
        self.steps.append(Step(words, argv, self.logs))
        return self.steps[-1]

    def _start(self, child: Child) -> None:
        child.start()
        self.children.append(child)

    def _wait_for_answer(self) -> None:
        since = time.monotonic()
        port = ports.chosen_port()
        status = 0

        def answers() -> bool:
            nonlocal status
            self._revive_children()
            status = ports.answer(port)
            return 200 <= status < 400

        if not self.request.wait(answers, ANSWER_SECONDS):
            said = f"answers {status}" if status else "does not answer"
            raise LaunchError(f"The web server {said} after {ANSWER_SECONDS:.0f} s; see {self.web.log}")
        tell("web answers", since)

    def _watch(self) -> None:
        while True:
            self.request.wait(lambda: False, LOOKS_EVERY)
            for name in self.share.revive() if self.share else []:
                say(f"The {name} had died; it runs again, on the same files.")
            self._revive_children()

    def _revive_children(self) -> None:
        for child in self.children:
            code = child.revive()
            if code is not None:
                say(f"The {child.name} had died ({_how(code)}) and was started again; see {child.log}")

    def _close(self) -> None:
        """In order: nobody new comes in, nothing new is promised, what is being done is finished."""
        asked = self.request.times
        for step in self.steps:
            step.abandon()
        for child in self.children:
            child.stop(hurry=lambda: self.request.times > asked)


def _how(code: int) -> str:
    return f"signal {-code}" if code < 0 else f"exit code {code}"
