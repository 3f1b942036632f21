"""Which bytes of an evidence file go with a dossier: the original, when a scanner found nothing; else its cleaned copy."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from cases.models import EvidenceFile
from cases.statuses import FileState, Scan

ORIGINAL, COPY = "original", "cleaned copy"


@dataclass(frozen=True)
class Leaving:
    """`kept` is the row whose `file` holds the bytes: an `EvidenceFile`, or its `WorkingCopy`."""

    form: str
    kept: Any

    @property
    def facts(self) -> dict[str, Any]:
        kept = self.kept
        return {"form": self.form, "media_type": kept.media_type, "sha256": kept.sha256, "size": kept.size}


def what_leaves(file: EvidenceFile) -> Leaving:
    """For a file for which nothing speaks against it; `why_it_stays` is asked first."""
    copy = getattr(file, "copy", None)
    if file.scan == Scan.CLEAN or copy is None:
        return Leaving(ORIGINAL, file)
    return Leaving(COPY, copy)


def why_it_stays(file: EvidenceFile) -> str:
    """A sentence, or "" when it may go."""
    what = {"source": file.source.title}
    if file.locked_at:
        return _("A file of “%(source)s” was reported and is locked. It goes nowhere.") % what
    if file.state == FileState.QUARANTINED:
        return _("A file of “%(source)s” was set aside. It goes nowhere.") % what
    if file.changed_at:
        return _("A file of “%(source)s” is no longer what was received. It must be restored from a backup first.") % what
    if file.state != FileState.READY:
        return _("A file of “%(source)s” is still being looked at. Try again in a few minutes.") % what
    if file.scan != Scan.CLEAN and not hasattr(file, "copy"):
        return (
            _("A file of “%(source)s” was not scanned for viruses, and there is no cleaned copy of it. The original waits.")
            % what
        )
    return ""
