"""Servers and installations of these tests' own, beside the ones the other tests run on."""

import os
import sys
from pathlib import Path

import pytest

from launch.servers import EmbeddedServers

OURS = ("DATABASE_URL", "DATABASE_OWNER_URL", "BROKER_URL", "SECRET_KEY", "SECRET_KEY_FILE", "WRAPPING_KEY_FILE")


@pytest.fixture(scope="session")
def servers(tmp_path_factory):
    """Running servers of these tests; who stops them starts them again."""
    servers = EmbeddedServers(tmp_path_factory.mktemp("servers"), durable=False)
    servers.start()
    yield servers
    servers.stop()


@pytest.fixture
def bare(monkeypatch, tmp_path):
    """The environment of a newcomer: nothing is set but a var folder that does not exist yet."""
    for name in (*OURS, "DJANGO_SETTINGS_MODULE", "SMALLPLACES_PORT"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("SMALLPLACES_VAR", str(tmp_path / "var"))
    return tmp_path / "var"


def command_lines():
    """Every process of this machine by pid, with its command line."""
    found = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            found[int(folder.name)] = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode()
        except OSError:
            continue
    return {pid: line for pid, line in found.items() if line and pid != os.getpid()}


def processes_of(folder):
    return {pid for pid, line in command_lines().items() if str(folder) in line}


PYTHON = sys.executable
