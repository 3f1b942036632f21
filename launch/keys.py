"""The two keys of an installation: made on first use, readable by their owner alone."""

import base64
import contextlib
import os
import secrets
from pathlib import Path

from launch.errors import LaunchError
from launch.folders import refuse_readable

READABLE = 0o077


def key_files(var: Path) -> dict[str, Path]:
    """The environment variable and file of each key. What is missing is made, but never beside facts sealed with it."""
    folder = var / "keys"
    folder.mkdir(mode=0o700, exist_ok=True)
    refuse_readable(folder, READABLE)
    wrapping, secret = folder / "wrapping_key", folder / "secret_key"
    if not wrapping.exists() and (var / "postgres").exists():
        raise LaunchError(f"{wrapping} is gone, and what it sealed is in {var / 'postgres'}: put the file back.")
    _make(wrapping, f"k1:{base64.b64encode(secrets.token_bytes(32)).decode()}\n")
    _make(secret, f"{secrets.token_urlsafe(50)}\n")
    return {"WRAPPING_KEY_FILE": wrapping, "SECRET_KEY_FILE": secret}


def _make(path: Path, content: str) -> None:
    """Whole or not at all, also when two commands do this at once: the first one's file stays."""
    if not path.exists():
        draft = path.with_name(f".{path.name}.{os.getpid()}")
        draft.unlink(missing_ok=True)
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        with contextlib.suppress(FileExistsError):
            os.link(draft, path)
        draft.unlink()
    refuse_readable(path, READABLE)
