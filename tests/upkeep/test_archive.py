"""A backup is one sealed file: whole or refused, and nothing without its key."""

import json

import pytest

from upkeep import archive
from upkeep.archive import Member, NotABackup
from vault.keys import KeyRing
from vault.storage import CHUNK

CANARY = b"behind the mill"
BIG = CANARY * 200_000  # several pieces


@pytest.fixture
def ring(monkeypatch):
    """Put another ring in the place of the one of the tests: `ring(k1=b"...")`, newest first."""

    def use(**named):
        ours = KeyRing({name: key * 32 for name, key in named.items()})
        monkeypatch.setattr(archive, "ring", lambda: ours)

    use(k1=b"1")
    return use


def member(name, content):
    return Member(name, len(content), [content])


@pytest.fixture
def path(tmp_path, ring):
    path = tmp_path / "one.backup"
    archive.write(path, iter([member("manifest.json", b"{}"), member("files/a", BIG), member("files/b", b"")]), made_at="now")
    return path


def held(path):
    with archive.opened(path) as inside:
        return {name: content.read() for name, content in archive.members_of(inside)}


def test_what_went_in_comes_out(path):
    archive.check(path)

    assert held(path) == {"manifest.json": b"{}", "files/a": BIG, "files/b": b""}


def test_only_its_owner_may_read_it_and_nothing_is_left_beside_it(path):
    assert path.stat().st_mode & 0o777 == 0o600
    assert [entry.name for entry in path.parent.iterdir()] == [path.name]


def test_nothing_of_it_can_be_read_without_the_key(path):
    line, _, sealed = path.read_bytes().partition(b"\n")

    assert CANARY not in sealed
    assert b"manifest" not in sealed
    assert set(json.loads(line)) == {"small places backup", "made_at", "key", "keys"}
    assert b"1" * 32 not in line


@pytest.mark.parametrize("cut", [1, 100, CHUNK, 2 * CHUNK])
def test_one_that_was_cut_short_is_refused(path, cut):
    path.write_bytes(path.read_bytes()[:-cut])

    with pytest.raises(NotABackup, match="damaged or was cut short"):
        archive.check(path)


@pytest.mark.parametrize("where", [200, 5_000, -20])
def test_one_flipped_bit_is_found(path, where):
    content = bytearray(path.read_bytes())
    content[where] ^= 1
    path.write_bytes(content)

    with pytest.raises(NotABackup, match="damaged or was cut short"):
        archive.check(path)


def test_line_in_the_clear_cannot_be_changed_either(path):
    path.write_bytes(path.read_bytes().replace(b'"now"', b'"new"', 1))

    with pytest.raises(NotABackup, match="damaged"):
        archive.check(path)


def test_it_opens_after_a_rotation_that_kept_the_older_key(path, ring):
    ring(k2=b"2", k1=b"1")

    archive.check(path)


@pytest.mark.parametrize(
    ("named", "words"),
    [({"k2": b"2"}, "k1 .* it is not in WRAPPING_KEY_FILE"), ({"k1": b"2"}, "k1 .* has another key of that name")],
)
def test_without_its_key_it_says_which_one_it_needs(path, ring, named, words):
    ring(**named)

    with pytest.raises(NotABackup, match=words):
        archive.check(path)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04\n", b"{}\n", b'{"small places backup": 1}', b"\xff\xfe\n", b"[1]\n"])
def test_another_file_is_no_backup(tmp_path, ring, content):
    path = tmp_path / "other"
    path.write_bytes(content)

    with pytest.raises(NotABackup, match=r"not a backup|damaged"):
        archive.check(path)


def test_one_of_a_newer_version_is_refused(path):
    path.write_bytes(path.read_bytes().replace(b'backup": 1', b'backup": 2', 1))

    with pytest.raises(NotABackup, match="newer version"):
        archive.check(path)


def test_it_replaces_nothing(path):
    before = path.read_bytes()

    with pytest.raises(FileExistsError):
        archive.write(path, iter([]), made_at="now")

    assert path.read_bytes() == before


def test_writing_that_breaks_off_leaves_nothing(tmp_path, ring):
    def members():
        yield member("a", b"x")
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        archive.write(tmp_path / "b", members(), made_at="now")

    assert list(tmp_path.iterdir()) == []


def test_file_that_changed_while_it_was_read_stops_it(tmp_path, ring):
    with pytest.raises(OSError, match="changed while it was read"):
        archive.write(tmp_path / "b", iter([Member("a", 5, [b"four"])]), made_at="now")


def test_fingerprint_tells_keys_apart_and_nothing_of_them():
    one, other = KeyRing({"k": b"1" * 32}).fingerprints(), KeyRing({"k": b"2" * 32}).fingerprints()

    assert one != other
    assert len(one["k"]) == 16
