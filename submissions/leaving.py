"""Which bytes of an evidence file go with a dossier: what was drawn for it with boxes, when there is such a copy; else the
original, when a scanner found nothing; else its cleaned copy.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.models import EvidenceFile
from cases.statuses import FileState, Scan
from submissions.models import RedactedCopy

ORIGINAL, COPY, REDACTED = "original", "cleaned copy", "redacted copy"


@dataclass(frozen=True)
class Leaving:
    """`kept` is the row whose `file` holds the bytes: an `EvidenceFile`, its `WorkingCopy`, or a `RedactedCopy`."""

    form: str
    kept: Any

    @property
    def facts(self) -> dict[str, Any]:
        kept = self.kept
        return {"form": self.form, "media_type": kept.media_type, "sha256": kept.sha256, "size": kept.size}


def redacted_copy_of(file: EvidenceFile) -> RedactedCopy | None:
    """The one that stands for the dossier for which `content.exhibit_files` fetched the file."""
    return vars(file).get("redacted_copy")


def what_leaves(file: EvidenceFile) -> Leaving:
    """For a file for which nothing speaks against it; `why_it_stays` is asked first."""
    if redacted := redacted_copy_of(file):
        return Leaving(REDACTED, redacted)
    copy = getattr(file, "copy", None)
    if file.scan == Scan.CLEAN or copy is None:
        return Leaving(ORIGINAL, file)
    return Leaving(COPY, copy)


# What keeps a file here, in the order in which it is said.
STAYS: tuple[tuple[Callable[[EvidenceFile], bool], Any], ...] = (
    (
        lambda file: file.data_key.is_shredded,
        _("What was sealed in the case of “%(source)s” was shredded: its files do not open any more."),
    ),
    (lambda file: file.locked_at is not None, _("A file of “%(source)s” was reported and is locked. It goes nowhere.")),
    (lambda file: file.state == FileState.QUARANTINED, _("A file of “%(source)s” was set aside. It goes nowhere.")),
    (
        lambda file: file.changed_at is not None,
        _("A file of “%(source)s” is no longer what was received. It must be restored from a backup first."),
    ),
    (
        lambda file: file.state != FileState.READY,
        _("A file of “%(source)s” is still being looked at. Try again in a few minutes."),
    ),
    (
        lambda file: file.scan != Scan.CLEAN and not hasattr(file, "copy"),
        _("A file of “%(source)s” was not scanned for viruses, and there is no cleaned copy of it. The original waits."),
    ),
    (
        lambda file: (redacted := redacted_copy_of(file)) is not None and redacted.made_at is None,
        _("The redacted copy of a file of “%(source)s” is not drawn yet. Look at its boxes and have it drawn, or leave it out."),
    ),
)


def why_it_stays(file: EvidenceFile) -> str:
    """A sentence, or "" when it may go."""
    return next((str(words % {"source": file.source.title}) for keeps, words in STAYS if keeps(file)), "")


def what_it_carries(file: EvidenceFile) -> str:
    """A sentence when the original goes as it came and carries details that nobody sees at first, or ""."""
    if not file.hidden or what_leaves(file).form != ORIGINAL:
        return ""
    what = {"source": file.source.title, "details": ", ".join(file.hidden_labels)}
    return str(_("The original of “%(source)s” goes as it came, and carries: %(details)s.") % what)
