"""For long, with the leases of production and everything killed in turn: `make soak`, or SOAK_SECONDS=3600 make soak."""

import os
import random
import time

import pytest

from launch.processes import wait_until
from tests.soak.killed_export import kill_in_the_middle
from tests.soak.rig import Rig

pytestmark = pytest.mark.soak

SECONDS = int(os.environ.get("SOAK_SECONDS", "600"))
VICTIMS = ("worker", "relay", "beat", "broker", "database")
AWAY = 5.0  # seconds at most
A_SECOND = 5


@pytest.fixture
def rig(tmp_path):
    with Rig(tmp_path, lease=60, lost_after=30) as running:
        running.begin()
        yield running


def test_nothing_is_lost_or_doubled_in_a_long_time(rig):
    """About five jobs a second are promised; every ten seconds or so somebody dies and comes back after a while."""
    jobs, end, chance, killed = SECONDS * A_SECOND, time.monotonic() + SECONDS, random.Random(1), dict.fromkeys(VICTIMS, 0)
    rig.order("soak.effect", jobs, milliseconds=100, pause=1 / A_SECOND)

    while time.monotonic() < end:
        victim = chance.choice(VICTIMS)
        time.sleep(chance.uniform(5, 15))
        rig.kill(victim)
        time.sleep(chance.uniform(0, AWAY))
        rig.revive(victim)
        killed[victim] += 1
    rig.kept()

    assert wait_until(lambda: rig.states() == {"done": jobs}, 300, every=1.0), rig.states()
    assert rig.effects() == (jobs, [])
    assert rig.ask("SELECT count(*) FROM jobs_job WHERE attempts > 5") == [(0,)]
    print(f"\n{jobs} jobs, killed {killed}: 0 lost, 0 doubled")  # noqa: T201


@pytest.mark.parametrize("_time", range(int(os.environ.get("SOAK_EXPORTS", "3"))))
def test_the_export_is_there_once_within_ninety_seconds_of_the_restart(tmp_path, _time):
    """The worker is killed in the middle of it, with the leases of production."""
    with Rig(tmp_path, lease=60, lost_after=30) as rig:
        rig.start("relay", "worker")
        after = kill_in_the_middle(rig)

    assert after.jobs == [("done", 2)]
    assert (after.exports["formats"], after.exports["whole"]) == (["docx", "pdf", "pdfa", "zip"], True)
    assert after.seconds <= 90
    print(f"\nthe export was there {after.seconds:.0f} s after the restart")  # noqa: T201
