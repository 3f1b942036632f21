"""An archive beyond four gigabytes, which old programs do not open and ours has to."""

import hashlib
import io
import zipfile

import pytest

from submissions.exporters.archive import Entry, stream_archive

pytestmark = pytest.mark.bench


GIGABYTE = 1024**3
ZEROS = bytes(1024 * 1024)


class Zeros(io.RawIOBase):
    """So many bytes that nobody keeps."""

    def __init__(self, size):
        self._left = size

    def read(self, most=-1):
        taken = min(self._left, most)
        self._left -= taken
        return ZEROS[:taken]


def digest_of(source):
    digest = hashlib.sha256()
    while piece := source.read(len(ZEROS)):
        digest.update(piece)
    return digest.hexdigest()


def test_an_archive_beyond_four_gigabytes_opens_and_what_stands_behind_is_found(tmp_path):
    """Written with holes where there are zeros, so that it takes no room."""
    size, after = 4 * GIGABYTE + 1, b"what stands behind"
    entries = [
        Entry("exhibits/A-1.bin", Zeros(size), digest_of(Zeros(size)), size),
        Entry("exhibits/A-2.txt", io.BytesIO(after), hashlib.sha256(after).hexdigest(), len(after)),
    ]
    path = tmp_path / "large.zip"
    with path.open("wb") as target:
        for piece in stream_archive({}, entries):
            target.seek(len(piece), io.SEEK_CUR) if piece in ZEROS else target.write(piece)

    with zipfile.ZipFile(path) as archive:
        large, small, *_ = archive.infolist()
        assert (large.file_size, small.header_offset > size) == (size, True)
        assert archive.testzip() is None
        assert archive.read("exhibits/A-2.txt") == after
    assert path.stat().st_blocks * 512 < 100 * 1024 * 1024
