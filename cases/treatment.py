"""What happens to a file after it was received, in three jobs: read back, looked at for viruses, its working copy made.

The bytes are opened by a child process alone (`cases.workshop`), which has no key, no database and little memory.
"""

import hashlib
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any

from django.conf import settings
from django.core.files.base import ContentFile, File
from django.utils import timezone

from cases import clamd, custody
from cases.models import EvidenceFile, WorkingCopy
from cases.statuses import CustodyKind, FileState, Reason, Scan
from glovebox.begin import begin, ended_after
from jobs.services import promise
from vault.keys import Unreadable

PIECE = 256 * 1024
LARGEST = 60 * 1024 * 1024  # of what a copy is made; above, the head alone is looked at
HEAD = 1024 * 1024
LONGEST = 150  # seconds; the child's own limit is lower and of working time
BEGIN = "from cases.workshop.main import main; main()"


def hash_file(file: EvidenceFile) -> None:
    """Read back what was stored. When it is not what arrived, everybody who must know is told and nothing else happens."""
    if file.state != FileState.RECEIVED or file.changed_at:
        return
    if _digest(file) != file.sha256:
        file.changed_at = timezone.now()
        file.save(update_fields=["changed_at"])
        custody.note(file, CustodyKind.CHANGED)
        promise("cases.tell_of_damage", case=file.case_id)
        return
    file.state, file.checked_at = FileState.HASHED, timezone.now()
    file.save(update_fields=["state", "checked_at"])
    custody.note(file, CustodyKind.CHECKED)
    promise("cases.scan_file", file=file.pk)


def _digest(file: EvidenceFile) -> str:
    digest = hashlib.sha256()
    try:
        for piece in pieces(file):
            digest.update(piece)
    except (OSError, Unreadable):
        return ""
    return digest.hexdigest()


def pieces(file: EvidenceFile) -> Iterator[bytes]:
    """The plain bytes."""
    with file.file.open() as source:
        while piece := source.read(PIECE):
            yield piece


def scan_file(file: EvidenceFile) -> None:
    """Ask the scanner, when one is configured. Raises `OSError` when it does not answer: the job waits and asks again."""
    if file.state != FileState.HASHED:
        return
    file.scan = _scanned(file)
    if file.scan == Scan.INFECTED:
        set_aside(file, Reason.INFECTED)
        return
    file.state = FileState.SCANNED
    file.save(update_fields=["state", "scan"])
    if file.scan == Scan.CLEAN:
        custody.note(file, CustodyKind.SCANNED)
    promise("cases.copy_file", file=file.pk)


def _scanned(file: EvidenceFile) -> Scan:
    if not settings.CLAMD_ADDRESS:
        return Scan.NOT_SCANNED
    try:
        return Scan.CLEAN if clamd.is_clean(pieces(file), settings.CLAMD_ADDRESS) else Scan.INFECTED
    except clamd.TooLarge:
        return Scan.NOT_SCANNED


def set_aside(file: EvidenceFile, reason: Reason) -> None:
    """Kept, opened by nobody, in no dossier."""
    file.state, file.reason = FileState.QUARANTINED, reason
    file.save(update_fields=["state", "reason", "scan"])
    custody.note(file, CustodyKind.SET_ASIDE)


def copy_file(file: EvidenceFile) -> None:
    """Have the workshop look at it and make the copy. Whatever happens in there, here is one answer."""
    if file.state != FileState.SCANNED or file.locked_at:
        return
    with opened_in_the_workshop(file) as (found, out):
        if found["reason"]:
            set_aside(file, Reason(found["reason"]))
            return
        if found["copy"]:
            keep(file, found, out)
    file.state, file.reason, file.hidden = FileState.READY, found["no_copy"], found["hidden"]
    file.save(update_fields=["state", "reason", "hidden"])


def keep(file: EvidenceFile, found: dict[str, Any], out: IO[bytes]) -> WorkingCopy:
    stream = Stream(out, found["copy"])
    copy = WorkingCopy(case_id=file.case_id, original=file, media_type=found["media_type"], size=found["copy"])
    copy.likeness = found.get("likeness", "")
    copy.file.save("", stream, save=False)
    copy.sha256 = stream.sha256
    try:
        if veil := out.read(found["veil"]):
            copy.veil.save("", ContentFile(veil), save=False)
        copy.save(force_insert=True)
    except BaseException:  # its row is not kept, so neither are its bytes
        forget_bytes(copy)
        raise
    return copy


def forget_bytes(copy: WorkingCopy) -> None:
    for kept in (copy.file, copy.veil):
        if kept:
            kept.storage.delete(str(kept.name))


class WorkshopFailed(Exception):
    """The child could not begin its work. That says nothing about the file: a person looks at the installation."""


class Stream(File):
    """So many bytes of what the child writes, hashed as they pass to where they are sealed. Raises `OSError` when cut short."""

    def __init__(self, out: IO[bytes], size: int) -> None:
        super().__init__(None)
        self._out, self._left, self._digest = out, size, hashlib.sha256()

    def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:
        while self._left:
            piece = self._out.read(min(PIECE, self._left))
            if not piece:
                raise BrokenPipeError("The workshop broke off.")
            self._left -= len(piece)
            self._digest.update(piece)
            yield piece

    @property
    def sha256(self) -> str:
        return self._digest.hexdigest()


@contextmanager
def opened_in_the_workshop(file: EvidenceFile) -> Iterator[tuple[dict[str, Any], IO[bytes]]]:
    """What the child found, and the stream from which copy and veil are read. A child that was stopped found too much."""
    is_whole = file.size <= LARGEST
    with begin(BEGIN, file.media_type, "whole" if is_whole else "head") as child, ended_after(child, LONGEST):
        source = file.file.open()  # here, since its key is asked of the database
        feeder = threading.Thread(target=_feed, args=(child.stdin, source, file.size if is_whole else HEAD), daemon=True)
        feeder.start()
        try:
            yield _found(child), child.stdout  # type: ignore[misc]
        finally:
            child.kill()
            feeder.join()
            source.close()


def _feed(sink: Any, source: Any, most: int) -> None:
    try:
        with sink:
            while most > 0 and (piece := source.read(min(PIECE, most))):
                sink.write(piece)
                most -= len(piece)
    except (OSError, ValueError, Unreadable):
        pass  # the child has seen enough, or finds what it got broken


def _found(child: Any) -> dict[str, Any]:
    """The first line; without one the child was stopped at a limit, or failed by itself. Raises `WorkshopFailed`."""
    if line := child.stdout.readline(10_000):
        found: dict[str, Any] = json.loads(line)
        return found
    if child.wait() > 0:
        raise WorkshopFailed
    return {"reason": Reason.TOO_MUCH}
