"""A database whose tables are made already, kept from run to run: to make them takes a quarter of a minute each time.

What migrations and the law files say is in its name, so a change of either makes another.
"""

import contextlib
import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from launch.servers import EmbeddedServers

PROJECT = Path(__file__).resolve().parents[1]
SAID_BY = ("*/migrations/*.py", "sanctions/reference/*", "vault/rows.py", "vault/grants.py", "launch/postgres.py", "uv.lock")
KEPT = Path(tempfile.gettempdir()) / f"smallplaces-planted-{os.geteuid()}"
FORGOTTEN_AFTER = 24 * 60 * 60  # seconds
SECRETS = {"SECRET_KEY": "only for making tables, and long enough for every check there is"}


def plant(folder: Path) -> None:
    """Where `EmbeddedServers(folder)` will look for its database, put one that is migrated. Its server must not run."""
    made = _made()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    subprocess.run(["cp", "--archive", "--reflink=auto", made / "postgres", folder / "postgres"], check=True)


def _made() -> Path:
    KEPT.mkdir(mode=0o700, exist_ok=True)
    if KEPT.is_symlink() or KEPT.stat().st_uid != os.geteuid():
        raise PermissionError(f"{KEPT} belongs to somebody else: remove it.")
    made = KEPT / _digest()
    with (KEPT / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # several start at once; the first makes it
        if not made.exists():
            _forget_old()
            _make(made)
        os.utime(made)
    return made


def _digest() -> str:
    said = hashlib.sha256(sys.version.encode())
    for pattern in SAID_BY:
        for path in sorted(PROJECT.glob(pattern)):
            if path.is_file() and ".venv" not in path.parts:
                said.update(path.read_bytes())
    return said.hexdigest()[:16]


def _make(made: Path) -> None:
    """Under another name first: what an interruption leaves is never taken for a database."""
    unfinished = made.with_name(f"{made.name}.unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    servers = EmbeddedServers(unfinished, durable=False, broker=False)
    addresses = servers.start()
    try:
        key = unfinished / "wrapping_key"
        key.touch(mode=0o600)
        key.write_text("t1:MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=\n")
        told = {"DATABASE_URL": addresses.database_url, "DATABASE_OWNER_URL": addresses.owner_url, "BROKER_URL": ""}
        told |= {
            "DJANGO_SETTINGS_MODULE": "config.settings.local",
            "SMALLPLACES_VAR": str(unfinished),
            "WRAPPING_KEY_FILE": str(key),
        }
        migrate = [sys.executable, "-m", "django", "migrate", "--verbosity", "0"]
        subprocess.run(migrate, cwd=PROJECT, env={**os.environ, **SECRETS, **told}, check=True)
    finally:
        servers.stop()
    unfinished.rename(made)


def _forget_old() -> None:
    for path in KEPT.iterdir():
        with contextlib.suppress(FileNotFoundError):
            if path.is_dir() and path.stat().st_mtime < time.time() - FORGOTTEN_AFTER:
                shutil.rmtree(path)
