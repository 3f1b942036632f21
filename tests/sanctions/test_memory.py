"""Whatever stands behind a "200 OK", reading it takes little memory."""

import io
import tracemalloc

import pytest

from sanctions.records import Malformed
from sanctions.sources import SOURCES
from tests.sanctions.samples import body_of

LIMIT = 40_000_000


class Endless(io.RawIOBase):
    """A file of a gigabyte that nobody has to make: a head, then the same words again and again."""

    def __init__(self, head, words, size=1_000_000_000):
        self._rest, self._words, self._left = head, words * (256 * 1024 // len(words) + 1), size

    def read(self, size=-1):
        wanted = 64 * 1024 if size is None or size < 0 else min(size, 256 * 1024)
        if self._rest:
            part, self._rest = self._rest[:wanted], self._rest[wanted:]
            return part
        self._left -= wanted
        return self._words[:wanted] if self._left > 0 else b""

    def readable(self):
        return True

    def readinto(self, buffer):
        part = self.read(len(buffer))
        buffer[: len(part)] = part
        return len(part)

    def seek(self, offset, whence=0):
        return 0  # of the head, which is read again only by whoever tells forms apart


GB = body_of("gb-fcdo")[: body_of("gb-fcdo").index(b"<Names>")]
EU = body_of("eu-fsf")[: body_of("eu-fsf").index(b"<nameAlias")]
SEMA = b'<?xml version="1.0"?><data-set>'
ENDLESS = {
    "zeros for a table": ("us-ofac-sdn", b"", b"\0"),
    "one line": ("us-ofac-sdn", b'1,"', b"NOBODY, "),
    "zeros for XML": ("gb-fcdo", b"", b"\0"),
    "an entry without end": ("gb-fcdo", GB + b"<Names>", b"<Name><Name6>X</Name6></Name>"),
    "one long word": ("gb-fcdo", GB + b"<RegimeName>", b"human rights "),
    "one long attribute": ("eu-fsf", EU + b'<nameAlias wholeName="', b"Somebody "),
    "nothing but comments": ("eu-fsf", EU, b"<!-- nothing -->"),
    "elements that nobody reads": ("ca-sema", SEMA, b"<row><x>1</x></row>"),
    "depth": ("ca-sema", SEMA, b"<record>"),
    "spaces": ("ca-sema", SEMA, b" "),
}


@pytest.mark.parametrize("kind", ENDLESS)
def test_endless_file_is_refused_in_little_memory(kind):
    slug, head, words = ENDLESS[kind]
    source = SOURCES[slug]

    tracemalloc.start()
    with pytest.raises(Malformed):
        for _ in source.parse({source.parts[0].name: Endless(head, words)}, frozenset()):
            pass
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert most < LIMIT
