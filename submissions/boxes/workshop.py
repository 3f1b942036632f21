"""Having the child open a file: what it found, or what it drew."""

import json
import subprocess
import sys
from typing import Any

from django.conf import settings

BEGIN = "import sys; sys.path[:0] = [{place!r}]; from submissions.boxes.main import main; main()"
LONGEST = 180  # seconds
LARGEST = 60 * 1024 * 1024


class CannotBeDrawn(Exception):
    """`args[0]` is a code of `statuses.Undrawn`."""


def ask(act: str, kept: Any, media_type: str, boxes: dict[int, list[Any]], page: int = 0) -> tuple[dict[str, Any], bytes]:
    """`kept` is a sealed file. Raises `CannotBeDrawn`."""
    if kept.size > LARGEST:
        raise CannotBeDrawn("too_large")
    with kept.open() as source:
        content = source.read()
    order = {"act": act, "media_type": media_type, "boxes": boxes, "page": page}
    command = [sys.executable, "-I", "-c", BEGIN.format(place=str(settings.BASE_DIR))]
    pipe = subprocess.PIPE
    with subprocess.Popen(  # noqa: S603 -- no shell, and no word of a file among the arguments
        command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, env={}, cwd="/"
    ) as child:
        try:
            out, _ = child.communicate(json.dumps(order).encode() + b"\n" + content, timeout=LONGEST)
        except subprocess.TimeoutExpired:
            child.kill()
            raise CannotBeDrawn("too_much") from None
    line, _, body = out.partition(b"\n")
    head: dict[str, Any] = json.loads(line) if line else {"trouble": "too_much"}
    if "trouble" in head:
        raise CannotBeDrawn(head["trouble"])
    return head, body
