"""Files are sealed as they are written; what was tampered with is never read as if it were whole."""

import errno
import io
import random
import stat
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile, File

from vault import storage
from vault.keys import Unreadable
from vault.models import create_data_key, shred
from vault.storage import CHUNK, HEADER, TAG, SealedReader, SealedStorage, seal

SIZES = (0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK + 7)
KEY = b"k" * 32
CANARY = b"canary in the file"


def plain(size):
    return random.Random(size).randbytes(size)


def sealed(content, name="a/b"):
    sink = io.BytesIO()
    seal(iter([content]), sink, key=KEY, name=name)
    return sink.getvalue()


def opened(bytes_on_disk, name="a/b", key=KEY):
    return io.BufferedReader(SealedReader(io.BytesIO(bytes_on_disk), key=key, name=name))


@pytest.fixture
def files(tmp_path):
    return SealedStorage(location=tmp_path / "files")


@pytest.fixture
def name(db):
    return f"{create_data_key().pk}/{uuid4()}"


@pytest.mark.parametrize("size", SIZES)
def test_round_trip(files, name, size):
    files.save(name, ContentFile(plain(size)))

    with files.open(name) as file:
        assert file.read() == plain(size)
    assert files.size(name) == size


@pytest.mark.parametrize("size", SIZES)
def test_any_seek_and_read_equals_the_plain_bytes(size):
    content, chance = plain(size), random.Random(7)

    with opened(sealed(content)) as file:
        reference = io.BytesIO(content)
        for _ in range(60):
            start, length = chance.randrange(size + 9), chance.randrange(2 * CHUNK)
            assert (file.seek(start), file.read(length)) == (reference.seek(start), reference.read(length))
            assert file.tell() == max(reference.tell(), start)
        assert file.seek(-min(size, 5), io.SEEK_END) == size - min(size, 5)
        assert file.read() == content[size - min(size, 5) :]


@pytest.mark.parametrize("pieces", [1, 7, 4096, CHUNK + 3])
def test_how_the_bytes_arrive_makes_no_difference(pieces):
    content, sink = plain(CHUNK + 4097), io.BytesIO()

    seal((content[at : at + pieces * 997] for at in range(0, len(content), pieces * 997)), sink, key=KEY, name="a/b")

    assert opened(sink.getvalue()).read() == content


@pytest.mark.parametrize("size", SIZES)
def test_every_cut_is_found(size):
    whole = sealed(plain(size))
    cuts = {0, 1, HEADER - 1, HEADER, HEADER + 1, HEADER + TAG - 1, HEADER + TAG, len(whole) - 1, len(whole) - TAG}
    cuts |= {HEADER + count * (CHUNK + TAG) + odd for count in range(4) for odd in (0, 1, TAG)}

    for cut in sorted(cut for cut in cuts if 0 <= cut < len(whole)):
        with pytest.raises(Unreadable):
            opened(whole[:cut]).read()


@pytest.mark.parametrize("more", [b"\0", b"x" * TAG, b"x" * (CHUNK + TAG)])
@pytest.mark.parametrize("size", SIZES)
def test_added_bytes_are_found(size, more):
    with pytest.raises(Unreadable):
        opened(sealed(plain(size)) + more).read()


def test_swapped_chunks_are_found():
    whole = sealed(plain(3 * CHUNK + 7))
    step, body = CHUNK + TAG, whole[HEADER:]
    swapped = whole[:HEADER] + body[step : 2 * step] + body[:step] + body[2 * step :]

    with pytest.raises(Unreadable):
        opened(swapped).read()


def test_chunk_of_another_file_is_found():
    mine, other = sealed(plain(2 * CHUNK)), sealed(plain(2 * CHUNK))

    with pytest.raises(Unreadable):
        opened(mine[: HEADER + CHUNK + TAG] + other[HEADER + CHUNK + TAG :]).read()


def test_flipped_bits_are_found():
    whole, chance = sealed(plain(CHUNK + 1)), random.Random(3)
    places = [*range(HEADER + 1), *(chance.randrange(len(whole)) for _ in range(40)), len(whole) - 1]

    for place in places:
        bad = bytearray(whole)
        bad[place] ^= 1 << chance.randrange(8)
        with pytest.raises(Unreadable):
            opened(bytes(bad)).read()


def test_another_name_or_key_does_not_open():
    whole = sealed(plain(5))

    for attempt in ({"name": "a/c"}, {"key": b"x" * 32}):
        with pytest.raises(Unreadable):
            opened(whole, **attempt).read()


def test_tampering_late_in_a_file_leaves_its_beginning_readable():
    whole = bytearray(sealed(plain(3 * CHUNK)))
    whole[-1] ^= 1

    with opened(bytes(whole)) as file:
        assert file.read(CHUNK) == plain(3 * CHUNK)[:CHUNK]
        file.seek(2 * CHUNK)
        with pytest.raises(Unreadable):
            file.read(1)


def test_renamed_file_does_not_open(files, name):
    files.save(name, ContentFile(b"x"))
    other = f"{name.split('/')[0]}/{uuid4()}"

    Path(files.path(name)).rename(files.path(other))

    with files.open(other) as file, pytest.raises(Unreadable):
        file.read()


def test_nothing_plain_on_the_disk(files, name, tmp_path):
    files.save(name, ContentFile(CANARY * 100_000))

    (path,) = [path for path in (tmp_path / "files").rglob("*") if path.is_file()]

    assert CANARY not in path.read_bytes()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    folders = [folder for folder in path.parents if folder.is_relative_to(tmp_path / "files")]
    assert {stat.S_IMODE(folder.stat().st_mode) for folder in folders} == {0o700}


class DiskFullAfter(io.RawIOBase):
    """A disk with room for so many bytes."""

    def __init__(self, sink, room):
        self.sink, self.room = sink, room

    def write(self, data):
        if len(data) > self.room:
            raise OSError(errno.ENOSPC, "No space left on device")
        self.room -= len(data)
        return self.sink.write(data)

    def flush(self):
        self.sink.flush()

    def close(self):
        super().close()
        self.sink.close()


@pytest.mark.parametrize("room", [0, HEADER, CHUNK + 100, 2 * CHUNK + 100])
def test_full_disk_leaves_no_file(files, name, monkeypatch, tmp_path, room):
    real = storage.os.fdopen
    monkeypatch.setattr(storage.os, "fdopen", lambda descriptor, mode: DiskFullAfter(real(descriptor, mode), room))

    with pytest.raises(OSError, match="No space left"):
        files.save(name, ContentFile(plain(3 * CHUNK)))

    assert [path for path in (tmp_path / "files").rglob("*") if path.is_file()] == []


def test_upload_that_breaks_off_leaves_no_file(files, name, tmp_path):
    class Breaks(io.BytesIO):
        def read(self, *args):
            if self.tell() >= CHUNK:
                raise ConnectionResetError
            return super().read(*args)

    with pytest.raises(ConnectionResetError):
        files.save(name, File(Breaks(plain(2 * CHUNK)), "x"))

    assert [path for path in (tmp_path / "files").rglob("*") if path.is_file()] == []


def test_existing_file_is_never_written_over(files, name):
    files.save(name, ContentFile(b"first"))

    with pytest.raises(FileExistsError):
        files._save(name, ContentFile(b"second"))

    assert files.open(name).read() == b"first"


def test_shredded_key_takes_the_file_with_it(files, name):
    from vault.models import DataKey

    files.save(name, ContentFile(b"x"))
    shred(DataKey.objects.get())

    with pytest.raises(Unreadable, match="erased for good"):
        files.open(name)


def test_something_else_is_not_taken_for_a_sealed_file(files, name):
    files.save(name, ContentFile(b"x"))
    Path(files.path(name)).write_bytes(b"%PDF-1.7")

    with pytest.raises(Unreadable, match="not a sealed file"):
        files.open(name)


def test_a_closed_file_keeps_nothing_of_what_was_read(files, name):
    """Five hundred rows, each with the reader of its file, kept half a gigabyte."""
    files.save(name, ContentFile(b"plain" * 1000))
    opened = files.open(name)
    reader = opened.file.raw
    opened.read(5)
    assert b"plain" in reader._held[1]

    opened.close()

    assert reader._held[1] == b""


def test_a_sealed_file_has_no_address(files):
    with pytest.raises(ValueError, match="no address"):
        files.url("a/b")
