"""Reading every evidence file again, and naming the one that is no longer what was received."""

import hashlib
import time
from datetime import UTC, datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from cases import custody
from cases.models import EvidenceFile
from cases.statuses import CustodyKind
from jobs import progress
from jobs.services import promise
from vault.keys import Unreadable

WEEKLY = timedelta(days=6)  # what was read more recently is not read again by the weekly job
BUDGET = 400  # seconds in one job; what is left is promised anew
PIECE = 1024 * 1024


def rehash_files(before: int = 0) -> dict[str, int]:
    """Read every file again that was last read before that second (0: six days ago). Returns how many, and how many changed.

    Each is an event of custody. Long after the budget of one job a second one is promised, which goes on.
    """
    limit = datetime.fromtimestamp(before, tz=UTC) if before else timezone.now() - WEEKLY
    due = list(_last_read_before(limit))
    started, changed = time.monotonic(), 0
    for done, file in enumerate(due, start=1):
        changed += not _rehash(file)
        progress.report(done, len(due))
        if time.monotonic() - started > BUDGET and done < len(due):
            promise("cases.rehash_files", before=int(limit.timestamp()))
            return {"read": done, "changed": changed}
    return {"read": len(due), "changed": changed}


def _last_read_before(limit: datetime) -> QuerySet[EvidenceFile]:
    """The longest unread first. What was shredded with its key cannot be read and is not missed."""
    unread = EvidenceFile.objects.filter(Q(checked_at=None) | Q(checked_at__lt=limit)).exclude(case__data_key__wrapped=None)
    return unread.select_related("case").order_by("checked_at", "received_at")


def _rehash(file: EvidenceFile) -> bool:
    is_same = _digest(file) == file.sha256
    if not is_same and file.changed_at is None:
        file.changed_at = timezone.now()
        promise("cases.tell_of_damage", case=file.case_id)
    file.checked_at = timezone.now()
    file.save(update_fields=["checked_at", "changed_at"])
    custody.note(file, CustodyKind.CHECKED if is_same else CustodyKind.CHANGED)
    return is_same


def _digest(file: EvidenceFile) -> str:
    """SHA-256 of the plain bytes; "" when they are gone or do not open."""
    digest = hashlib.sha256()
    try:
        with file.file.open() as source:
            while piece := source.read(PIECE):
                digest.update(piece)
    except (OSError, Unreadable):
        return ""
    return digest.hexdigest()
