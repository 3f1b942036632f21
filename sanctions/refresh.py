"""Brings our copy of an official list up to date. Nobody is ever marked as gone because a download broke."""

import tempfile
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from sanctions import archive, fetch
from sanctions.comparison import compare_and_write, standing_counts
from sanctions.entries import ListSource
from sanctions.models import Snapshot, WatchedList
from sanctions.plausibility import Unlikely, refuse_unlikely
from sanctions.publications import Publication, gather, refuse_error_pages, reopen
from sanctions.reading import Reading
from sanctions.records import Malformed
from sanctions.sources import SOURCES
from sanctions.statuses import ChangeKind, Verdict

UNCHANGED = "unchanged"


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
    """Download a list and absorb it. Safe to repeat at any time. Raises `OSError` when the publisher is away.

    What the publisher says has not changed is not sent again: it is what we kept.
    """
    watched, _ = WatchedList.objects.get_or_create(slug=source.slug)
    held = watched.snapshots.absorbed().newest()
    with tempfile.TemporaryDirectory(prefix="list-") as folder:
        files, marks, modified_on = _fetch(source, watched, held, Path(folder))
        if held is not None and not files:
            return _confirm(_lock(source.slug), held)
        outcome = absorb(source, files | _kept(held, source, files, marks, Path(folder)), modified_on=modified_on)
    if not outcome.is_quarantined:
        WatchedList.objects.filter(pk=source.slug).update(marks=marks)
    return outcome


Marks = dict[str, Mapping[str, str]]


def _fetch(
    source: ListSource, watched: WatchedList, held: Snapshot | None, folder: Path
) -> tuple[dict[str, Path], Marks, date | None]:
    """The parts that changed, the marks of all, and the day the server gives the main one."""
    known, fetched = watched.marks if held else {}, {}
    for part in source.parts:
        try:
            fetched[part.name] = fetch.download(part.url, folder / part.name, known.get(part.name))
        except fetch.NotThere:
            if part.required:
                raise
    files = {name: file.path for name, file in fetched.items() if file.path is not None}
    # What is not there any more stays as last known, and is asked for anew the next time.
    return files, {name: file.marks for name, file in fetched.items()}, fetched[source.parts[0].name].modified_on


def _kept(held: Snapshot | None, source: ListSource, files: Mapping[str, Path], marks: Marks, folder: Path) -> dict[str, Path]:
    """The parts that did not change since, from what we kept of them."""
    same = {name: part["sha256"] for name, part in (held.parts if held else {}).items() if name in marks and name not in files}
    return archive.lay_out(source.slug, same, folder) if same else {}


@transaction.atomic
def absorb(
    source: ListSource, parts: Mapping[str, Path], published_on: date | None = None, *, modified_on: date | None = None
) -> Outcome:
    """Take in one publication whole, or set it aside whole with the reason. Raises `MissingPart`.

    A part that is not in `parts` stays as last known. Read completely before anything is written. The day of publication is
    the one given, or else the one that stands in the file, or else the server's.
    """
    watched = _lock(source.slug)
    held = watched.snapshots.absorbed().newest()
    publication = gather(source, parts, held.parts if held else {}, str(held.as_of) if held else "")
    newest = watched.snapshots.newest()
    if held and held.sha256 == publication.sha256:
        return _confirm(watched, held)
    if newest and newest.sha256 == publication.sha256 and not newest.is_absorbed:
        return _outcome(source.slug, held, Verdict.QUARANTINED, newest.reason)
    publication.keep()
    snapshot = _snapshot(watched, publication, held)
    _date(snapshot, published_on, publication.published_on or modified_on)
    return _take_in(watched, snapshot, publication)


def _date(snapshot: Snapshot, given: date | None, printed: date | None) -> None:
    """The day of publication. A list may go back: a file older than what we hold is published today, as far as we know.

    A day that a person gives is that of a file long past; out of order it is set aside (`plausibility`).
    """
    held = snapshot.previous.published_on if snapshot.previous else None
    if given is None and printed and held and printed < held:
        snapshot.went_back_to = printed
        return
    snapshot.published_on = given or printed


def absorb_kept(slug: str, parts: str, published_on: str) -> Outcome:
    """Absorb files that were kept when somebody brought them: `name:sha256`, with commas between."""
    with tempfile.TemporaryDirectory(prefix="list-") as folder:
        files = archive.lay_out(slug, dict(part.split(":") for part in parts.split(",")), Path(folder))
        return absorb(SOURCES[slug], files, date.fromisoformat(published_on) if published_on else None)


@transaction.atomic
def absorb_released(aside: Snapshot) -> Outcome:
    """Take in what was set aside as unlikely, after people looked at it: as a publication of its own, the newest.

    Whoever calls this has asked two persons (`sanctions.services.release`). What cannot be read is set aside once more.
    """
    watched = _lock(aside.watched_list_id)
    held = watched.snapshots.absorbed().newest()
    with tempfile.TemporaryDirectory(prefix="list-") as folder:
        publication = reopen(
            SOURCES[watched.slug], aside.parts, Path(folder), held.parts if held else {}, str(held.as_of) if held else ""
        )
        snapshot = _snapshot(watched, publication, held)
        snapshot.published_on, snapshot.fetched_at = aside.published_on, aside.fetched_at
        snapshot.went_back_to = aside.went_back_to
        return _take_in(watched, snapshot, publication, whatever_it_says=True)


def _lock(slug: str) -> WatchedList:
    """One worker at a time for each list."""
    WatchedList.objects.get_or_create(slug=slug)
    watched = WatchedList.objects.select_for_update().get(slug=slug)
    watched.checked_at = timezone.now()
    watched.save(update_fields=["checked_at"])
    return watched


def _snapshot(watched: WatchedList, publication: Publication, held: Snapshot | None) -> Snapshot:
    return Snapshot(
        watched_list=watched,
        sha256=publication.sha256,
        parts=publication.parts,
        is_partial=publication.is_partial,
        fetched_at=watched.checked_at or timezone.now(),
        previous=held,
    )


def _take_in(watched: WatchedList, snapshot: Snapshot, publication: Publication, *, whatever_it_says: bool = False) -> Outcome:
    with Reading(is_partial=snapshot.is_partial) as reading:
        try:
            read(publication, reading)
            snapshot.fact_counts = _fact_counts(snapshot, publication.source, reading)
            if not whatever_it_says:
                refuse_unlikely(publication.source, snapshot, reading)
        except (ValueError, LookupError) as problem:
            return _set_aside(snapshot, problem)
        return _absorb(watched, snapshot, reading)


def _fact_counts(snapshot: Snapshot, source: ListSource, reading: Reading) -> dict[str, int]:
    """How many entries have each fact that does not become rare; changes alone say nothing about that."""
    if snapshot.is_partial:
        return snapshot.previous.fact_counts if snapshot.previous else {}
    return {fact: reading.facts[fact] for fact in sorted(source.expected)}


def read(publication: Publication, reading: Reading) -> None:
    """Every entry. Raises `Malformed`, or whatever else a file that is not the list leads to."""
    refuse_error_pages(publication)
    with publication.opened() as files:
        for entry in publication.source.parse(files, publication.older):
            reading.add(entry)


def _confirm(watched: WatchedList, held: Snapshot) -> Outcome:
    watched.confirmed_at = watched.checked_at
    watched.save(update_fields=["confirmed_at"])
    return _outcome(watched.slug, held, UNCHANGED)


def _set_aside(snapshot: Snapshot, problem: Exception) -> Outcome:
    """Staff read why; no entry changes."""
    words = str(problem) if isinstance(problem, Malformed) else f"It cannot be read: {type(problem).__name__} {problem}"
    snapshot.verdict, snapshot.reason = Verdict.QUARANTINED, words.replace("\0", "")
    snapshot.is_releasable = isinstance(problem, Unlikely)
    snapshot.save(force_insert=True)
    return _outcome(snapshot.watched_list_id, snapshot.previous, Verdict.QUARANTINED, snapshot.reason)


def _absorb(watched: WatchedList, snapshot: Snapshot, reading: Reading) -> Outcome:
    snapshot.verdict = Verdict.ABSORBED
    snapshot.save(force_insert=True)
    snapshot.change_counts = compare_and_write(snapshot, reading)
    programmes, kinds = (
        standing_counts(watched.slug)
        if reading.is_partial
        else (reading.programme_counts(), Counter(packed.kind for packed in reading.entries.values()))
    )
    snapshot.entry_count = sum(kinds.values())
    snapshot.programme_counts, snapshot.kind_counts = dict(sorted(programmes.items())), dict(sorted(kinds.items()))
    snapshot.save(update_fields=["change_counts", "entry_count", "programme_counts", "kind_counts"])
    watched.confirmed_at, watched.marks = watched.checked_at, {}  # marks are of what was held before
    watched.save(update_fields=["confirmed_at", "marks"])
    return _outcome(watched.slug, snapshot, Verdict.ABSORBED, changes=snapshot.change_counts)


def _outcome(slug: str, held: Snapshot | None, verdict: str, reason: str = "", **more: Any) -> Outcome:
    if held is None:
        return Outcome(slug, str(verdict), reason)
    return Outcome(slug, str(verdict), reason, held.entry_count, held.programme_counts, **more)
