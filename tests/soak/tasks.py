"""Work whose effects can be counted, and work that is fatal."""

import os
import signal
import time
from uuid import uuid4

from accounts.models import Organisation
from jobs.registry import job
from submissions.exporters import build
from submissions.statuses import FileFormat

PAUSE = float(os.environ.get("SOAK_EXPORT_PAUSE", "0"))


@job("soak.effect")
def effect(number: int, milliseconds: int) -> None:
    """One row for each time it was done, in the middle of so many milliseconds."""
    time.sleep(milliseconds / 2000)
    Organisation.objects.create(name=f"{number}/{uuid4()}")
    time.sleep(milliseconds / 2000)


@job("soak.deadly")
def deadly() -> None:
    Organisation.objects.create(name=f"deadly/{uuid4()}")
    os.kill(os.getpid(), signal.SIGKILL)


def slowly(builder):
    """A builder that stops for a while in the middle of its file, so that there is a middle to be killed in."""

    def pieces(version):
        head, *rest = builder(version)
        yield head
        time.sleep(PAUSE)
        yield from rest

    return pieces


build.BUILDERS[FileFormat.ZIP] = slowly(build.BUILDERS[FileFormat.ZIP])
