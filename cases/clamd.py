"""Asking ClamAV's daemon about a stream of bytes (its INSTREAM command). Nothing is written to a disk for it."""

import socket
import struct
from collections.abc import Iterable

WAIT = 120  # seconds for each answer of the other side


class Unanswered(OSError):
    """The scanner was not there, or said something that is no verdict. Time may heal it."""


class TooLarge(Exception):
    """The scanner takes no file of this size."""


def is_clean(pieces: Iterable[bytes], address: str) -> bool:
    """Whether nothing is found. `address` is `host:port` or the path of a socket. Raises `TooLarge`, or `OSError`."""
    with _connect(address) as line:
        try:
            line.sendall(b"zINSTREAM\0")
            for piece in pieces:
                line.sendall(struct.pack(">I", len(piece)) + piece)
            line.sendall(struct.pack(">I", 0))
        except (BrokenPipeError, ConnectionResetError):
            pass  # it hangs up on what is too large, and says so first
        return _verdict(_answer(line))


def _connect(address: str) -> socket.socket:
    if address.startswith("/"):
        line = socket.socket(socket.AF_UNIX)
        line.settimeout(WAIT)
        line.connect(address)
        return line
    host, _, port = address.rpartition(":")
    return socket.create_connection((host, int(port)), timeout=WAIT)


def _answer(line: socket.socket) -> str:
    said = b""
    while not said.endswith(b"\0") and (piece := line.recv(4096)):
        said += piece
    return said.rstrip(b"\0").decode("ascii", "replace")


def _verdict(said: str) -> bool:
    """`stream: OK`, `stream: NAME FOUND`, or an error; the name of what was found is not kept."""
    if said == "stream: OK":
        return True
    if said.endswith(" FOUND"):
        return False
    if "size limit exceeded" in said:
        raise TooLarge
    raise Unanswered("The virus scanner gave no verdict.")
