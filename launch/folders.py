"""The var folder: where it is, and that nobody else on this machine reads it."""

import os
import shutil
import stat
from pathlib import Path

from launch.account import server_account
from launch.errors import LaunchError, NotPrivate

PROJECT = Path(__file__).resolve().parent.parent
# Says that a folder is ours, so that `./run --reset` never empties somebody's home by a slip in SMALLPLACES_VAR.
MARK = ".smallplaces"
# The group may pass through: as root, that is how the database's account gets to its own folder. Nothing more.
FORBIDDEN = 0o067
ROOM_NEEDED = 300 * 1024 * 1024


def var_folder() -> Path:
    """The folder named by SMALLPLACES_VAR, else `var` in the project."""
    return Path(os.environ.get("SMALLPLACES_VAR") or PROJECT / "var").expanduser().absolute()


def open_var(folder: Path) -> Path:
    """Make the folder if need be, and refuse one that is not private, not ours, not writable, or on a full disk."""
    try:
        if not folder.exists():
            folder.mkdir(mode=0o700, parents=True)
        _refuse_strangers(folder)
        (folder / MARK).touch(mode=0o600)
        _let_servers_pass(folder)
    except NotADirectoryError:
        raise LaunchError(f"{folder} is not a folder: name another one in SMALLPLACES_VAR.") from None
    except OSError as problem:
        reason = (problem.strerror or str(problem)).lower()
        raise LaunchError(f"{folder} cannot be written ({reason}): name another folder in SMALLPLACES_VAR.") from None
    room = shutil.disk_usage(folder).free
    if room < ROOM_NEEDED:
        raise LaunchError(f"The disk of {folder} is nearly full: {room >> 20} MB free, {ROOM_NEEDED >> 20} MB needed.")
    return folder


def is_ours(folder: Path) -> bool:
    return (folder / MARK).is_file()


def refuse_readable(path: Path, forbidden: int) -> None:
    """Raise `NotPrivate`, with the command to type, when others have any of these rights on it."""
    if stat.S_IMODE(path.stat().st_mode) & forbidden:
        kind, mode = ("folder", "700") if path.is_dir() else ("file", "600")
        raise NotPrivate(f"Others on this machine can read the {kind} {path}; type: chmod {mode} {path}")


def _refuse_strangers(folder: Path) -> None:
    if not is_ours(folder) and any(folder.iterdir()):
        raise LaunchError(f"{folder} is not empty and was not made by Small Places: name a folder of its own.")
    refuse_readable(folder, FORBIDDEN)
    owner = folder.stat().st_uid
    if owner != os.geteuid():
        raise NotPrivate(f"{folder} belongs to another account (uid {owner}): name another folder in SMALLPLACES_VAR.")
    if not os.access(folder, os.W_OK):
        raise PermissionError(13, "permission denied")


def _let_servers_pass(folder: Path) -> None:
    account = server_account()
    if not account.is_ours:
        os.chown(folder, -1, account.gid)
        folder.chmod(0o710)
