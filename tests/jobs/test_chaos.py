"""Real servers, relay and worker, killed in the middle of the work: nothing is lost, nothing is done twice.

The leases are short so that this ends soon; `make soak` goes on for long and has the real ones.
"""

import signal

import pytest

from launch.processes import wait_until
from tests.soak.rig import Rig

JOBS = 200
SEALED = "SELECT count(*) > 0 FROM jobs_job WHERE kind = 'audit.seal_records' AND state = 'done'"
IDLE = "SELECT count(*) FROM pg_stat_activity WHERE usename = current_user AND state LIKE 'idle in transaction%'"


@pytest.fixture(scope="module")
def everything(tmp_path_factory):
    with Rig(tmp_path_factory.mktemp("rig"), lease=2, lost_after=2) as rig:
        yield rig


@pytest.fixture
def rig(everything):
    everything.begin()
    return everything


def test_nothing_is_lost_or_doubled_whoever_is_killed(rig):
    rig.promise("soak.deadly")
    rig.order("soak.effect", JOBS, milliseconds=40, pause=0.02)
    for done, name in ((20, "worker"), (60, "relay"), (100, "broker")):
        assert wait_until(lambda done=done: rig.effects()[0] >= done, 60, every=0.1), (name, rig.states())
        rig.kill(name)
        rig.revive(name)
    rig.kept()

    assert wait_until(lambda: rig.states() == {"done": JOBS, "dead": 1}, 60, every=0.2), rig.states()
    assert rig.effects() == (JOBS, [])
    assert rig.ask("SELECT attempts, last_error FROM jobs_job WHERE kind = 'soak.deadly'") == [(5, "WorkerLost")]
    assert rig.ask("SELECT count(*) FROM accounts_organisation WHERE name LIKE 'deadly%'") == [(0,)]
    assert wait_until(lambda: rig.ask(IDLE) == [(0,)], 10)
    assert wait_until(lambda: rig.ask(SEALED) == [(True,)], 30, every=0.2)  # and the clock ticked all the while


def test_with_the_broker_away_promises_are_quick_and_kept_on_its_return(rig):
    rig.kill("broker")
    slowest = rig.promise("soak.effect", 20)
    assert rig.states() == {"pending": 20}

    rig.revive("broker")
    assert wait_until(lambda: rig.states() == {"done": 20}, 30), rig.states()

    assert slowest < 1
    assert rig.effects() == (20, [])


def test_all_go_on_by_themselves_after_the_database_was_away(rig):
    pids = {name: process.pid for name, process in rig.running.items()}
    rig.order("soak.effect", 40, milliseconds=100, pause=0.03)
    assert wait_until(lambda: rig.effects()[0] >= 5, 20)

    rig.kill("database")
    rig.revive("database")
    rig.kept()

    assert wait_until(lambda: rig.states() == {"done": 40}, 60), rig.states()
    assert rig.effects() == (40, [])
    assert {name: process.pid for name, process in rig.running.items() if process.poll() is None} == pids


def test_worker_that_is_asked_to_stop_finishes_its_work_first(rig):
    rig.promise("soak.effect", milliseconds=2000)
    assert wait_until(lambda: rig.states() == {"running": 1}, 20)

    rig.running["worker"].send_signal(signal.SIGTERM)

    assert rig.running.pop("worker").wait(20) == 0
    assert rig.ask("SELECT state, attempts FROM jobs_job WHERE kind = 'soak.effect'") == [("done", 1)]
