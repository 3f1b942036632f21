"""Taking a backup while the system runs: one look at all rows, then the files that these rows name."""

import json
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from upkeep import archive, folders, tables
from upkeep.archive import Member
from vault.sight import EVERYTHING, look_as

ONE_LOOK = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"


@dataclass
class Taken:
    """What went into a backup. `missing` names sealed files that a row names and the disk does not have."""

    rows: int = 0
    files: int = 0
    lists: int = 0
    missing: list[str] = field(default_factory=list)


def take(path: Path) -> dict[str, Any]:
    """Write a backup to `path`; returns what is in it. Raises `FileExistsError`, `OSError`."""
    if path.exists():
        raise FileExistsError(path)
    began, taken, heads = time.monotonic(), Taken(), folders.read_heads()
    made_at = timezone.now().isoformat(timespec="seconds")
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(ONE_LOOK)
        with look_as(EVERYTHING):
            size = archive.write(path, _members(heads, taken, made_at), made_at=made_at)
    return {"path": str(path), "bytes": size, **vars(taken), "seconds": round(time.monotonic() - began, 1)}


def _members(heads: list[Member], taken: Taken, made_at: str) -> Iterator[Member]:
    described = tables.describe()
    taken.rows = sum(described["rows"].values())
    yield _whole("manifest.json", json.dumps({"made_at": made_at, **described}).encode())
    for table, columns in described["columns"].items():
        for number, piece in enumerate(tables.read(table, columns)):
            yield _whole(f"tables/{table}/{number:06}", piece)
    yield from heads
    for name in folders.sealed_names():
        if found := folders.member(folders.FILES, name):
            taken.files += 1
            yield found
        else:
            taken.missing.append(name)
    for name in folders.list_names():
        if found := folders.member(folders.LISTS, name):
            taken.lists += 1
            yield found


def _whole(name: str, content: bytes) -> Member:
    return Member(name, len(content), [content])
