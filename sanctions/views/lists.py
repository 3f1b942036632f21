from itertools import pairwise
from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.views.generic import DetailView, ListView, TemplateView

from sanctions import policies
from sanctions.changes import what_changed
from sanctions.matching.search import MOST, find_by_name
from sanctions.models import Change, EntryProgramme, ListEntry, Snapshot, Twin, WatchedList
from sanctions.presentation import rows_of, tried_on
from sanctions.sources import SOURCES
from sanctions.staleness import is_stale
from sanctions.statuses import ChangeKind, EntryKind, TwinKind
from sanctions.views.visible import StaffOnly

LONGEST_QUERY = 200
CRAFT = (EntryKind.VESSEL, EntryKind.AIRCRAFT)


class Lists(StaffOnly, TemplateView):
    """Every list we know how to read, and how old what we hold of it is."""

    template_name = "sanctions/watchedlist_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        watched = {row.slug: row for row in WatchedList.objects.visible_to(self.request.user).with_newest_snapshots()}
        wanted = {key for row in watched.values() for key in (row.newest, row.absorbed) if key}
        snapshots = Snapshot.objects.in_bulk(wanted)
        rows = [list_row(slug, watched.get(slug), snapshots) for slug in SOURCES]
        return super().get_context_data(rows=rows, **kwargs)


def list_row(slug: str, watched: Any, snapshots: dict[int, Snapshot]) -> dict[str, Any]:
    """A publication set aside matters until somebody decides about it or what we hold is confirmed again."""
    confirmed_at = watched.confirmed_at if watched is not None else None
    row: dict[str, Any] = {"source": SOURCES[slug], "watched": watched, "is_stale": is_stale(slug, confirmed_at)}
    if watched is not None:
        row["held"] = held = snapshots.get(watched.absorbed)
        row["counts"] = counts_of(held) if held else None
        newest = snapshots[watched.newest] if watched.newest else None
        is_later = newest and not (confirmed_at and confirmed_at > newest.fetched_at)
        row["set_aside"] = newest if newest and newest.is_open and is_later else None
    return row


def counts_of(snapshot: Snapshot) -> dict[str, int]:
    """Persons and bodies apart from vessels and aircraft: only the first two can be recommended."""
    by_kind = snapshot.kind_counts
    return {
        "persons": by_kind.get(EntryKind.PERSON, 0),
        "bodies": by_kind.get(EntryKind.ORGANISATION, 0),
        "craft": sum(by_kind.get(kind, 0) for kind in CRAFT),
    }


class ListChanges(StaffOnly, ListView):
    """What each publication of one list changed, newest first; of one programme, if asked. What we began with is no change."""

    template_name = "sanctions/watchedlist_detail.html"
    paginate_by = 50

    def get_queryset(self) -> QuerySet[Change]:
        if self.kwargs["slug"] not in SOURCES:
            raise Http404
        self.programme = self.request.GET.get("programme", "")
        changes = Change.objects.visible_to(self.request.user).filter(snapshot__watched_list=self.kwargs["slug"])
        changes = changes.exclude(snapshot__previous=None)
        if self.programme:
            changes = changes.of_programme(self.programme)
        return changes.select_related("entry", "snapshot__previous").order_by("-snapshot", "kind", "pk")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        slug, user = self.kwargs["slug"], self.request.user
        snapshots = list(Snapshot.objects.visible_to(user).filter(watched_list=slug)[:10])
        held = next((snapshot for snapshot in snapshots if snapshot.is_absorbed), None)
        context = super().get_context_data(
            source=SOURCES[slug], snapshots=snapshots, programme=self.programme, held=held, **kwargs
        )
        context["programmes"] = held.programme_counts if held else {}
        context["counts"] = counts_of(held) if held else None
        context["tried"] = tried_on(SOURCES[slug])
        context["may_bring"] = policies.can_decide_lists(user)
        return {**context, **twinned(list(context["page_obj"]))}


def twinned(changes: list[Change]) -> dict[str, Any]:
    """Entries by what is perhaps true of them: that they left as another stayed or came, that they came as another left."""
    left, came = (
        [change.entry_id for change in changes if change.kind == kind] for kind in (ChangeKind.REMOVED, ChangeKind.ADDED)
    )
    pairs = list(Twin.objects.left(left).values_list("first", "kind")) if left else []
    return {
        "merged": {entry for entry, kind in pairs if kind == TwinKind.MERGED},
        "renamed": {entry for entry, kind in pairs if kind == TwinKind.RENAMED},
        "named_anew": set(Twin.objects.came(came).values_list("second", flat=True)) if came and pairs else set(),
    }


class Entries(StaffOnly, ListView):
    """Who is on a list, by name: all, or of one programme or kind."""

    template_name = "sanctions/listentry_list.html"
    paginate_by = 50

    def get_queryset(self) -> QuerySet[ListEntry]:
        if self.kwargs["slug"] not in SOURCES:
            raise Http404
        asked = self.request.GET
        self.programme, self.kind = asked.get("programme", ""), asked.get("kind", "")
        entries = ListEntry.objects.visible_to(self.request.user).filter(watched_list=self.kwargs["slug"]).listed()
        if self.kind in EntryKind.values:
            entries = entries.filter(kind=self.kind)
        if self.programme:
            entries = entries.under(self.programme)
        return entries.order_by("name", "pk")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        held = Snapshot.objects.visible_to(self.request.user).absorbed().filter(watched_list=self.kwargs["slug"]).newest()
        programmes = held.programme_counts if held else {}
        return super().get_context_data(
            source=SOURCES[self.kwargs["slug"]],
            programme=self.programme,
            kind=self.kind,
            kinds=EntryKind.choices,
            programmes=programmes,
            **kwargs,
        )


class EntryDetail(StaffOnly, DetailView):
    """One entry: the record as published, its programmes and since when, what changed when, its earlier versions."""

    template_name = "sanctions/listentry_detail.html"
    context_object_name = "entry"

    def get_object(self, queryset: Any = None) -> ListEntry:
        entries = ListEntry.objects.visible_to(self.request.user).select_related("first_seen__previous", "gone_since__previous")
        return get_object_or_404(entries, watched_list=self.kwargs["slug"], reference=self.kwargs["reference"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        entry = self.object
        versions = list(entry.versions.select_related("snapshot__previous"))
        read = [version.listed for version in versions]
        older = [what_changed(before, after) for after, before in pairwise(read)]
        steps = [
            {"snapshot": version.snapshot, "rows": list(rows_of(said)), "changed": list(changed) if changed else []}
            for version, said, changed in zip(versions, read, [*older, None], strict=True)
        ]
        programmes = EntryProgramme.objects.filter(entry=entry).select_related("first_seen__previous", "gone_since")
        twins = Twin.objects.of(entry).select_related("first", "second", "said_by")
        held = Snapshot.objects.absorbed().filter(watched_list=entry.watched_list_id).newest()
        return super().get_context_data(
            source=SOURCES.get(self.kwargs["slug"]),
            newest=steps[0],
            steps=steps,
            programmes=programmes,
            twins=twins,
            older_parts=held.older_parts,
            may_say=policies.can_decide_lists(self.request.user),
            **kwargs,
        )


class Search(StaffOnly, ListView):
    template_name = "sanctions/search.html"
    paginate_by = 25

    def get_queryset(self) -> list[int]:  # type: ignore[override]
        self.words = self.request.GET.get("q", "").strip()[:LONGEST_QUERY]
        return find_by_name(self.words)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(words=self.words, most=MOST, **kwargs)
        entries = ListEntry.objects.visible_to(self.request.user).in_bulk(list(context["page_obj"]))
        return {**context, "entries": [entries[key] for key in context["page_obj"]], "sources": SOURCES}
