"""Work whose effects can be counted, and work that is fatal."""

import os
import signal
import time
from pathlib import Path
from uuid import uuid4

from accounts.models import Organisation
from jobs.registry import job
from submissions.exporters import build
from submissions.statuses import FileFormat

HALFWAY = Path(os.environ["SMALLPLACES_VAR"]) / "halfway"


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


def stopping(builder):
    """A builder that says when it is in the middle of its first file, and waits there until it is killed."""

    def pieces(version):
        head, *rest = builder(version)
        yield head
        if not HALFWAY.exists():
            HALFWAY.touch()
            time.sleep(600)
        yield from rest

    return pieces


build.BUILDERS[FileFormat.ZIP] = stopping(build.BUILDERS[FileFormat.ZIP])
