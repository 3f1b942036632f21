"""Brings our copy of an official list up to date. Nobody is ever marked as gone because a download broke."""

import json
import tempfile
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from sanctions import fetch
from sanctions.comparison import Packed, compare_and_write
from sanctions.entries import ListSource
from sanctions.models import Snapshot, WatchedList
from sanctions.plain import digest, to_plain
from sanctions.publications import Publication, gather, refuse_error_pages
from sanctions.records import Malformed
from sanctions.statuses import ChangeKind, Verdict

UNCHANGED = "unchanged"
LARGEST_DROP = 0.2  # of the entries last held; more than that is a broken publication until a person says otherwise


@dataclass(frozen=True)
class Outcome:
    """What came of one publication. `entries` and `programmes` are what the list holds now."""

    list: str
    verdict: str
    reason: str = ""
    entries: int = 0
    programmes: Mapping[str, int] = field(default_factory=dict)
    changes: Mapping[str, int] = field(default_factory=lambda: dict.fromkeys(ChangeKind.values, 0))

    @property
    def is_quarantined(self) -> bool:
        return self.verdict == Verdict.QUARANTINED

    def as_plain(self) -> dict[str, Any]:
        return asdict(self)


def refresh_list(source: ListSource) -> Outcome:
    """Download a list and absorb it. Safe to repeat at any time. Raises `OSError` when the publisher is away."""
    with tempfile.TemporaryDirectory(prefix="list-") as folder:
        fetched = {part.name: fetch.download(part.url, Path(folder) / part.name) for part in source.parts}
        files = {name: file.path for name, file in fetched.items()}
        return absorb(source, files, fetched[source.parts[0].name].modified_on)


@transaction.atomic
def absorb(source: ListSource, parts: Mapping[str, Path], published_on: date | None = None) -> Outcome:
    """Take in one publication whole, or set it aside whole with the reason. Raises `MissingPart`.

    A part that is not in `parts` stays as last known. Read completely before anything is written.
    """
    watched = _lock(source.slug)
    held = watched.snapshots.absorbed().newest()
    publication = gather(source, parts, held.parts if held else {})
    newest = watched.snapshots.newest()
    if held and held.sha256 == publication.sha256:
        return _confirm(watched, held)
    if newest and newest.sha256 == publication.sha256:
        return _outcome(source.slug, held, Verdict.QUARANTINED, newest.reason)
    publication.keep()
    snapshot = Snapshot(
        watched_list=watched,
        sha256=publication.sha256,
        parts=publication.parts,
        published_on=published_on or publication.published_on,
        fetched_at=watched.checked_at or timezone.now(),
        previous=held,
    )
    try:
        reading = read(publication)
        _refuse_unlikely(source, snapshot, reading)
    except (ValueError, LookupError) as problem:
        return _set_aside(snapshot, problem)
    return _absorb(watched, snapshot, reading)


def read(publication: Publication) -> dict[str, Packed]:
    """Every entry by its reference. Raises `Malformed`, or whatever else a file that is not the list leads to."""
    refuse_error_pages(publication)
    reading: dict[str, Packed] = {}
    with publication.opened() as files:
        for entry in publication.source.parse(files, publication.older):
            if entry.reference in reading:
                raise Malformed(f"Entry {entry.reference} stands in the publication twice.")
            plain = to_plain(entry)
            content = json.dumps(plain, ensure_ascii=False)
            reading[entry.reference] = Packed(entry.kind, entry.name, frozenset(entry.programmes), digest(plain), content)
    return reading


def _lock(slug: str) -> WatchedList:
    """One worker at a time for each list."""
    WatchedList.objects.get_or_create(slug=slug)
    watched = WatchedList.objects.select_for_update().get(slug=slug)
    watched.checked_at = timezone.now()
    watched.save(update_fields=["checked_at"])
    return watched


def _refuse_unlikely(source: ListSource, snapshot: Snapshot, reading: Mapping[str, Packed]) -> None:
    """Raises `Malformed` for what parses and still cannot be the list."""
    floor = getattr(settings, "LIST_FLOORS", {}).get(source.slug, source.floor)
    if len(reading) < floor:
        raise Malformed(f"{len(reading)} entries, where at least {floor} are expected.")
    held = snapshot.previous
    if held is None:
        return
    if len(reading) < held.entry_count * (1 - LARGEST_DROP):
        raise Malformed(f"{len(reading)} entries, where {held.entry_count} were last held: more than a fifth would be gone.")
    if snapshot.published_on and held.published_on and snapshot.published_on < held.published_on:
        raise Malformed(f"It was published on {snapshot.published_on}, before what we hold, of {held.published_on}.")


def _confirm(watched: WatchedList, held: Snapshot) -> Outcome:
    watched.confirmed_at = watched.checked_at
    watched.save(update_fields=["confirmed_at"])
    return _outcome(watched.slug, held, UNCHANGED)


def _set_aside(snapshot: Snapshot, problem: Exception) -> Outcome:
    """Staff read why; no entry changes."""
    words = str(problem) if isinstance(problem, Malformed) else f"It cannot be read: {type(problem).__name__} {problem}"
    snapshot.verdict, snapshot.reason = Verdict.QUARANTINED, words
    snapshot.save(force_insert=True)
    return _outcome(snapshot.watched_list_id, snapshot.previous, Verdict.QUARANTINED, words)


def _absorb(watched: WatchedList, snapshot: Snapshot, reading: Mapping[str, Packed]) -> Outcome:
    snapshot.verdict = Verdict.ABSORBED
    snapshot.entry_count = len(reading)
    snapshot.programme_counts = dict(sorted(Counter(code for packed in reading.values() for code in packed.programmes).items()))
    snapshot.save(force_insert=True)
    snapshot.change_counts = compare_and_write(snapshot, reading)
    snapshot.save(update_fields=["change_counts"])
    watched.confirmed_at = watched.checked_at
    watched.save(update_fields=["confirmed_at"])
    return _outcome(watched.slug, snapshot, Verdict.ABSORBED, changes=snapshot.change_counts)


def _outcome(slug: str, held: Snapshot | None, verdict: str, reason: str = "", **more: Any) -> Outcome:
    if held is None:
        return Outcome(slug, str(verdict), reason)
    return Outcome(slug, str(verdict), reason, held.entry_count, held.programme_counts, **more)
