from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.views.generic import DetailView, ListView, TemplateView

from sanctions.matching.search import MOST, find_by_name
from sanctions.models import Change, EntryProgramme, ListEntry, Snapshot, WatchedList
from sanctions.presentation import rows_of
from sanctions.sources import SOURCES
from sanctions.views.visible import StaffOnly

LONGEST_QUERY = 200


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
    """A publication set aside matters until what we hold is confirmed again."""
    row: dict[str, Any] = {"source": SOURCES[slug], "watched": watched}
    if watched is not None:
        row["held"] = snapshots.get(watched.absorbed)
        newest = snapshots[watched.newest] if watched.newest else None
        is_open = newest and not newest.is_absorbed and not (watched.confirmed_at and watched.confirmed_at > newest.fetched_at)
        row["set_aside"] = newest if is_open else None
    return row


class ListChanges(StaffOnly, ListView):
    """What each publication of one list changed, newest first. What was there when we began is no change."""

    template_name = "sanctions/watchedlist_detail.html"
    paginate_by = 50

    def get_queryset(self) -> QuerySet[Change]:
        if self.kwargs["slug"] not in SOURCES:
            raise Http404
        changes = Change.objects.visible_to(self.request.user).filter(snapshot__watched_list=self.kwargs["slug"])
        changes = changes.exclude(snapshot__previous=None)
        return changes.select_related("entry", "snapshot__previous").order_by("-snapshot", "kind", "pk")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        snapshots = Snapshot.objects.visible_to(self.request.user).filter(watched_list=self.kwargs["slug"])
        return super().get_context_data(source=SOURCES[self.kwargs["slug"]], snapshots=snapshots[:10], **kwargs)


class EntryDetail(StaffOnly, DetailView):
    """One entry: the record as published, its programmes and since when, its earlier versions."""

    template_name = "sanctions/listentry_detail.html"
    context_object_name = "entry"

    def get_object(self, queryset: Any = None) -> ListEntry:
        entries = ListEntry.objects.visible_to(self.request.user).select_related("first_seen__previous", "gone_since")
        return get_object_or_404(entries, watched_list=self.kwargs["slug"], reference=self.kwargs["reference"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        versions = [
            (version.snapshot, list(rows_of(version.listed))) for version in self.object.versions.select_related("snapshot")
        ]
        programmes = EntryProgramme.objects.filter(entry=self.object).select_related("first_seen__previous", "gone_since")
        return super().get_context_data(
            source=SOURCES[self.kwargs["slug"]], newest=versions[0], earlier=versions[1:], programmes=programmes, **kwargs
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
