"""How the workshop and whoever started it speak about a file that is too large to be held in memory.

The child asks for the bytes it wants, wherever they lie, and hands over its copy as it grows. One message after the other
on its standard output, each with a head of the same length; the only answers are the bytes that it asked for, on its
standard input.
"""

import json
import struct
from dataclasses import dataclass
from typing import IO, Any

from glovebox.places import AnyPlace

HEAD = struct.Struct(">cQI")  # what it is, a place in the file, how many bytes
ASK, COPY, END = b"A", b"C", b"E"
PIECE = 256 * 1024


class Silent(OSError):
    """The other side ended in the middle of a message."""


@dataclass
class Line:
    """The child's end."""

    incoming: IO[bytes]
    outgoing: IO[bytes]

    def ask(self, place: int, count: int) -> bytes:
        self._say(ASK, place, count)
        return exactly(self.incoming, count)

    def hand_over(self, piece: bytes) -> None:
        self._say(COPY, 0, len(piece), piece)

    def end(self, found: dict[str, Any]) -> None:
        self._say(END, 0, len(words := json.dumps(found).encode()), words)

    def _say(self, what: bytes, place: int, count: int, body: bytes = b"") -> None:
        self.outgoing.write(HEAD.pack(what, place, count) + body)
        self.outgoing.flush()


class Asked(AnyPlace):
    """The file as the child reads it: from any place, never more than it asked for."""

    def __init__(self, line: Line, size: int) -> None:
        super().__init__(size)
        self._line = line

    def readinto(self, buffer: Any) -> int:
        count = min(len(buffer), PIECE, max(0, self._length - self._position))
        if count:
            buffer[:count] = self._line.ask(self._position, count)
            self._position += count
        return count


class HandedOver:
    """Where the child writes its copy. It only grows: what was written is gone from here."""

    def __init__(self, line: Line) -> None:
        self._line = line

    def write(self, piece: bytes) -> int:
        self._line.hand_over(bytes(piece))
        return len(piece)


def exactly(source: IO[bytes], count: int) -> bytes:
    """Raises `Silent`."""
    content = source.read(count)
    if len(content) < count:
        raise Silent("The other side broke off.")
    return content
