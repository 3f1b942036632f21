"""The var folder, its keys, its lock, its port."""

import base64
import os
import shutil
import socket
import stat

import pytest

from launch import folders, ports
from launch.environment import prepared_environment
from launch.errors import AlreadyRunning, LaunchError, NotPrivate, PortTaken
from launch.folders import open_var
from launch.keys import key_files
from launch.locks import only_run
from launch.reset import reset


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


def test_var_is_private_and_marked(bare):
    open_var(bare)

    assert mode(bare) & 0o067 == 0
    assert (bare / ".smallplaces").is_file()


@pytest.mark.parametrize("bits", [0o755, 0o750, 0o703])
def test_var_that_others_can_read_is_refused_with_the_command_to_type(bare, bits):
    bare.mkdir()
    bare.chmod(bits)

    with pytest.raises(NotPrivate, match=f"chmod 700 {bare}"):
        open_var(bare)


def test_folder_of_somebody_else_is_never_taken(bare):
    bare.mkdir(mode=0o700)
    (bare / "thesis.odt").touch()

    with pytest.raises(LaunchError, match="was not made by Small Places"):
        open_var(bare)
    with pytest.raises(LaunchError, match="nothing in it is touched"):
        reset(ask=False)

    assert [path.name for path in bare.iterdir()] == ["thesis.odt"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_var_that_cannot_be_written_is_refused(bare):
    bare.parent.chmod(0o500)

    with pytest.raises(LaunchError, match=r"cannot be written \(permission denied\)"):
        open_var(bare)


def test_file_in_place_of_var_is_refused(bare):
    bare.touch()

    with pytest.raises(LaunchError, match="is not a folder"):
        open_var(bare)


def test_full_disk_is_refused_before_anything_is_made(bare, monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(10, 9, 1))

    with pytest.raises(LaunchError, match="nearly full: 0 MB free"):
        open_var(bare)


def test_keys_are_made_once_for_their_owner_alone(bare):
    first = {name: path.read_text() for name, path in key_files(open_var(bare)).items()}

    files = key_files(bare)

    assert {name: path.read_text() for name, path in files.items()} == first
    assert {mode(path) for path in files.values()} == {0o600}
    name, _, encoded = first["WRAPPING_KEY_FILE"].strip().partition(":")
    assert (name, len(base64.b64decode(encoded))) == ("k1", 32)
    assert sorted(path.name for path in (bare / "keys").iterdir()) == ["secret_key", "wrapping_key"]


@pytest.mark.parametrize(("name", "bits"), [("keys", 0o755), ("keys/wrapping_key", 0o644), ("keys/secret_key", 0o640)])
def test_key_that_others_can_read_is_refused(bare, name, bits):
    key_files(open_var(bare))
    (bare / name).chmod(bits)

    with pytest.raises(NotPrivate, match=f"chmod .* {bare / name}"):
        key_files(bare)


def test_lost_wrapping_key_is_not_replaced_beside_sealed_facts(bare):
    key_files(open_var(bare))["WRAPPING_KEY_FILE"].unlink()
    (bare / "postgres").mkdir()

    with pytest.raises(LaunchError, match="put the file back"):
        key_files(bare)


def test_second_run_is_told_about_the_first(bare):
    open_var(bare)

    with only_run(bare):
        with pytest.raises(AlreadyRunning, match=f"process {os.getpid()}"), only_run(bare):
            pass
        with pytest.raises(AlreadyRunning):
            reset(ask=False)

    with only_run(bare):
        pass


def test_reset_empties_var_but_keeps_the_folder(bare):
    key_files(open_var(bare))

    reset(ask=False)

    assert [path.name for path in bare.iterdir()] == [".smallplaces"]


def test_reset_without_a_terminal_needs_yes(bare, monkeypatch):
    key_files(open_var(bare))
    monkeypatch.setattr("sys.stdin.isatty", lambda: False, raising=False)

    with pytest.raises(LaunchError, match="add --yes"):
        reset(ask=True)

    assert (bare / "keys").exists()


@pytest.mark.parametrize(("family", "host"), ports.LOOPBACK)
def test_port_in_use_is_refused(family, host):
    with socket.socket(family) as other:
        try:
            other.bind((host, 0))
        except OSError:
            pytest.skip(f"no {host} here")
        other.listen()

        with pytest.raises(PortTaken, match="choose another one in SMALLPLACES_PORT"):
            ports.free_addresses(other.getsockname()[1])


@pytest.mark.parametrize("named", ["eighty", "0", "65536", "-1"])
def test_port_that_is_none_is_refused(monkeypatch, named):
    monkeypatch.setenv("SMALLPLACES_PORT", named)

    with pytest.raises(LaunchError, match="SMALLPLACES_PORT must be a number"):
        ports.chosen_port()


def test_environment_is_filled_without_starting_anything(bare):
    before = dict(os.environ)

    with prepared_environment(servers=False):
        filled = {name: os.environ[name] for name in os.environ.keys() - before.keys()}

    assert filled.keys() == {
        "DJANGO_SETTINGS_MODULE", "SMALLPLACES_PORT", "DATABASE_URL", "DATABASE_OWNER_URL", "BROKER_URL",
        "SECRET_KEY_FILE", "WRAPPING_KEY_FILE",
    }  # fmt: skip
    assert not (bare / "postgres").exists()
    assert dict(os.environ) == before


def test_environment_keeps_what_is_set_each_on_its_own(bare, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://elsewhere/x")
    monkeypatch.setenv("BROKER_URL", "")
    monkeypatch.setenv("SECRET_KEY", "mine")

    with prepared_environment() as share:
        assert share is None
        assert (os.environ["DATABASE_URL"], os.environ["BROKER_URL"]) == ("postgres://elsewhere/x", "")
        assert "SECRET_KEY_FILE" not in os.environ
        assert "DATABASE_OWNER_URL" not in os.environ


def test_production_is_left_alone(bare, monkeypatch):
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "config.settings.production")

    with prepared_environment() as share:
        assert share is None
        assert "WRAPPING_KEY_FILE" not in os.environ

    assert not folders.var_folder().exists()
