"""What people decide about a redacted copy: that a file is looked through, which places are not seen, that it is drawn."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from audit.log import record
from cases import custody
from cases.models import EvidenceFile
from cases.statuses import CustodyKind
from jobs.models import Job
from jobs.services import promise
from submissions import checks, policies
from submissions.boxes.words import Place
from submissions.boxes.workshop import ask
from submissions.models import Box, Dossier, RedactedCopy
from submissions.services import redacting
from vault.fields import revealed


def standing(dossier: Dossier, file: EvidenceFile) -> RedactedCopy | None:
    copies = RedactedCopy.objects.filter(dossier=dossier, original=file, ended_at=None)
    return copies.select_related("dossier__data_key", "original__copy", "original__case__data_key").first()


@transaction.atomic
def look_through(dossier: Dossier, file: EvidenceFile, *, by: User) -> Job:
    """From now on the file goes only as it is drawn here. Asked again, it is looked through anew; boxes drawn by hand stay.

    Raises `PermissionDenied`, or `checks.NotReady` when the dossier was sent.
    """
    held = redacting.held(dossier, by)
    before = standing(held, file)
    _end(held, file)
    copy = RedactedCopy.objects.create(dossier=held, original=file, asked_by=by)
    if before:
        _take_over(copy, before.boxes.filter(whose=""))
    record(by, "dossier.boxes_asked", held)
    return promise("submissions.search_exhibit", by=by, dedup_key=f"search:{copy.pk}", copy=copy.pk)


@transaction.atomic
def choose(copy: RedactedCopy, keys: Collection[UUID], *, by: User) -> RedactedCopy:
    """The boxes that cover something; those not among `keys` show what is under them. Raises as `look_through` does."""
    copy = _open(copy, by)
    copy.boxes.exclude(pk__in=keys).filter(whose="").delete()
    for row in copy.boxes.all():
        if row.is_on != (row.pk in keys):
            row.is_on = not row.is_on
            row.save(update_fields=["is_on"])
    record(by, "dossier.boxes_changed", copy.dossier)
    return copy


@transaction.atomic
def add_box(copy: RedactedCopy, page: int, place: Place, *, by: User) -> RedactedCopy:
    """Somebody's own box. Raises as `look_through` does, or `LookupError` for a page that is not there."""
    copy = _open(copy, by)
    if not 1 <= page <= copy.pages:
        raise LookupError(page)
    left, top, width, height = place
    box = Box(copy=copy, page=page, left=left, top=top, width=width, height=height)
    box.passage = ""
    box.save(force_insert=True)
    record(by, "dossier.boxes_changed", copy.dossier)
    return copy


@transaction.atomic
def draw(copy: RedactedCopy, *, by: User) -> Job:
    copy = _open(copy, by)
    if copy.trouble:
        raise checks.NotReady([copy.get_trouble_display()])
    record(by, "dossier.boxes_drawn", copy.dossier)
    return promise("submissions.draw_exhibit", by=by, dedup_key=f"draw:{copy.pk}", copy=copy.pk)


@transaction.atomic
def change(copy: RedactedCopy, *, by: User) -> RedactedCopy:
    """What was drawn stays for the versions that went with it; another with the same boxes waits to be drawn."""
    held = redacting.held(copy.dossier, by)
    _end(held, copy.original)
    kept = {name: getattr(copy, name) for name in ("original", "searched_at", "searched", "pages", "shapes")}
    new = RedactedCopy.objects.create(dossier=held, asked_by=by, **kept)
    _take_over(new, copy.boxes.all())
    record(by, "dossier.boxes_changed", held)
    return new


@transaction.atomic
def end(copy: RedactedCopy, *, by: User) -> None:
    """The file goes as any other from now on. Raises as `look_through` does."""
    held = redacting.held(copy.dossier, by)
    _end(held, copy.original)
    record(by, "dossier.boxes_ended", held)


@transaction.atomic
def look_at(copy: RedactedCopy, page: int, *, by: User) -> bytes:
    """One page as a picture: with its boxes seen through, or as it was drawn. That somebody looked is on the record.

    Raises `PermissionDenied`, `LookupError`, or `boxes.workshop.CannotBeDrawn`.
    """
    file = copy.original
    if not policies.is_liaison_for(by, copy.dossier.jurisdiction):
        raise PermissionDenied
    if not (1 <= page <= copy.pages and file.may_be_opened):
        raise LookupError(page)
    record(by, "case.copy_opened", file)
    custody.note(file, CustodyKind.COPY_OPENED, by=by)
    if copy.made_at:
        return ask("look", copy.file, copy.media_type, {}, page)[1]
    boxes: dict[int, list[Any]] = {page: [box.place for box in copy.boxes.filter(page=page, is_on=True)]}
    return ask("look", file.file, file.media_type, boxes, page)[1]


def _open(copy: RedactedCopy, by: User) -> RedactedCopy:
    """The row, while its boxes can be changed."""
    held = redacting.held(copy.dossier, by)
    copy = RedactedCopy.objects.select_for_update(of=("self",)).select_related("original").get(pk=copy.pk)
    if copy.made_at is not None or copy.ended_at is not None or copy.searched_at is None:
        raise checks.NotReady([_("Its boxes cannot be changed as it stands. Change it, or look through it, first.")])
    copy.dossier = held
    return copy


def _take_over(copy: RedactedCopy, boxes: QuerySet[Box]) -> None:
    for box in boxes.select_related("copy__dossier__data_key"):
        same = {name: getattr(box, name) for name in ("page", "left", "top", "width", "height", "whose", "is_on")}
        row = Box(copy=copy, **same)
        row.passage = revealed(box.passage)
        row.save(force_insert=True)


def _end(dossier: Dossier, file: EvidenceFile) -> None:
    RedactedCopy.objects.filter(dossier=dossier, original=file, ended_at=None).update(ended_at=timezone.now())
