"""A worker that is killed in the middle of an export, and what is there after it was started again."""

import time
from dataclasses import dataclass

from launch.processes import wait_until

JOBS = "SELECT state, attempts FROM jobs_job WHERE kind = 'submissions.build_files'"


@dataclass(frozen=True)
class After:
    """`seconds` are from restart to finished job, `jobs` pairs of state and attempts, `exports` what `read_exports` says."""

    seconds: float
    jobs: list[tuple[str, int]]
    exports: dict


def kill_in_the_middle(rig):
    """The rig's relay and worker must run. The worker dies where it waits: all but the ZIP are sealed, and that is begun."""
    rig.command("freeze_dossier")
    assert wait_until(rig.halfway.exists, 60, every=0.05), rig.ask(JOBS)
    rig.kill("worker")
    began = time.monotonic()
    rig.start("worker")
    assert wait_until(lambda: rig.ask(JOBS)[0][0] == "done", 90, every=0.1), rig.ask(JOBS)
    return After(time.monotonic() - began, rig.ask(JOBS), rig.command("read_exports"))
