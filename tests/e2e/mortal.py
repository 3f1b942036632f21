"""A server and a browser that can be killed in the middle: real processes, ended by their ids."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import uuid
from pathlib import Path
from urllib.parse import urlsplit

from launch.processes import wait_until

PROJECT = Path(__file__).resolve().parents[2]


class Server:
    """The site under gunicorn on the test's own database and folder, always on the same port."""

    def __init__(self):
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
        from django.db import connection

        database = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{connection.settings_dict['NAME']}").geturl()
        environment = {**os.environ, "DATABASE_URL": database, "DJANGO_SETTINGS_MODULE": "tests.e2e.settings"}
        command = ["-m", "gunicorn", "config.wsgi", "--bind", f"127.0.0.1:{self.port}", "--workers", "1", "--threads", "4"]
        self.process = subprocess.Popen(
            [sys.executable, *command, "--timeout", "60", "--no-control-socket"],
            cwd=PROJECT, env=environment, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        assert wait_until(self.answers, 60)

    def answers(self):
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port), timeout=1) as line:
            line.sendall(b"HEAD /account/login/ HTTP/1.0\r\nHost: localhost\r\n\r\n")
            return bool(line.recv(12))
        return False

    def kill(self):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


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
