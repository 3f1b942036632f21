"""How many promised jobs a relay and a worker with two processes do in a second."""

import pytest

from accounts.models import Organisation
from jobs.registry import KINDS, job
from jobs.runner import run
from jobs.services import promise
from launch.processes import wait_until
from tests.bench.conftest import seconds
from tests.soak.rig import Rig

JOBS = 500


@pytest.fixture
def in_process(transactional_db, monkeypatch):
    """The same work, run one after the other in this process: the reference."""
    monkeypatch.delitem(KINDS, "bench.effect", raising=False)
    job("bench.effect")(lambda number: Organisation.objects.create(name=f"{number}/x") and None)
    promised = [promise("bench.effect", number=number).pk for number in range(JOBS)]
    took = seconds(lambda: [run(pk) for pk in promised])
    del KINDS["bench.effect"]
    assert Organisation.objects.count() == JOBS
    return JOBS / took


def test_promised_jobs_in_a_second(say, in_process, tmp_path):
    with Rig(tmp_path, lease=60, lost_after=30) as rig:
        rig.begin()
        rig.order("soak.effect", JOBS)
        took = seconds(lambda: wait_until(lambda: rig.states() == {"done": JOBS}, 120, every=0.05))
        assert rig.effects() == (JOBS, [])

    rate = JOBS / took
    say(f"relay and worker: {rate:.0f} jobs/s, promising included ({rate / in_process:.2f} × {in_process:.0f} in-process)")
    assert rate >= 30
