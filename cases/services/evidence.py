"""Receiving evidence files, sealed, with a receipt; and opening them again, on record."""

from collections.abc import Collection
from functools import partial

from django.core.exceptions import PermissionDenied
from django.core.files import File
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from audit.log import record
from cases import custody, policies
from cases.models import EvidenceFile, Source, WorkingCopy
from cases.services.sections import Closed, open_for_change
from cases.statuses import CaseStatus, CustodyKind, Section, Shows
from cases.treatment import forget_bytes
from cases.uploads import ReceivedFile
from jobs.services import promise


class Locked(Exception):
    """The file was set aside, or reported and locked: nobody opens, sends or removes it."""


@transaction.atomic
def attach_evidence(
    source: Source, received: ReceivedFile, *, by: User, media_type: str, shows: Collection[str] = ()
) -> EvidenceFile:
    """Seal a received file under its case's key. Raises `PermissionDenied` or `Closed`; then nothing is left on disk."""
    case = source.case
    open_for_change(case, Section.EVIDENCE, by=by)
    evidence = EvidenceFile(
        case=case,
        source=source,
        original_name=received.name or "",
        media_type=media_type,
        received_by=by,
        shows=list(shows),
    )
    evidence.file.save(received.name or "", received, save=False)
    evidence.sha256, evidence.size = received.sha256, received.size  # known when every byte was read
    try:
        evidence.save(force_insert=True)
        record(by, "case.evidence_received", evidence)
        custody.note(evidence, CustodyKind.RECEIVED, by=by)
        promise("cases.hash_file", file=evidence.pk)
        record(by, "case.section_saved", case)
    except BaseException:  # its row is not kept, so neither is the file
        evidence.file.storage.delete(_place(evidence))
        raise
    return evidence


def _place(evidence: EvidenceFile) -> str:
    """The name under which the storage has it."""
    return str(evidence.file.name)


@transaction.atomic
def open_evidence(evidence: EvidenceFile, *, by: User) -> File:
    """The plain bytes, to be read piece by piece. Whoever asks may see the case; that they read it is recorded.

    Raises `Locked` when nobody may open it.
    """
    if not evidence.may_be_opened:
        raise Locked
    record(by, "case.evidence_opened", evidence)
    custody.note(evidence, CustodyKind.OPENED, by=by)
    return evidence.file.storage.open(_place(evidence))


@transaction.atomic
def open_copy(copy: WorkingCopy, *, by: User) -> File:
    """The working copy's bytes; that somebody looked is recorded. Raises `Locked`."""
    if not copy.original.may_be_opened:
        raise Locked
    record(by, "case.copy_opened", copy.original)
    custody.note(copy.original, CustodyKind.COPY_OPENED, by=by)
    return copy.file.storage.open(str(copy.file.name))


@transaction.atomic
def mark_evidence(evidence: EvidenceFile, shows: Collection[str], *, by: User) -> bool:
    """Say anew what it shows that may hurt whoever looks; returns whether that is a change. Raises `PermissionDenied`.

    A mark changes nothing of the bytes; whoever sent it may have said otherwise, and the record says who changed it.
    """
    evidence.refresh_from_db(from_queryset=EvidenceFile.objects.select_for_update())
    if not policies.can_mark(by, evidence.case):
        raise PermissionDenied
    if set(shows) == set(evidence.shows):
        return False
    evidence.shows = [code for code in Shows.values if code in shows]
    evidence.save(update_fields=["shows"])
    record(by, "case.evidence_marked", evidence)
    return True


@transaction.atomic
def lock_evidence(evidence: EvidenceFile, *, by: User) -> None:
    """For a sexual image of a child: nobody opens it any more, its copy is erased, it leaves in nothing, counsel is told.

    Whoever sees a file may report it. Doing it twice is doing it once.
    """
    evidence.refresh_from_db(from_queryset=EvidenceFile.objects.select_for_update())
    if evidence.locked_at:
        return
    evidence.locked_at = timezone.now()
    evidence.save(update_fields=["locked_at"])
    _forget_copy(evidence)
    record(by, "case.evidence_locked", evidence)
    custody.note(evidence, CustodyKind.LOCKED, by=by)
    promise("cases.tell_counsel")


def _forget_copy(evidence: EvidenceFile) -> None:
    for copy in WorkingCopy.objects.filter(original=evidence):
        copy.delete()
        transaction.on_commit(partial(forget_bytes, copy))


@transaction.atomic
def remove_evidence(evidence: EvidenceFile, *, by: User) -> None:
    """Take a file out of a draft, as when a wrong one was chosen. What was filed once is never removed.

    Raises `PermissionDenied` or `Closed`.
    """
    case = evidence.case
    open_for_change(case, Section.EVIDENCE, by=by)
    if case.status != CaseStatus.DRAFT:
        raise Closed(case, Section.EVIDENCE)
    if evidence.locked_at:
        raise Locked
    storage, name = evidence.file.storage, _place(evidence)
    _forget_copy(evidence)
    custody.note(evidence, CustodyKind.REMOVED, by=by)
    evidence.delete()
    record(by, "case.section_saved", case)
    transaction.on_commit(lambda: storage.delete(name))
