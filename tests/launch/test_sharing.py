import os
import signal
import subprocess
import sys

import pytest

from launch.folders import PROJECT, open_var
from launch.processes import wait_until
from launch.servers import EmbeddedServers
from launch.sharing import SharedServers, borrowed_servers, in_use
from tests.launch.conftest import processes_of

BORROW = """
import pathlib, sys
from launch.sharing import borrowed_servers
with borrowed_servers(pathlib.Path(sys.argv[1]), database=False):
    print("borrowed", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def var(bare):
    yield open_var(bare)
    EmbeddedServers(bare).stop()


def borrower(var):
    command = [sys.executable, "-c", BORROW, str(var)]
    started = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=PROJECT)
    assert started.stdout.readline() == b"borrowed\n"
    return started


def test_last_one_out_stops_the_servers(var):
    with borrowed_servers(var, database=False):
        with borrower(var) as other:
            other.communicate()
        still_there = EmbeddedServers(var, database=False).fallen() == []

    assert still_there
    assert processes_of(var) == set()


def test_first_one_out_leaves_the_servers_to_the_others(var):
    with borrower(var) as other:
        with borrowed_servers(var, database=False):
            pass
        assert EmbeddedServers(var, database=False).fallen() == []
        assert in_use(var)
        other.communicate()

    assert not in_use(var)
    assert processes_of(var) == set()


def test_guard_stops_the_servers_when_all_who_used_them_were_killed(var):
    with borrower(var) as other:
        assert EmbeddedServers(var, database=False).fallen() == []
        other.kill()

    assert wait_until(lambda: processes_of(var) == set(), 8)


def test_orphans_of_a_killed_run_are_taken_up_and_stopped(var):
    EmbeddedServers(var, database=False).start()
    orphan = int((var / "valkey" / "pid").read_text())

    with borrowed_servers(var, database=False):
        assert int((var / "valkey" / "pid").read_text()) == orphan

    assert processes_of(var) == set()


def test_dead_server_is_revived_and_named(var):
    share = SharedServers(var, database=False)
    share.enter()
    os.kill(int((var / "valkey" / "pid").read_text()), signal.SIGKILL)
    wait_until(lambda: share.embedded.fallen() == ["broker"], 5)

    named = share.revive()

    assert named == ["broker"]
    assert share.revive() == []
    share.leave()
    assert processes_of(var) == set()


def test_start_that_fails_leaves_no_user(var, monkeypatch):
    monkeypatch.setenv("SMALLPLACES_PG_BIN", "/nowhere")

    with pytest.raises(Exception, match="There is no PostgreSQL here"), borrowed_servers(var, broker=False):
        pass

    assert not in_use(var)
