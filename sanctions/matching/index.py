"""Writes what `candidates` looks up: the folded names and the keys of entries that are new or were amended."""

from collections.abc import Iterable, Iterator, Sequence

from sanctions.bulk import copy_rows
from sanctions.entries import Kind
from sanctions.matching.names import fold, hashed, keys, upright
from sanctions.models import EntryName, EntryVersion, ListEntry, NameKey

Named = tuple[int, str, Sequence[str]]  # an entry's primary key, its kind, its names as published
LONGEST = 500


def write_index(named: Sequence[Named]) -> None:
    """Write what is looked up of these entries. In the caller's transaction."""
    copy_rows(EntryName, ("entry_id", "name", "folded"), _names(named))
    copy_rows(NameKey, ("key", "entry_id"), _keys(named))


def write_anew() -> int:
    """Of all entries, from what was last published of each: for a new algorithm. In the caller's transaction."""
    versions = EntryVersion.objects.newest_of(ListEntry.objects.values("pk")).values_list(
        "entry_id", "entry__kind", "content__names"
    )
    named = [(entry_id, kind, [name["full"] for name in names]) for entry_id, kind, names in versions]
    clear_index([entry_id for entry_id, _, _ in named])
    write_index(named)
    return len(named)


def clear_index(entries: Sequence[int]) -> None:
    """Forget what is looked up of these entries; it is about to be written anew."""
    EntryName.objects.filter(entry__in=entries).delete()
    NameKey.objects.filter(entry__in=entries).delete()


def _names(named: Iterable[Named]) -> Iterator[tuple[int, str, str]]:
    for entry_id, kind, names in named:
        for name in names:
            yield entry_id, name[:LONGEST], fold(_said(name, kind))[:LONGEST]


def _keys(named: Iterable[Named]) -> list[tuple[int, int]]:
    """In the order of the table's index, which is several times faster to write."""
    return sorted(
        (hashed(key), entry_id)
        for entry_id, kind, names in named
        for key in frozenset().union(*(keys(_said(name, kind), person=kind == Kind.PERSON) for name in names))
    )


def _said(name: str, kind: str) -> str:
    return upright(name) if kind == Kind.PERSON else name
