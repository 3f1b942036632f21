"""A server and a browser that can be killed in the middle: real processes, ended by their ids."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import uuid
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from launch.processes import wait_until

PROJECT = Path(__file__).resolve().parents[2]


def started(*command):
    """Our Python with this command, on the test's own database, broker and folder; a group of its own, to be killed as one."""
    from django.db import connection

    database = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{connection.settings_dict['NAME']}").geturl()
    environment = {**os.environ, "DATABASE_URL": database, "DJANGO_SETTINGS_MODULE": "tests.e2e.settings"}
    return subprocess.Popen(
        [sys.executable, *command],
        cwd=PROJECT, env=environment, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip


def kill_group(process):
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


class Server:
    """The site under gunicorn on the test's own database and folder, always on the same port."""

    def __init__(self, processes=("--workers", "1", "--threads", "4")):
        self.processes = processes
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.url = f"http://localhost:{self.port}"
        self.process = None

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.kill()

    def start(self):
        command = ["-m", "gunicorn", "config.wsgi", "--bind", f"127.0.0.1:{self.port}", *self.processes]
        self.process = started(*command, "--timeout", "60", "--no-control-socket")
        assert wait_until(self.answers, 60)

    def answers(self):
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port), timeout=1) as line:
            line.sendall(b"HEAD /account/login/ HTTP/1.0\r\nHost: localhost\r\n\r\n")
            return bool(line.recv(12))
        return False

    def kill(self):
        kill_group(self.process)


@dataclass
class Running:
    process: subprocess.Popen


class Workers:
    """The relay and a worker, as an installation runs them. They take what was promised in the test's own database."""

    def __enter__(self):
        options = ["--concurrency", "2", "--queues", "default,slow,texts", "--without-gossip", "--without-mingle"]
        worker = started("-m", "celery", "-A", "config", "worker", *options)
        self.all = [Running(worker), Running(started("-m", "django", "relay"))]
        assert wait_until(lambda: len(self.pool()) == 2, 60)
        return self

    def __exit__(self, *_):
        for one in self.all:
            kill_group(one.process)

    def pool(self):
        """The processes in which jobs run."""
        first = self.all[0].process.pid
        return Path(f"/proc/{first}/task/{first}/children").read_text().split()


class Browser:
    """A Chromium of its own, found again by a word in its command line."""

    def __init__(self, browser_type, path):
        self.word = f"--for-test={uuid.uuid4()}"
        self.browser = browser_type.launch(executable_path=path, args=["--no-sandbox", self.word])

    def kill(self):
        for number in self.processes():
            with contextlib.suppress(ProcessLookupError):
                os.kill(number, signal.SIGKILL)
        assert wait_until(lambda: not self.processes(), 10)

    def processes(self):
        """Those that have our word among what they were started with; one that is dead and not yet waited for has none."""
        found = []
        for folder in Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):
                if self.word.encode() in (folder / "cmdline").read_bytes().split(b"\0"):
                    found.append(int(folder.name))
        return found
