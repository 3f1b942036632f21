"""Putting a backup in the place of what is there: rows and files together, or nothing at all."""

import json
import time
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import IO, Any

from django.db import OperationalError, connection, transaction

from accounts.models import User
from audit.chain import RECORD
from audit.log import record
from cases.custody import CUSTODY
from upkeep import archive, folders, tables
from upkeep.archive import NotABackup
from vault.management.commands.migrate import owner_in_charge
from vault.models import shred_again
from vault.sight import EVERYTHING, look_as

PATIENCE = "SET LOCAL lock_timeout = '20s'"
Part = tuple[str, IO[bytes]]


class Refused(Exception):
    """Nothing was changed; the words say why, and what to do."""


def restore(path: Path, *, replace: bool) -> dict[str, Any]:
    """Restore from `path`; returns what is there now, walked. Raises `NotABackup`, `Refused`, `OSError`."""
    began = time.monotonic()
    archive.check(path)
    if not replace and not is_empty():
        raise Refused("There is something here already. To put the backup in its place: restore PATH --replace. It is lost then.")
    folders.tidy()
    try:
        with archive.opened(path) as inside:
            manifest = _put_in_place(archive.members_of(inside))
    finally:
        folders.tidy()
    connection.close()  # what it knew of the tables is no longer so
    shred_again()
    rows = sum(manifest["rows"].values())
    return {"made_at": manifest["made_at"], "rows": rows, "seconds": round(time.monotonic() - began, 1), **walk()}


def is_empty() -> bool:
    """Nobody has ever signed in here, and no file is kept."""
    if User._meta.db_table in connection.introspection.table_names() and User.objects.exists():
        return False
    return folders.is_empty()


def _put_in_place(parts: Iterator[Part]) -> dict[str, Any]:
    _name, first = next(parts)
    manifest: dict[str, Any] = json.load(first)
    try:
        with owner_in_charge(), folders.swapping() as swap, transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute(PATIENCE)
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # or tables could not be altered after rows came in
            _take_in(manifest, parts)
            swap()
    except tables.NewerSchema:
        raise NotABackup("This backup was made by a newer version of Small Places: restore it with that version.") from None
    except OperationalError as problem:
        if "lock timeout" not in str(problem):
            raise
        raise Refused("Somebody is using the database: stop web, worker, reader, relay and beat, then restore.") from None
    return manifest


def _take_in(manifest: dict[str, Any], parts: Iterator[Part]) -> None:
    columns = manifest["columns"]
    with look_as(EVERYTHING):  # for migrations that write rows
        tables.make_empty(tuple(key) for key in manifest["migrations"])
    with tables.Opened(columns):
        for (kind, name), group in groupby(parts, key=_table_or_file):
            if kind == "tables":
                tables.write(name, columns[name], (content.read() for _name, content in group))
                continue
            for file, content in group:
                folders.receive(file, content)
        tables.set_sequences(manifest["sequences"])
        if (found := tables.count(columns)) != manifest["rows"]:
            raise NotABackup(f"Its rows are not those it was made from: {_differing(found, manifest['rows'])}.")
    with look_as(EVERYTHING):
        tables.grow_up()


def _table_or_file(part: Part) -> tuple[str, str]:
    kind, name, *_ = part[0].split("/")
    return kind, name if kind == "tables" else ""


def _differing(found: dict[str, int], wanted: dict[str, int]) -> str:
    return ", ".join(table for table in wanted if found.get(table) != wanted[table])


def _put_on_record() -> None:
    """Where the record was when it was kept is its last seal; an empty record has none, and nothing to tell of."""
    if last := RECORD.last():
        record(None, "record.restored", last)
        RECORD.seal()


def walk() -> dict[str, str]:
    """Seal what the backup had not sealed yet, put the restoring on record, and walk both chains. "" means whole."""
    with look_as(EVERYTHING):
        for chain in (RECORD, CUSTODY):
            chain.seal(stragglers=True)
        _put_on_record()
        return {"record": RECORD.verify().broken, "custody": CUSTODY.verify().broken}
