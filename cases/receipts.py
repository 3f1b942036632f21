"""What a partner keeps to prove later that a file is the one they gave: readable by people and by `sha256sum -c`."""

from cases.media_types import ending_of
from cases.models import EvidenceFile


def exhibit_name(file: EvidenceFile) -> str:
    """What a downloaded file is called: the case, the number of the exhibit in it, the kind. Never what it was called before."""
    return f"{file.case.reference}-{_number(file):02d}.{ending_of(file.media_type)}"


def receipt_name(file: EvidenceFile) -> str:
    return f"{file.case.reference}-{_number(file):02d}.sha256"


def _number(file: EvidenceFile) -> int:
    return EvidenceFile.objects.filter(case=file.case_id, received_at__lt=file.received_at).count() + 1


def receipt(file: EvidenceFile, *, under: str = "") -> str:
    """For the file under this name, or else that of the exhibit; `sha256sum -c` reads it. Lines with # are for people."""
    head = (
        f"# Small Places, receipt for {exhibit_name(file)}",
        f"# received {file.received_at:%Y-%m-%d %H:%M:%S} UTC, {file.size} bytes",
        "# To check: put this file beside that one, and type sha256sum -c with the name of this file.",
    )
    return "\n".join((*head, f"{_escaped(file.sha256, under or exhibit_name(file))}\n"))


def _escaped(sha256: str, name: str) -> str:
    """As sha256sum writes it: a line whose name was escaped begins with a backslash."""
    escaped = name.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r")
    mark = "\\" if escaped != name else ""
    return f"{mark}{sha256}  {escaped}"
