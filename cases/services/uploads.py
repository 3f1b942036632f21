"""Files that arrive in pieces: begun, added to, finished, given up."""

import hashlib
from collections.abc import Collection, Iterator
from typing import Any
from uuid import uuid4

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


class NotReceived(Exception):
    """This kind of file is not received, or it is not what its name says. The words are fit for a page."""

    def __init__(self) -> None:
        super().__init__(_("This kind of file cannot be received, or it is not what its name says. Nothing of it was kept."))


def _name(upload: Upload) -> str:
    """What it is called with whoever sends it; read by the machine alone."""
    return str(upload.original_name.reveal())  # type: ignore[union-attr]


class Arrived(File):
    """An upload whose every piece is here, as `attach_evidence` takes it: hashed while it is read."""

    def __init__(self, upload: Upload) -> None:
        super().__init__(None, name=_name(upload))
        self._upload, self._digest = upload, hashlib.sha256()
        self.size = upload.size

    def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:
        for piece in self._upload.staged.read():
            self._digest.update(piece)
            yield piece

    @property
    def sha256(self) -> str:
        return self._digest.hexdigest()


@transaction.atomic
def begin_upload(source: Source, *, name: str, size: int, shows: Collection[str], by: User) -> Upload:
    """Raises `PermissionDenied`, `Closed`, `NoRoom`, or `NotReceived` when the ending alone says so."""
    case = source.case
    open_for_change(case, Section.EVIDENCE, by=by)
    if size < 1 or not media_types.is_received(name):
        raise NotReceived
    require_room(case, size)
    upload = Upload(case=case, source=source, size=size, shows=list(shows), by=by, original_name=name)
    upload.part.name = f"{case.data_key_id}/{uuid4()}"
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


@transaction.atomic
def finish_upload(upload: Upload, *, by: User) -> EvidenceFile:
    """Every byte is here: hash it, seal it as evidence, forget the pieces. Raises as `attach_evidence` does."""
    upload = (
        Upload.objects.select_for_update(of=("self",))
        .select_related("case__data_key", "source__case__data_key")
        .get(pk=upload.pk)
    )
    if upload.evidence is not None:
        return upload.evidence
    arrived: Any = Arrived(upload)
    upload.evidence = attach_evidence(upload.source, arrived, by=by, media_type=_media_type(upload), shows=upload.shows)
    upload.save(update_fields=["evidence"])
    transaction.on_commit(upload.staged.forget)
    return upload.evidence
