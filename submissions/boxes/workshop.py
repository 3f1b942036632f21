"""Having the child open a file: what it found, or what it drew."""

import json
from typing import Any

from glovebox.begin import begin, ended_after

BEGIN = "from submissions.boxes.main import main; main()"
LONGEST = 240  # seconds
LARGEST = 160 * 1024 * 1024  # three hundred pages as a scanner gives them, and more
PIECE = 1024 * 1024


class CannotBeDrawn(Exception):
    """`args[0]` is a code of `statuses.Undrawn`."""


def ask(act: str, kept: Any, media_type: str, boxes: dict[int, list[Any]], page: int = 0) -> tuple[dict[str, Any], bytes]:
    """`kept` is a sealed file; it goes to the child piece by piece, and only what comes back is held. Raises `CannotBeDrawn`."""
    if kept.size > LARGEST:
        raise CannotBeDrawn("too_large")
    order = {"act": act, "media_type": media_type, "boxes": boxes, "page": page, "size": kept.size}
    with begin(BEGIN) as child, ended_after(child, LONGEST):
        line, body = _answer(child, order, kept)
    head: dict[str, Any] = json.loads(line) if line else {"trouble": "too_much"}
    if "trouble" in head:
        raise CannotBeDrawn(head["trouble"])
    return head, body


def _answer(child: Any, order: dict[str, Any], kept: Any) -> tuple[bytes, bytes]:
    """The child reads all before it answers, so nothing waits for the other. A child that was stopped answers nothing."""
    try:
        child.stdin.write(json.dumps(order).encode() + b"\n")
        with kept.storage.open(str(kept.name)) as source:
            while piece := source.read(PIECE):
                child.stdin.write(piece)
        child.stdin.close()
    except BrokenPipeError:
        return b"", b""
    return child.stdout.readline(), child.stdout.read()
