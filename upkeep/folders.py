"""What an installation keeps outside its database: sealed files, published lists, and the ends of its chains."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO

from django.apps import apps
from django.conf import settings
from django.db import models

from upkeep.archive import Member
from vault.storage import CHUNK

FILES, LISTS, HEADS = "files", "lists", "audit"
KEPT = (HEADS, FILES, LISTS)
COMING, GONE = ".coming", ".gone"  # within each folder, which may be a volume of its own


def folder(name: str) -> Path:
    return Path(settings.VAR) / name


def read_heads() -> list[Member]:
    """The ends of the chains, read before the rows: a chain may only be longer than what is remembered of it."""
    found = sorted(path for path in folder(HEADS).glob("*") if path.is_file() and not path.name.startswith("tmp"))
    return [Member(f"{HEADS}/{path.name}", len(content), [content]) for path in found for content in [path.read_bytes()]]


def sealed_names() -> list[str]:
    """Every sealed file that a row names."""
    names: set[str] = set()
    for model in apps.get_models():
        for field in model._meta.get_fields():
            if isinstance(field, models.FileField):
                names.update(model._base_manager.exclude(**{field.name: ""}).values_list(field.name, flat=True))
    return sorted(names)


def list_names() -> list[str]:
    """Every kept publication; one that is being written begins with a dot."""
    top = folder(LISTS)
    return sorted(str(path.relative_to(top)) for path in top.rglob("*") if path.is_file() and not path.name.startswith("."))


def member(kind: str, name: str) -> Member | None:
    """One file with its bytes; None when it is not there."""
    path = folder(kind) / name
    try:
        return Member(f"{kind}/{name}", path.stat().st_size, _pieces(path))
    except FileNotFoundError:
        return None


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(CHUNK):
            yield piece


def is_empty() -> bool:
    return not any(path.is_file() for path in folder(FILES).rglob("*"))


def receive(name: str, content: IO[bytes]) -> None:
    """Lay a file of the archive beside the ones that are there."""
    kind, *rest = PurePosixPath(name).parts
    if kind not in KEPT or not rest or ".." in rest or PurePosixPath(name).is_absolute():
        raise ValueError(f"An archive has no business writing {name}.")
    target = folder(kind) / COMING / Path(*rest)
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as sink:
        shutil.copyfileobj(content, sink, CHUNK)
        sink.flush()
        os.fsync(sink.fileno())


@contextmanager
def swapping() -> Iterator[Callable[[], None]]:
    """Gives what puts the received files in the place of those that were there. When the block fails, all go back."""
    moved: list[tuple[Path, Path]] = []

    def swap() -> None:
        for kind in KEPT:
            top = folder(kind)
            (top / GONE).mkdir(mode=0o700, parents=True, exist_ok=True)
            _move_all(top, top / GONE, moved)
            if (top / COMING).is_dir():
                _move_all(top / COMING, top, moved)

    try:
        yield swap
    except BaseException:
        for source, target in reversed(moved):
            target.rename(source)
        raise


def _move_all(source: Path, target: Path, moved: list[tuple[Path, Path]]) -> None:
    for path in sorted(source.iterdir()):
        if path.name not in {COMING, GONE}:
            path.rename(target / path.name)
            moved.append((path, target / path.name))


def tidy() -> None:
    """What an earlier or this restoring laid beside is removed."""
    for kind in KEPT:
        for name in (COMING, GONE):
            shutil.rmtree(folder(kind) / name, ignore_errors=True)
