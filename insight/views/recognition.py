"""Whose suffering governments named: the count over a programme, and the designations behind each number."""

from typing import Any
from urllib.parse import quote

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.utils.functional import cached_property
from django.views.generic import TemplateView

from cases.words import label
from insight import charts, recognition
from insight.models import OfficialText
from insight.statuses import Recognition
from insight.views.counted import FiguresOnly, as_csv, as_svg
from sanctions.models import EntryProgramme, ListEntry

SAID = tuple(verdict for verdict in Recognition if verdict != Recognition.ABSENT)


class OfAProgramme(FiguresOnly):
    """What two persons read of every designation of the programme in the address, ours or not."""

    @cached_property
    def programmes(self) -> list[tuple[str, int]]:
        """Tags of entries that we hold a text of, the most of them first."""
        tags = EntryProgramme.objects.filter(entry__in=OfficialText.entries.through.objects.values("listentry"))
        return list(
            tags.order_by().values_list("code").annotate(count=Count("entry", distinct=True)).order_by("-count", "code")[:40]
        )

    @cached_property
    def programme(self) -> str:
        return self.request.GET.get("programme", "") or next((code for code, _ in self.programmes), "")  # type: ignore[attr-defined]

    @cached_property
    def entries(self) -> set[int]:
        return recognition.designations(self.programme)

    @cached_property
    def read(self) -> dict[int, Any]:
        return recognition.read_of(self.entries)


class RecognitionFigures(OfAProgramme, TemplateView):
    template_name = "insight/recognition.html"

    @cached_property
    def named(self) -> list[recognition.Named]:
        return recognition.named_groups(self.entries, self.read)

    @cached_property
    def of_whom_more_is_said(self) -> list[recognition.Named]:
        return [row for row in self.named if any(row.counts[verdict] for verdict in SAID)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        told = {
            "programmes": self.programmes,
            "programme": self.programme,
            "programme_in_address": quote(self.programme),
            "named": self.named,
            "has_bars": bool(self.of_whom_more_is_said),
            "verdicts": Recognition.choices,
            "progress": recognition.progress(self.entries, self.read),
            "total": len(self.entries),
            "firsts": recognition.firsts(self.read),
        }
        return super().get_context_data(**told, **kwargs)


class RecognitionTable(RecognitionFigures):
    """The same count as CSV."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        rows = ([self.programme, row.group, *(row.counts[verdict] for verdict in Recognition.values)] for row in self.named)
        return as_csv("recognition", ["programme", "group", *Recognition.values], rows)


class RecognitionChart(RecognitionFigures):
    """The groups of which any text says something, each with what is said; of how many nothing is said stands in the table."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        rows = self.of_whom_more_is_said[: charts.MOST_DRAWN]
        bars = [(label("group", row.group), [row.counts[verdict] for verdict in SAID]) for row in rows]
        return as_svg(request, charts.parts(bars, [str(verdict.label).partition(":")[0] for verdict in SAID]))


class Designations(OfAProgramme, TemplateView):
    """The designations behind one number."""

    template_name = "insight/designations.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        group, verdict = self.request.GET.get("group", ""), self.request.GET.get("says", "")
        named = {row.group: row for row in recognition.named_groups(self.entries, self.read)}
        keys = named[group].entries.get(verdict, ()) if group in named else ()
        entries = ListEntry.objects.filter(pk__in=keys).select_related("watched_list").order_by("name")
        rows = [(entry, [text for text, _ in self.read.get(entry.pk, ())]) for entry in entries]
        told = {
            "rows": rows,
            "group": label("group", group),
            "says": dict(Recognition.choices).get(verdict, verdict),
            "programme": self.programme,
        }
        return super().get_context_data(**told, **kwargs)
