"""Working copies of recordings too large for the memory of the workshop: one at a time, so that nobody else's work waits.

The child process (`cases.workshop`) asks for the bytes that it wants and hands its copy over as it grows, so neither it nor
this process holds more than a piece. No row is locked meanwhile: whoever reports such a file need not wait for its copy.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from hashlib import sha256
from typing import IO, Any
from uuid import UUID

from django.core.files.base import File
from django.db import connection
from django.db.models import Q, QuerySet
from django.utils import timezone

from cases.models import EvidenceFile, WorkingCopy
from cases.statuses import FileState, Reason
from cases.treatment import BEGIN, LARGEST, WorkshopFailed, forget_bytes, set_aside
from cases.workshop import wire
from glovebox.begin import begin, ended_after
from jobs.services import promise

ONE_AT_A_TIME = 7_202_617  # the number of a lock of PostgreSQL's, held as long as a transaction
LATER = timedelta(minutes=1)
LONGEST = 900  # seconds, also on a slow disk; the child's own limit of working time is lower
LONGEST_MESSAGE = 16 * 1024 * 1024
RECORDED = Q(media_type__startswith="video/") | Q(media_type__startswith="audio/")


def is_large_recording(file: EvidenceFile) -> bool:
    return file.size > LARGEST and file.media_type.startswith(("video/", "audio/"))


def waiting() -> QuerySet[EvidenceFile]:
    """The longest waiting first. What was shredded with its key cannot be read any more."""
    files = EvidenceFile.objects.filter(RECORDED, state=FileState.SCANNED, size__gt=LARGEST, locked_at=None)
    return files.exclude(case__data_key__wrapped=None).select_related("case__data_key").order_by("received_at")


def copy_next() -> dict[str, int]:
    """Make the copy of one recording, and promise the next. While another job is at one, this comes back later."""
    if not _have_turn():
        promise("cases.copy_recordings", not_before=timezone.now() + LATER)
        return {"copied": 0}
    file = waiting().first()
    if file is None:
        return {"copied": 0}
    _copy(file)
    if waiting().exists():
        promise("cases.copy_recordings", dedup_key=f"cases.copy_recordings after {file.pk}")
    return {"copied": 1}


def _have_turn() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [ONE_AT_A_TIME])
        return bool(cursor.fetchone()[0])


def _copy(file: EvidenceFile) -> None:
    copy: WorkingCopy | None = WorkingCopy(case_id=file.case_id, original=file)
    try:
        with asked_in_the_workshop(file) as handed_over:
            copy.file.save("", handed_over, save=False)  # type: ignore[union-attr]
    except NoneMade:
        copy = None
    else:
        copy.media_type, copy.size, copy.sha256 = file.media_type, handed_over.size, handed_over.sha256  # type: ignore[union-attr]
    try:
        is_kept = _settle(file.pk, copy, handed_over.found)
    except BaseException:  # its row is not kept, so neither are its bytes
        is_kept = False
        raise
    finally:
        if copy and not is_kept:
            forget_bytes(copy)


def _settle(pk: UUID, copy: WorkingCopy | None, found: dict[str, Any]) -> bool:
    """Whether the copy is kept. Meanwhile the file may have been removed, reported and locked, or shredded."""
    locked = EvidenceFile.objects.select_for_update(of=("self",)).select_related("case__data_key")
    file = locked.filter(pk=pk, state=FileState.SCANNED, locked_at=None).first()
    if file is None or file.data_key.is_shredded:
        return False
    if found["reason"]:
        set_aside(file, Reason(found["reason"]))
        return False
    if copy:
        copy.save(force_insert=True)
    file.state, file.reason, file.hidden = FileState.READY, found["no_copy"], found["hidden"]
    file.save(update_fields=["state", "reason", "hidden"])
    return copy is not None


class NoneMade(Exception):
    """The child ended without a copy; what was handed over of one is worth nothing."""


class HandedOver(File):
    """The copy as it arrives, hashed as it passes to where it is sealed. `found` is there when it was read to its end.

    Raises `NoneMade`, or `WorkshopFailed` when the child could not even begin.
    """

    def __init__(self, child: Any, source: IO[bytes], most: int) -> None:
        super().__init__(None)
        self._child, self._source, self._most, self._digest = child, source, most, sha256()
        self.size, self.found = 0, {"reason": Reason.TOO_MUCH, "no_copy": "", "hidden": []}

    def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:
        try:
            yield from self._messages()
        except (wire.Silent, BrokenPipeError):
            if self._child.wait() > 0:
                raise WorkshopFailed from None
            raise NoneMade from None
        if self.found["reason"] or self.found["no_copy"] or not self.size:
            raise NoneMade

    def _messages(self) -> Iterator[bytes]:
        while True:
            what, place, count = wire.HEAD.unpack(wire.exactly(self._child.stdout, wire.HEAD.size))
            if count > LONGEST_MESSAGE or self.size + count > self._most:
                raise NoneMade  # more than any file can give: whoever speaks there is no longer the workshop
            if what == wire.ASK:
                self._answer(place, count)
            elif what == wire.COPY:
                yield self._taken(wire.exactly(self._child.stdout, count))
            else:
                self.found = json.loads(wire.exactly(self._child.stdout, count))
                return

    def _answer(self, place: int, count: int) -> None:
        self._source.seek(place)
        self._child.stdin.write(self._source.read(count))
        self._child.stdin.flush()

    def _taken(self, piece: bytes) -> bytes:
        self.size += len(piece)
        self._digest.update(piece)
        return piece

    @property
    def sha256(self) -> str:
        return self._digest.hexdigest()


@contextmanager
def asked_in_the_workshop(file: EvidenceFile) -> Iterator[HandedOver]:
    with (
        file.file.open() as source,
        begin(BEGIN, file.media_type, "asked", str(file.size)) as child,
        ended_after(child, LONGEST),
    ):
        try:
            yield HandedOver(child, source, 2 * file.size)
        finally:
            child.kill()
