"""Who held and opened each evidence file: an append-only log, sealed into a chain as the record is."""

from typing import Any

from audit.chain import Chain
from cases.models import CustodyEvent, CustodySeal, EvidenceFile
from cases.statuses import CustodyKind


def note(file: EvidenceFile, kind: CustodyKind, *, by: Any = None) -> CustodyEvent:
    """Write down what happened to a file, in the caller's transaction. `by` nobody is the system."""
    return CustodyEvent.objects.create(case_id=file.case_id, file=file.pk, kind=kind, actor=by, sha256=file.sha256)


def _facts(event: CustodyEvent) -> dict[str, Any]:
    return {
        "actor": event.actor_id,
        "kind": event.kind,
        "case": event.case_id,
        "file": str(event.file),
        "sha256": event.sha256,
    }


CUSTODY = Chain("event", CustodyEvent, CustodySeal, "event", _facts, "custody-head", "custody chain", 7_202_613)
