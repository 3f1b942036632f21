"""The last seal, remembered outside the database: whoever cuts off the end of the chain there leaves it too short for this file.

A backup holds it too (`upkeep.folders`). After a database was brought back by other means the chain may rightly be shorter;
the operator then removes the file, and the next sealing writes it anew.
"""

import json
import os
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings


@dataclass(frozen=True)
class Head:
    """Position and digest (in hexadecimal) of the last seal. Position 0: nothing is remembered."""

    position: int = 0
    digest: str = ""


class Damaged(ValueError):
    """The file is there and is not what was written."""


def head_file(name: str = "head") -> Path:
    """Each chain has a file of its own; that of the record is called `head`."""
    return Path(settings.VAR) / "audit" / name


def read_head(name: str = "head") -> Head:
    """Raises `Damaged`."""
    try:
        return Head(**json.loads(head_file(name).read_text()))
    except FileNotFoundError:
        return Head()
    except (ValueError, TypeError):
        raise Damaged from None


def write_head(head: Head, name: str = "head") -> None:
    """Replace the file in one move, so that a crash leaves the old one or the new one."""
    path = head_file(name)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor, unfinished = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(descriptor, "w") as sink:
        json.dump(asdict(head), sink)
        sink.flush()
        os.fsync(descriptor)
    Path(unfinished).replace(path)
