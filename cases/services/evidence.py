"""Receiving evidence files, sealed, with a receipt; and opening them again, on record."""

from django.core.files import File
from django.db import transaction

from accounts.models import User
from audit.log import record
from cases import custody
from cases.models import EvidenceFile, Source
from cases.services.sections import Closed, open_for_change
from cases.statuses import CaseStatus, CustodyKind, Section
from cases.uploads import ReceivedFile


@transaction.atomic
def attach_evidence(source: Source, received: ReceivedFile, *, by: User, media_type: str) -> EvidenceFile:
    """Seal a received file under its case's key. Raises `PermissionDenied` or `Closed`; then nothing is left on disk."""
    case = source.case
    open_for_change(case, Section.EVIDENCE, by=by)
    evidence = EvidenceFile(
        case=case,
        source=source,
        original_name=received.name or "",
        media_type=media_type,
        sha256=received.sha256,
        size=received.size,
        received_by=by,
    )
    evidence.file.save(received.name or "", received, save=False)
    try:
        evidence.save(force_insert=True)
        record(by, "case.evidence_received", evidence)
        custody.note(evidence, CustodyKind.RECEIVED, by=by)
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
    """The plain bytes, to be read piece by piece. Whoever asks may see the case; that they read it is recorded."""
    record(by, "case.evidence_opened", evidence)
    custody.note(evidence, CustodyKind.OPENED, by=by)
    return evidence.file.storage.open(_place(evidence))


@transaction.atomic
def remove_evidence(evidence: EvidenceFile, *, by: User) -> None:
    """Take a file out of a draft, as when a wrong one was chosen. What was filed once is never removed.

    Raises `PermissionDenied` or `Closed`.
    """
    case = evidence.case
    open_for_change(case, Section.EVIDENCE, by=by)
    if case.status != CaseStatus.DRAFT:
        raise Closed(case, Section.EVIDENCE)
    storage, name = evidence.file.storage, _place(evidence)
    custody.note(evidence, CustodyKind.REMOVED, by=by)
    evidence.delete()
    record(by, "case.section_saved", case)
    transaction.on_commit(lambda: storage.delete(name))
