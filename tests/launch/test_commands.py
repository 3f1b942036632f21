"""What a person at a terminal sees: `./run`, `manage.py`, and the whole system from start to Ctrl-C."""

import contextlib
import http.client
import os
import re
import signal
import socket
import subprocess
import sys
from pathlib import Path

import django
import pytest

from launch.folders import PROJECT
from launch.processes import wait_until
from launch.servers import EmbeddedServers
from tests.launch.conftest import command_lines, processes_of

TOO_LONG = 120


def type_in(*command, **environment):
    return subprocess.run(command, cwd=PROJECT, env={**os.environ, **environment}, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("arguments", [["--nope"], ["--setup", "--reset"], ["--reset", "--no"], ["start"]])
def test_run_refuses_what_it_does_not_know_in_one_line(arguments):
    answer = type_in("./run", *arguments)

    assert (answer.returncode, answer.stdout, answer.stderr.count("\n")) == (1, "", 1)
    assert "./run --help" in answer.stderr


def test_run_explains_itself():
    answer = type_in("./run", "--help")

    assert answer.returncode == 0
    assert {"--setup", "--setup-dev", "--reset"} <= set(re.findall(r"--[a-z-]+", answer.stdout))


def test_command_without_settings_says_what_is_missing(bare):
    answer = type_in(sys.executable, "manage.py", "check", DJANGO_SETTINGS_MODULE="config.settings.production")

    assert (answer.returncode, answer.stdout) == (1, "")
    assert re.fullmatch(r"[A-Z_]+ is not set\..*\n", answer.stderr)


def test_command_on_a_bare_machine_brings_its_own_servers_and_takes_them_away(bare):
    answer = type_in(sys.executable, "manage.py", "showmigrations", "--plan")

    assert (answer.returncode, answer.stderr) == (0, "")
    assert "contenttypes.0001_initial" in answer.stdout
    assert processes_of(bare) == set()


@pytest.fixture
def port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@pytest.fixture
def running(bare, port, monkeypatch):
    """`python -m launch`, open on a port of its own; what it says goes to a file."""
    monkeypatch.setenv("SMALLPLACES_PORT", str(port))
    said = bare.with_name("said")
    with said.open("w") as output:
        command = [sys.executable, "-m", "launch"]
        supervisor = subprocess.Popen(command, cwd=PROJECT, stdout=output, stderr=output, start_new_session=True)
    try:
        assert wait_until(lambda: is_open(said) or supervisor.poll() is not None, TOO_LONG), said.read_text()
        assert is_open(said), said.read_text()
        yield supervisor, said
    finally:
        supervisor.kill()
        supervisor.wait()
        EmbeddedServers(bare).stop()


def is_open(said):
    return "Ctrl-C stops it" in said.read_text()


def child(supervisor, words):
    """The pid of a child of the supervisor by what stands on its command line."""
    parents = {}
    for pid, line in command_lines().items():
        with contextlib.suppress(OSError):  # it has ended since
            stat = Path(f"/proc/{pid}/stat").read_text()
            parents[pid] = (int(stat.rpartition(")")[2].split()[1]), line)
    return next((pid for pid, (parent, line) in parents.items() if parent == supervisor.pid and words in line), None)


def status(port):
    line = http.client.HTTPConnection("localhost", port, timeout=10)
    try:
        line.request("GET", "/")
        return line.getresponse().status
    finally:
        line.close()


def test_system_opens_heals_and_leaves_no_process(running, bare, port):
    supervisor, said = running
    assert f"http://localhost:{port}" in said.read_text()
    assert status(port) < 400
    second = type_in(sys.executable, "-m", "launch")
    assert f"process {supervisor.pid}" in second.stderr

    relay = child(supervisor, "manage.py relay")
    os.kill(relay, signal.SIGKILL)
    os.kill(int((bare / "valkey" / "pid").read_text()), signal.SIGKILL)

    assert wait_until(lambda: "The relay had died" in said.read_text() and "The broker had died" in said.read_text(), 10)
    assert wait_until(lambda: child(supervisor, "manage.py relay") not in {None, relay}, 10)
    assert wait_until(lambda: EmbeddedServers(bare).fallen() == [], 10)
    family = {pid for pid, line in command_lines().items() if str(bare) in line or str(port) in line}
    family |= {child(supervisor, words) for words in ("relay", "beat", "worker", "gunicorn")}

    supervisor.send_signal(signal.SIGINT)

    assert supervisor.wait(30) == 0
    assert family & command_lines().keys() == set()
    assert processes_of(bare) == set()


def test_typed_by_itself_it_finds_what_the_project_installed():
    """`./manage.py` is the system's Python, which has no Django."""
    plain = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    python = Path(sys.base_prefix) / "bin" / "python3"

    said = subprocess.run([python, "manage.py", "version"], env=plain, capture_output=True, text=True, cwd=PROJECT, check=False)

    assert (said.returncode, said.stderr) == (0, "")
    assert said.stdout.strip() == django.get_version()
