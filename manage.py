#!/usr/bin/env python3
"""Django's command line, with the servers and keys it needs on a machine that has none."""

import os
import sys
from pathlib import Path

from launch.environment import prepared_environment
from launch.errors import LaunchError

# These never ask the database anything, so nothing is started for them.
WITHOUT_SERVERS = frozenset({
    "check", "collectstatic", "compilemessages", "diffsettings", "findstatic", "help", "makemessages", "version",
})  # fmt: skip


VENV_PYTHON = Path(__file__).resolve().parent / ".venv" / "bin" / "python"


def main() -> int:
    command = sys.argv[1] if len(sys.argv) > 1 else "help"
    asks_for_words = not {"--help", "-h", "--version"}.isdisjoint(sys.argv[1:])
    try:
        with prepared_environment(servers=not (asks_for_words or command in WITHOUT_SERVERS)):
            return _execute()
    except LaunchError as refusal:
        print(refusal, file=sys.stderr)
        return 1


def _execute() -> int:
    try:
        from django.core.exceptions import ImproperlyConfigured  # noqa: PLC0415 -- may not be installed
        from django.core.management import execute_from_command_line  # noqa: PLC0415
    except ModuleNotFoundError as missing:
        raise LaunchError(f"{missing.name} is not installed: type ./run --setup") from None
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as refusal:
        raise LaunchError(str(refusal)) from None
    except KeyboardInterrupt:
        return 130
    return 0


def use_own_python() -> None:
    """Typed as `./manage.py` this is the system's Python; what the project needs is installed in its own."""
    if VENV_PYTHON.exists() and Path(sys.prefix) != VENV_PYTHON.parent.parent and "VIRTUAL_ENV" not in os.environ:
        os.execv(VENV_PYTHON, [str(VENV_PYTHON), *sys.argv])  # noqa: S606 -- our own interpreter, no shell


if __name__ == "__main__":
    use_own_python()
    sys.exit(main())
