"""Writes what `candidates` looks up: the folded names and the keys of entries that are new or were amended."""

from collections.abc import Iterable, Iterator, Sequence

from sanctions.bulk import copy_rows
from sanctions.entries import Kind
from sanctions.matching.names import fold, keys, upright
from sanctions.models import EntryName, NameKey

Named = tuple[int, str, Sequence[str]]  # an entry's primary key, its kind, its names as published
LONGEST = 500


def write_index(named: Sequence[Named]) -> None:
    """Replace what is known of these entries. In the caller's transaction."""
    changed = [entry_id for entry_id, _, _ in named]
    EntryName.objects.filter(entry__in=changed).delete()
    NameKey.objects.filter(entry__in=changed).delete()
    copy_rows(EntryName, ("entry_id", "name", "folded"), _names(named))
    copy_rows(NameKey, ("key", "entry_id"), _keys(named))


def _names(named: Iterable[Named]) -> Iterator[tuple[int, str, str]]:
    for entry_id, _, names in named:
        for name in names:
            yield entry_id, name[:LONGEST], fold(name)[:LONGEST]


def _keys(named: Iterable[Named]) -> Iterator[tuple[str, int]]:
    for entry_id, kind, names in named:
        for key in sorted({key for name in names for key in keys(upright(name) if kind == Kind.PERSON else name)}):
            yield key, entry_id
