"""Evidence files that stopped halfway: received before there were working copies, or restored without the jobs of that day.

A file whose job waits, runs or was given up is not among them: the first two go on by themselves, the third waits for a person.
"""

from datetime import timedelta

from django.utils import timezone

from cases.models import EvidenceFile
from cases.statuses import FileState
from jobs.models import Job
from jobs.services import promise
from jobs.states import OPEN, JobState

# What a file in each of these states still waits for.
NEXT = {
    FileState.RECEIVED: "cases.hash_file",
    FileState.HASHED: "cases.scan_file",
    FileState.SCANNED: "cases.copy_file",
}
LONG_ENOUGH = timedelta(hours=1)
AT_ONCE = 200


def pick_up() -> int:
    """Promise what each of them waits for, the oldest first; returns for how many."""
    since = timezone.now() - LONG_ENOUGH
    waiting = EvidenceFile.objects.filter(state__in=NEXT, changed_at=None, locked_at=None, received_at__lt=since)
    promised = _promised()
    files = [file for file in waiting.order_by("received_at") if str(file.pk) not in promised][:AT_ONCE]
    for file in files:
        promise(NEXT[FileState(file.state)], dedup_key=f"treat:{file.pk}", file=file.pk)
    return len(files)


def _promised() -> set[str]:
    jobs = Job.objects.filter(kind__in=NEXT.values(), state__in=[*OPEN, JobState.DEAD])
    return set(jobs.values_list("arguments__file", flat=True))
