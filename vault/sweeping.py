"""Sealed files that no row names: the bytes of a change that was rolled back after they were written.

A file counts as named when any row of any room names it. `FileField`s on the sealed storage are found by
themselves; a room that keeps such names in another kind of column registers it with `names_files`.
"""

import os
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from django.apps import apps
from django.core.files.storage import default_storage
from django.db.models import CharField, FileField, Model, QuerySet
from django.db.models.functions import Cast

from vault.sight import EVERYTHING, current_sight
from vault.storage import SealedStorage

SPARED = timedelta(days=1)  # a younger file may belong to a change that is not committed yet
USUAL = 20  # so many may go whatever their share
LARGEST_SHARE = 0.05

_registered: set[tuple[type[Model], str]] = set()


class TooManyOrphans(Exception):
    """So many files without a row mean that the database is older than the files, not that changes were rolled back."""


def names_files(model: type[Model], column: str) -> None:
    """Say that a column, which is no `FileField`, holds names of sealed files."""
    _registered.add((model, column))


def naming_columns() -> set[tuple[type[Model], str]]:
    """Every column that names sealed files."""
    fields = {
        (model, field.attname)
        for model in apps.get_models()
        for field in model._meta.local_concrete_fields
        if isinstance(field, FileField) and isinstance(field.storage, SealedStorage)
    }
    return fields | _registered


def sweep(*, even_many: bool = False) -> dict[str, int]:
    """Delete the files older than a day that no row names; returns how many are so old, and how many of them went.

    Sees every row, or refuses (`RuntimeError`): a file must not go because its row was out of sight. Raises
    `TooManyOrphans`, and deletes nothing, when more would go than rolled-back changes leave, unless `even_many`.
    """
    if current_sight() != EVERYTHING:
        raise RuntimeError("Only who sees every row can tell that no row names a file.")
    old = set(_old_files())  # before the names are read: what is named later is not among them
    orphans = old - _names()
    if len(orphans) > max(USUAL, LARGEST_SHARE * len(old)) and not even_many:
        raise TooManyOrphans(f"{len(orphans)} of {len(old)} files are named by no row.")
    for name in orphans:
        default_storage.delete(name)
    return {"old": len(old), "deleted": len(orphans)}


def _old_files() -> Iterator[str]:
    """Names of the stored files that nobody has written to for a day."""
    top, latest = Path(default_storage.path("")), time.time() - SPARED.total_seconds()
    for folder, _, files in os.walk(top):
        for file in (Path(folder, name) for name in files):
            if file.lstat().st_mtime < latest:
                yield file.relative_to(top).as_posix()


def _names() -> set[str]:
    """Every name in one statement: a name that moves from one table to another is never seen in neither."""
    first, *rest = (_column(model, name) for model, name in sorted(naming_columns(), key=str))
    return set(first.union(*rest, all=True))


def _column(model: type[Model], name: str) -> QuerySet:
    return model._base_manager.order_by().values_list(Cast(name, CharField()), flat=True)
