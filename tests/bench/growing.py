"""How much memory running processes have come to need, as the kernel counts it."""

import re
from pathlib import Path

GROWTH = 64 * 1024 * 1024  # what a file of any size may cost a process


def peak(pid="self"):
    """The most memory that a process has had since `forget_peak`, in bytes."""
    return int(re.search(r"VmHWM:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text())[1]) * 1024


def forget_peak(pid="self"):
    Path(f"/proc/{pid}/clear_refs").write_text("5")


def processes_under(pid):
    """It, and everything it started."""
    told = [path.read_text().split() for path in Path(f"/proc/{pid}/task").glob("*/children")]
    return [pid, *(deep for children in told for child in children for deep in processes_under(int(child)))]


class Growth:
    """By how much any of these processes has grown at its most, since now."""

    def __init__(self, *running):
        pids = [pid for one in running for pid in processes_under(one.process.pid)]
        self.before = {pid: forget_peak(pid) or peak(pid) for pid in pids}

    def most(self):
        return max(peak(pid) - was for pid, was in self.before.items())
