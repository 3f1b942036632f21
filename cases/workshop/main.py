"""The child's way: limits first, then look, then one line of findings and the bytes of copy and veil."""

import json
import sys
from collections.abc import Callable
from importlib import import_module
from io import BufferedReader
from typing import Any

from cases.workshop import kinds
from cases.workshop.findings import Findings, NoCopy, Refused
from cases.workshop.wire import PIECE, Asked, HandedOver, Line
from glovebox.limits import limit

Maker = Callable[[bytes, str, Findings], None]
MAKERS = (
    ("image/", "images"),
    ("application/pdf", "pdfs"),
    ("application/vnd.", "office"),
    ("text/", "words"),
    ("video/", "recordings"),
    ("audio/", "recordings"),
)


def main() -> None:
    """Called with the kind, and `whole` or `head`: then the file comes on standard input. Or with `asked` and its size."""
    media_type, how = sys.argv[1], sys.argv[2]
    if how == "asked":
        return look_by_asking(media_type, int(sys.argv[3]))
    maker = maker_of(media_type)
    limit()
    try:
        found = look(
            sys.stdin.buffer.read(),
            media_type,
            maker if how == "whole" else None,
            why_none="recording" if how == "whole" else "too_large",
        )
    except MemoryError:
        found = Findings(reason="too_much")
    out = sys.stdout.buffer
    out.write(json.dumps(described(found)).encode() + b"\n" + found.copy + found.veil)
    out.flush()
    return None


def described(found: Findings) -> dict[str, Any]:
    return {
        "reason": found.reason,
        "no_copy": found.no_copy,
        "hidden": sorted(found.hidden),
        "media_type": found.media_type,
        "copy": len(found.copy),
        "veil": len(found.veil),
        "likeness": found.likeness,
    }


def look_by_asking(media_type: str, size: int) -> None:
    """For a recording of any size: read where it is wanted, and handed over as it is packed anew."""
    pack = import_module("cases.workshop.recordings").pack_in_parts
    limit()
    line = Line(sys.stdin.buffer, sys.stdout.buffer)
    source, sink = BufferedReader(Asked(line, size), PIECE), HandedOver(line)

    def make(head: bytes, media_type: str, found: Findings) -> None:
        source.seek(0)
        pack(source, sink, media_type, found)

    try:
        found = look(source.read(kinds.LOOKED_AT), media_type, make, why_none="recording")
    except MemoryError:
        found = Findings(reason="too_much")
    line.end(described(found))


def maker_of(media_type: str) -> Maker | None:
    """Only the libraries that this kind needs are read, and before the limits."""
    name = next((name for beginning, name in MAKERS if media_type.startswith(beginning)), None)
    return import_module(f"cases.workshop.{name}").make if name else None


def look(content: bytes, media_type: str, maker: Maker | None, *, why_none: str) -> Findings:
    """Without a maker the kind is checked and nothing is made; `content` may then be the head of a file alone."""
    found = Findings()
    try:
        kinds.check(content, media_type)
        if maker is None:
            raise NoCopy(why_none)
        maker(content, media_type, found)
    except Refused as problem:
        return Findings(reason=problem.args[0])
    except NoCopy as problem:
        return Findings(no_copy=problem.args[0], hidden=found.hidden)
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 -- whatever a hostile file did to a library, it is set aside
        return Findings(reason="broken")
    return found
