"""Files that arrive in pieces: begun, added to, finished, given up."""

import hashlib
from collections.abc import Collection, Iterator
from typing import Any
from uuid import UUID, uuid4

from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from cases import media_types
from cases.arriving import give_up
from cases.models import EvidenceFile, Source, Upload
from cases.room import require_room
from cases.services.evidence import attach_evidence
from cases.services.sections import open_for_change
from cases.statuses import Section
from cases.uploads import HEAD
from vault.staging import RECORD


class NotReceived(Exception):
    """This kind of file is not received, or it is not what its name says. The words are fit for a page."""

    def __init__(self) -> None:
        super().__init__(_("This kind of file cannot be received, or it is not what its name says. Nothing of it was kept."))


def _name(upload: Upload) -> str:
    """What it is called with whoever sends it; read by the machine alone."""
    return str(upload.original_name.reveal())  # type: ignore[union-attr]


class Fingerprint:
    """SHA-256 of the SHA-256s of pieces of 8 MiB: what a browser can work out of a large file without holding it."""

    PIECE = 8 * RECORD

    def __init__(self) -> None:
        self._whole, self._piece, self._held = hashlib.sha256(), hashlib.sha256(), 0

    def update(self, record: bytes) -> None:
        """`record` never reaches over the end of a piece: uploads are kept in records of `RECORD` bytes."""
        self._piece.update(record)
        self._held += len(record)
        if self._held == self.PIECE:
            self._end_piece()

    def hexdigest(self) -> str:
        if self._held:
            self._end_piece()
        return self._whole.hexdigest()

    def _end_piece(self) -> None:
        self._whole.update(self._piece.digest())
        self._piece, self._held = hashlib.sha256(), 0


class Mixed(Exception):
    """What arrived is not the file that was chosen: pieces of two files, or changed on the way. The words are fit for a page."""

    def __init__(self) -> None:
        super().__init__(_("What has arrived is not the file you chose, so nothing of it was kept. Please send it again."))


class Arrived(File):
    """An upload whose every piece is here, as `attach_evidence` takes it: hashed while it is read.

    Reading it to its end raises `Mixed` when it is not the file that the browser had in hand.
    """

    def __init__(self, upload: Upload) -> None:
        super().__init__(None, name=_name(upload))
        self._upload, self._digest = upload, hashlib.sha256()
        self.size = upload.size

    def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:
        fingerprint = Fingerprint()
        for piece in self._upload.staged.read():
            self._digest.update(piece)
            fingerprint.update(piece)
            yield piece
        if self._upload.fingerprint not in ("", fingerprint.hexdigest()):
            raise Mixed

    @property
    def sha256(self) -> str:
        return self._digest.hexdigest()


@transaction.atomic
def begin_upload(source: Source, *, name: str, size: int, shows: Collection[str], by: User, fingerprint: str = "") -> Upload:
    """Raises `PermissionDenied`, `Closed`, `NoRoom`, or `NotReceived` when the ending alone says so."""
    case = source.case
    open_for_change(case, Section.EVIDENCE, by=by)
    if size < 1 or not media_types.is_received(name):
        raise NotReceived
    require_room(case, size)
    upload = Upload(case=case, source=source, size=size, shows=list(shows), by=by, original_name=name, fingerprint=fingerprint)
    upload.part.name = f"{case.data_key_id}/{uuid4()}"
    upload.staged.lay_down()
    upload.save(force_insert=True)
    return upload


def add_to_upload(upload: Upload, source: Any) -> int:
    """Seal what arrives, as it arrives; returns how many bytes are there. No transaction has to end well for them to stay.

    Raises `Busy`; `OSError` when the disk is full; `NotReceived` when the first bytes are not what the name says.
    """
    offset = upload.staged.append(source)
    if offset and not _media_type(upload):
        give_up(upload)
        raise NotReceived
    return offset


def _media_type(upload: Upload) -> str:
    head = next(upload.staged.read(), b"")[:HEAD]
    return media_types.media_type_of(_name(upload), head)


def finish_upload(upload: Upload, *, by: User) -> EvidenceFile:
    """Every byte is here: hash it, seal it as evidence, forget the pieces. Doing it twice, or at once, is doing it once.

    Raises as `attach_evidence` does, and `Mixed`: then the pieces are forgotten too.
    """
    try:
        return _finish(upload.pk, by)
    except Mixed:
        give_up(upload)
        raise


@transaction.atomic
def _finish(pk: UUID, by: User) -> EvidenceFile:
    locked = Upload.objects.select_for_update(of=("self",)).select_related("case__data_key", "source__case__data_key")
    upload = locked.get(pk=pk)
    if upload.evidence is not None:
        return upload.evidence
    arrived: Any = Arrived(upload)
    staged = upload.staged
    upload.evidence = attach_evidence(upload.source, arrived, by=by, media_type=_media_type(upload), shows=upload.shows)
    upload.part.name = ""  # a row names no file that is gone: a backup looks for each
    upload.save(update_fields=["evidence", "part"])
    transaction.on_commit(staged.forget)
    return upload.evidence
