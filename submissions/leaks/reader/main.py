"""The child's way: a line that says how long a file is, the file, and one line back with what was read; until no more come."""

import json
import sys
from importlib import import_module

from glovebox.limits import limit
from submissions.leaks.reader.read import Found, read

MEMORY = 900 * 1024 * 1024
SECONDS = 300
KINDS = ("pdfs", "packages", "pictures", "plain")


def main() -> None:
    for kind in KINDS:  # every library is read before the limits
        import_module(f"submissions.leaks.reader.{kind}")
    limit(MEMORY, SECONDS)
    while line := sys.stdin.buffer.readline():
        size = json.loads(line)["size"]
        found = Found()
        try:
            read(sys.stdin.buffer.read(size), "", found)
        except MemoryError:
            found = Found(unread=["too_much"])
        sys.stdout.buffer.write(json.dumps({"pieces": found.pieces, "unread": found.unread}).encode() + b"\n")
        sys.stdout.buffer.flush()
