"""Restored files take the place of those that were there, all of them or none."""

import io

import pytest

from upkeep import folders


@pytest.fixture
def var(settings, tmp_path):
    settings.VAR = tmp_path
    for name in folders.KEPT:
        (tmp_path / name).mkdir()
    (tmp_path / "files" / "key").mkdir()
    (tmp_path / "files" / "key" / "old").write_bytes(b"old")
    (tmp_path / "audit" / "head").write_bytes(b"old head")
    return tmp_path


def there(var):
    return {str(path.relative_to(var)): path.read_bytes() for path in var.rglob("*") if path.is_file()}


BEFORE = {"files/key/old": b"old", "audit/head": b"old head"}
NEW = {"files/key/new": b"new", "audit/head": b"new head", "lists/us/1.gz": b"list"}


def receive_all():
    for name, content in NEW.items():
        folders.receive(name, io.BytesIO(content))


def test_what_came_replaces_what_was(var):
    receive_all()
    with folders.swapping() as swap:
        swap()
    folders.tidy()

    assert there(var) == NEW


def test_until_then_nothing_moves(var):
    receive_all()
    folders.tidy()

    assert there(var) == BEFORE


def swap_and_fail():
    with folders.swapping() as swap:
        swap()
        raise ZeroDivisionError


def test_all_goes_back_when_what_follows_fails(var):
    receive_all()

    with pytest.raises(ZeroDivisionError):
        swap_and_fail()
    folders.tidy()

    assert there(var) == BEFORE


@pytest.mark.parametrize("name", ["../outside", "files/../../outside", "keys/wrapping_key", "files", "/etc/x"])
def test_archive_writes_nowhere_else(var, name):
    with pytest.raises(ValueError, match="no business"):
        folders.receive(name, io.BytesIO(b"x"))

    assert there(var) == BEFORE


def test_received_files_are_their_owners_alone(var):
    receive_all()

    modes = {path.stat().st_mode & 0o777 for path in var.rglob("*") if folders.COMING in path.parts and path.is_file()}
    assert modes == {0o600}


def test_installation_without_files_is_empty(settings, tmp_path):
    settings.VAR = tmp_path

    assert folders.is_empty()
