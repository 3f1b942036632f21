"""The finished files, opened as whoever receives them would: by a child process that has no key and no database."""

import hashlib
import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO, Any

from glovebox.begin import begin, ended_after
from submissions.leaks.reader.read import LABEL
from submissions.leaks.search import Piece

PIECE = 1024 * 1024
LARGEST = 160 * 1024 * 1024  # above, the beginning and the end alone are read
LONGEST = 120  # seconds for one file
MOST_FILES = 50  # that one child reads
BEGIN = "from submissions.leaks.reader.main import main; main()"


@dataclass
class FileRead:
    """`unread`: codes of `statuses.NotRead`."""

    name: str
    sha256: str = ""
    pieces: list[Piece] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)


class Readers:
    """Children that read, one after the other; one that was stopped at a limit is replaced."""

    def __init__(self) -> None:
        self._child: Any = None
        self._left = 0

    def __enter__(self) -> "Readers":
        return self

    def __exit__(self, *problem: object) -> None:
        self._end()

    def read(self, source: IO[bytes], size: int, name: str) -> FileRead:
        """Read from where `source` stands to its end."""
        content, digest = taken(source, size)
        read = FileRead(name, digest)
        if size > LARGEST:
            read.unread.append("too_much")
        answer = self._asked(content)
        read.pieces = [Piece(f"{name}{where}", text, how) for where, how, text in answer["pieces"]]
        read.unread += [code for code in answer["unread"] if code not in read.unread]
        return read

    def _asked(self, content: bytes) -> dict[str, Any]:
        child = self._ready()
        with ended_after(child, LONGEST):
            line = _line_from(child, content)
        if not line:
            self._end()
            return {"pieces": [], "unread": ["too_much"]}
        answer: dict[str, Any] = json.loads(line)
        return answer

    def _ready(self) -> Any:
        if self._left == 0:
            self._end()
            self._child = begin(BEGIN)
            self._left = MOST_FILES
        self._left -= 1
        return self._child

    def _end(self) -> None:
        child, self._child, self._left = self._child, None, 0
        if child is not None:
            child.kill()
            child.communicate()


def _line_from(child: Any, content: bytes) -> bytes:
    """What the child says of it; nothing when it was stopped."""
    try:
        child.stdin.write(json.dumps({"size": len(content)}).encode() + b"\n" + content)
        child.stdin.flush()
        answer: bytes = child.stdout.readline()
    except BrokenPipeError:
        return b""
    return answer


def taken(source: IO[bytes], size: int) -> tuple[bytes, str]:
    """The bytes, or of very many the first and the last million; and the SHA-256 of all."""
    digest, kept, tail = hashlib.sha256(), bytearray(), b""
    while piece := source.read(PIECE):
        digest.update(piece)
        if size <= LARGEST or len(kept) < PIECE:
            kept += piece
        else:
            tail = (tail + piece)[-PIECE:]
    return bytes(kept + tail), digest.hexdigest()


def read_archive(source: IO[bytes], name: str, readers: Readers, known: set[str]) -> Iterator[FileRead]:
    """The names of a ZIP's entries, then each entry; those whose SHA-256 is known were read already."""
    with zipfile.ZipFile(source) as archive:
        head = FileRead(name)
        head.pieces.append(Piece(f"{name}, remark", archive.comment.decode("utf-8", "replace"), LABEL))
        for entry in archive.infolist():
            beside = (entry.comment + entry.extra).decode("utf-8", "replace")
            head.pieces.append(Piece(f"{name}, name of {entry.filename}", f"{entry.filename}\n{beside}", LABEL))
        yield head
        for entry in archive.infolist():
            with archive.open(entry) as opened:
                read = readers.read(opened, entry.file_size, entry.filename)
            if read.sha256 not in known:
                yield read
