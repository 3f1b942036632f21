"""Files of one JSON object a line, read as they come: what is wrong with a line is said, and the others are read."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

LONGEST_LINE = 200_000


@dataclass(frozen=True, slots=True)
class Line:
    number: int
    row: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Refused:
    number: int
    why: str

    def __str__(self) -> str:
        return f"Line {self.number}: {self.why}"


def read_lines(path: Path) -> Iterator[Line | Refused]:
    """Empty lines are passed over."""
    with path.open("rb") as file:
        number = 0
        while text := file.readline(LONGEST_LINE):
            number += 1
            if len(text) == LONGEST_LINE and not text.endswith(b"\n"):
                yield Refused(number, f"It is longer than {LONGEST_LINE:,} bytes; nothing behind it was read.")
                return
            if text.strip():
                yield _read(number, text)


def _read(number: int, text: bytes) -> Line | Refused:
    try:
        row = json.loads(text)
    except (ValueError, RecursionError):
        return Refused(number, "It is not a JSON object in UTF-8.")
    return Line(number, row) if isinstance(row, dict) else Refused(number, "It is not a JSON object in UTF-8.")
