"""One file read whole: every text in it, each with where it stands, and what no machine can read."""

from collections.abc import Callable
from dataclasses import dataclass, field
from importlib import import_module

# How a text is to be taken: sentences; a name of a file, a property, a remark; or letters found among other bytes.
PROSE, LABEL, NOISE = "prose", "label", "noise"
MOST_TEXT = 60_000_000  # characters of one file
DEEPEST = 4  # a file within a file within a file …


@dataclass
class Found:
    """`pieces`: where, how to take it, the text. `unread`: codes of `submissions.statuses.Unreadable`."""

    pieces: list[tuple[str, str, str]] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    size: int = 0

    def say(self, where: str, text: str, how: str = LABEL) -> None:
        if text and not text.isspace():
            self.size += len(text)
            if self.size > MOST_TEXT:
                raise TooMuch
            self.pieces.append((where, how, text))

    def cannot(self, why: str) -> None:
        if why not in self.unread:
            self.unread.append(why)


class TooMuch(Exception):
    """More text than any document has: it is said to be unreadable, and a person looks."""


Reader = Callable[[bytes, str, Found, int], None]
SIGNS = (
    (b"%PDF-", "pdfs"),
    (b"PK\x03\x04", "packages"),
    (b"\xff\xd8\xff", "pictures"),
    (b"\x89PNG", "pictures"),
)


def read(content: bytes, where: str, found: Found, depth: int = 0) -> None:
    """Read by its first bytes, never by its name. What fails in a library is unreadable, and says so."""
    kind = kind_of(content)
    if depth > DEEPEST:
        found.cannot("nested")
        return
    try:
        import_module(f"submissions.leaks.reader.{kind}").read(content, where, found, depth)
    except TooMuch:
        found.cannot("too_much")
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 -- whatever a hostile file did to a library, a person looks at it
        found.cannot("broken")


def kind_of(content: bytes) -> str:
    head = content[:1024]
    if b"%PDF-" in head:
        return "pdfs"
    for sign, kind in SIGNS:
        if head.startswith(sign):
            return kind
    if head[4:8] == b"ftyp" and head[8:12] in (b"heic", b"heix", b"mif1", b"msf1", b"heim", b"avif"):
        return "pictures"
    return "plain"
