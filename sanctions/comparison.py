"""What one publication changed against what we hold, computed with sets and written in a handful of statements."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from django.db.models import Count

from sanctions.bulk import batches, copy_rows, reserve_ids
from sanctions.matching.index import clear_index, write_index
from sanctions.models import Change, EntryProgramme, EntryVersion, ListEntry, Snapshot
from sanctions.reading import Reading
from sanctions.statuses import ChangeKind
from sanctions.twins import notice_twins

LONGEST_NAME = 500
NO_PROGRAMMES: frozenset[str] = frozenset()
AMEND = """
UPDATE sanctions_listentry SET kind = new.kind, name = new.name, digest = new.digest
FROM unnest(%s::bigint[], %s::text[], %s::text[], %s::text[]) AS new (id, kind, name, digest)
WHERE sanctions_listentry.id = new.id
"""
CLOSE_TAGS = """
UPDATE sanctions_entryprogramme SET gone_since_id = %s
FROM unnest(%s::bigint[], %s::text[]) AS tag (entry_id, code)
WHERE sanctions_entryprogramme.entry_id = tag.entry_id AND sanctions_entryprogramme.code = tag.code AND gone_since_id IS NULL
"""


@dataclass(frozen=True, slots=True)
class Held:
    id: int
    digest: str
    is_listed: bool
    programmes: frozenset[str]


@dataclass
class Difference:
    """By reference: who is new, and what became of those we hold."""

    added: list[str] = field(default_factory=list)
    amended: list[str] = field(default_factory=list)
    back: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    tags_added: list[tuple[str, str]] = field(default_factory=list)
    tags_removed: list[tuple[str, str]] = field(default_factory=list)

    @property
    def rewritten(self) -> list[str]:
        """Whoever the publication says something new of, programmes included."""
        seen = dict.fromkeys([*self.added, *self.amended])
        return list(seen | dict.fromkeys(reference for reference, _ in (*self.tags_added, *self.tags_removed)))

    def counts(self) -> dict[str, int]:
        counted = Counter(kind for kind, _, _ in self.changes())
        return {kind: counted[kind] for kind in ChangeKind.values}

    def changes(self) -> Iterator[tuple[str, str, str]]:
        plain = (("added", self.added), ("amended", self.amended), ("removed", self.removed), ("back", self.back))
        for kind, references in plain:
            yield from ((kind, reference, "") for reference in references)
        yield from (("programme_added", reference, code) for reference, code in self.tags_added)
        yield from (("programme_removed", reference, code) for reference, code in self.tags_removed)


def compare_and_write(snapshot: Snapshot, reading: Reading) -> dict[str, int]:
    """Write what a publication changed, in the caller's transaction. Returns how many changes of each kind."""
    held = _held(snapshot.watched_list_id)
    difference = compare(held, reading)
    ids = {reference: entry.id for reference, entry in held.items()}
    ids |= dict(zip(difference.added, reserve_ids(ListEntry, len(difference.added)), strict=True))
    _write_entries(snapshot, difference, reading, ids)
    _write_tags(snapshot, difference, reading, ids)
    rewritten = difference.rewritten
    copy_rows(
        EntryVersion, ("entry_id", "snapshot_id", "content"), ((ids[ref], snapshot.pk, reading.content(ref)) for ref in rewritten)
    )
    copy_rows(
        Change,
        ("kind", "entry_id", "programme", "snapshot_id"),
        ((kind, ids[reference], code, snapshot.pk) for kind, reference, code in difference.changes()),
    )
    clear_index([ids[ref] for ref in difference.amended])
    for some in batches((*difference.added, *difference.amended)):
        write_index([_named(ids[ref], ref, reading) for ref in some])
    notice_twins(snapshot, reading, difference.removed, difference.added, ids)
    return difference.counts()


def compare(held: Mapping[str, Held], reading: Reading) -> Difference:
    difference = Difference()
    for reference, packed in reading.entries.items():
        entry = held.get(reference)
        if entry is None:
            difference.added.append(reference)
            continue
        if not entry.is_listed:
            difference.back.append(reference)
        if entry.digest != packed.digest:
            difference.amended.append(reference)
        difference.tags_added += [(reference, code) for code in sorted(packed.programmes - entry.programmes)]
        difference.tags_removed += [(reference, code) for code in sorted(entry.programmes - packed.programmes)]
    difference.removed += [reference for reference, entry in held.items() if entry.is_listed and _left(reference, reading)]
    return difference


def _left(reference: str, reading: Reading) -> bool:
    """A publication of changes alone says who is gone; of a whole one, whoever is not in it."""
    return reference in reading.gone if reading.is_partial else reference not in reading.entries


def standing_counts(slug: str) -> tuple[Counter[str], Counter[str]]:
    """How many entries a list has now, by programme and by kind."""
    entries = ListEntry.objects.filter(watched_list=slug).listed()
    tags = EntryProgramme.objects.filter(entry__in=entries, gone_since=None)
    return (
        Counter(dict(tags.order_by("code").values_list("code").annotate(Count("pk")))),
        Counter(dict(entries.order_by("kind").values_list("kind").annotate(Count("pk")))),
    )


def _held(slug: str) -> dict[str, Held]:
    """What we hold, whole: three queries. Of those who are gone, the programmes they went with."""
    entries = ListEntry.objects.filter(watched_list=slug).values_list("pk", "reference", "digest", "gone_since")
    tags: dict[int, set[str]] = defaultdict(set)
    rows = list(entries.iterator(chunk_size=5000))
    left_with = {pk: gone_since for pk, _, _, gone_since in rows}
    # Found by snapshot and not by entry: a join of two tables just filled, without statistics, can take minutes.
    snapshots = list(Snapshot.objects.absorbed().filter(watched_list=slug).values_list("pk", flat=True))
    programmes = EntryProgramme.objects.filter(first_seen__in=snapshots).values_list("entry", "code", "gone_since")
    for entry_id, code, gone_since in programmes.iterator(chunk_size=5000):
        if gone_since == left_with[entry_id]:
            tags[entry_id].add(code)
    return {
        reference: Held(pk, digest, gone_since is None, frozenset(tags.get(pk, NO_PROGRAMMES)))
        for pk, reference, digest, gone_since in rows
    }


def _write_entries(snapshot: Snapshot, difference: Difference, reading: Reading, ids: Mapping[str, int]) -> None:
    copy_rows(
        ListEntry,
        ("id", "watched_list_id", "reference", "kind", "name", "digest", "first_seen_id"),
        (
            (ids[ref], snapshot.watched_list_id, ref, packed.kind, packed.name[:LONGEST_NAME], packed.digest, snapshot.pk)
            for ref, packed in ((ref, reading.entries[ref]) for ref in difference.added)
        ),
    )
    if difference.amended:
        amended = [(ids[ref], reading.entries[ref]) for ref in difference.amended]
        new = [(entry_id, packed.kind, packed.name[:LONGEST_NAME], packed.digest) for entry_id, packed in amended]
        _execute(AMEND, [list(column) for column in zip(*new, strict=True)])
    ListEntry.objects.filter(pk__in=[ids[ref] for ref in difference.removed]).update(gone_since=snapshot)
    ListEntry.objects.filter(pk__in=[ids[ref] for ref in difference.back]).update(gone_since=None)


def _write_tags(snapshot: Snapshot, difference: Difference, reading: Reading, ids: Mapping[str, int]) -> None:
    """Open and close the tags of a publication. Whoever is gone has none; whoever is back has all of them anew."""
    EntryProgramme.objects.filter(entry__in=[ids[ref] for ref in difference.removed], gone_since=None).update(gone_since=snapshot)
    if closing := [(ids[ref], code) for ref, code in difference.tags_removed]:
        _execute(CLOSE_TAGS, [snapshot.pk, *(list(column) for column in zip(*closing, strict=True))])
    opened = {(ref, code) for ref in (*difference.added, *difference.back) for code in reading.entries[ref].programmes}
    opened |= set(difference.tags_added)
    copy_rows(
        EntryProgramme, ("entry_id", "code", "first_seen_id"), ((ids[ref], code, snapshot.pk) for ref, code in sorted(opened))
    )


def _named(entry_id: int, reference: str, reading: Reading) -> tuple[int, str, list[str]]:
    return entry_id, reading.entries[reference].kind, reading.names(reference)


def _execute(statement: str, values: list[Any]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
