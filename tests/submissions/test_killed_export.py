"""`kill -9` of the worker in the middle of an export, with short leases; `make soak` has the real ones."""

import pytest

from tests.soak.killed_export import kill_in_the_middle
from tests.soak.rig import Rig


@pytest.fixture
def rig(tmp_path):
    with Rig(tmp_path, lease=2, lost_after=2) as running:
        running.start("relay", "worker")
        yield running


def test_the_export_is_there_once_after_the_worker_was_killed_in_the_middle(rig):
    after = kill_in_the_middle(rig)

    assert after.jobs == [("done", 2)]  # asked twice, promised once, begun twice
    # Four files, and as many of the one that was killed: three whole and one begun, for the sweeper.
    assert after.exports == {"formats": ["docx", "pdf", "pdfa", "zip"], "whole": True, "stored": 8}
    assert after.seconds <= 90
