"""From filed to named: the funnel, its table and chart, and the cases behind each number."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import ListView, TemplateView, View

from insight import charts, figures
from insight.models import CaseFact, Totals, WorkedOut
from insight.statuses import Stage
from insight.views.counted import CasesOnly, Counted, FiguresOnly, as_csv, as_svg
from jobs.services import promise

DIMENSIONS = [
    ("group", _("Group")),
    ("region", _("Region")),
    ("country", _("Country")),
    ("abuse", _("Abuse")),
    ("programme", _("Programme")),
]


class Funnel(Counted, TemplateView):
    """Read from the totals that are kept with the facts; whoever is set aside from a case has the others counted."""

    template_name = "insight/funnel.html"

    @cached_property
    def by(self) -> str:
        by = self.request.GET.get("by", "group")
        if by not in figures.COLUMNS:
            raise Http404
        return by

    @cached_property
    def worked_out(self) -> WorkedOut | None:
        return WorkedOut.objects.first()

    @cached_property
    def totals(self) -> figures.Told:
        """Those of `figures.totals` that the page needs: numbers for whoever sees cases, words for the others."""
        if not self.sees_cases:
            return self.worked_out.totals if self.worked_out else {}
        kept = Totals.objects.visible_to(self.request.user).first()
        if kept is not None:
            return dict(kept.counts)
        with self.facts() as facts:
            return {"whole": figures.whole(facts), self.by: figures.counted(facts, self.by)}

    @cached_property
    def rows(self) -> list[figures.Row]:
        """Each with its numbers in words as they may be told, one for each stage."""
        rows = figures.with_labels(self.by, self.totals.get(self.by, []))
        return [figures.Row(row.code, row.label, tuple(map(str, row.counts))) for row in rows]

    @cached_property
    def whole(self) -> list[str]:
        return [str(number) for number in self.totals.get("whole", [])]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        stages = [int(stage) for stage in figures.REACHED]
        told = {
            "by": self.by,
            "choices": DIMENSIONS,
            "stages": [stage.label for stage in figures.REACHED],
            "names": {int(stage): stage.label for stage in figures.REACHED},
            "has_bars": any(figures.drawn(told) for row in self.rows for told in row.counts),
            "table": [(row, list(zip(stages, row.counts, strict=True))) for row in self.rows],
            "whole": list(zip(stages, self.whole, strict=False)),
            "sees_cases": self.sees_cases,
            "worked_out": self.worked_out,
        }
        return super().get_context_data(**told, **kwargs)


class FunnelTable(Funnel):
    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        head = [self.by, "code", *(stage.name.lower() for stage in figures.REACHED)]
        rows = [(row.label, row.code, *row.counts) for row in self.rows]
        return as_csv(self.by, head, [*rows, (_("All cases"), "", *self.whole)])


class FunnelChart(Funnel):
    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        shown = [(row.label, [figures.drawn(told) for told in row.counts]) for row in self.rows[: charts.MOST_DRAWN]]
        return as_svg(request, charts.funnel(shown, [str(stage.label) for stage in figures.REACHED]))


class FunnelCases(CasesOnly, Counted, ListView):
    """The cases behind one number."""

    template_name = "insight/funnel_cases.html"
    paginate_by = 50

    def get_queryset(self) -> QuerySet[CaseFact]:
        by, code, stage = (self.request.GET.get(name, "") for name in ("by", "is", "stage"))
        facts = CaseFact.objects.visible_to(self.request.user).select_related("case__organisation")
        if not stage.isdigit() or int(stage) not in Stage.values or (by and by not in figures.COLUMNS):
            raise Http404
        facts = figures.narrowed(facts, group=self.request.GET.get("group", ""), abuse=self.request.GET.get("abuse", ""))
        return figures.of(facts, by, code, int(stage)) if by else facts.filter(stage__gte=int(stage))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        by, code, stage = (self.request.GET.get(name, "") for name in ("by", "is", "stage"))
        also = [(name, self.request.GET.get(name, "")) for name in ("group", "abuse")]
        told = {
            "label": figures.labels_of(by, [code])[code] if by else "",
            "also": [figures.labels_of(name, [value])[value] for name, value in also if value],
            "stage": Stage(int(stage)).label,
        }
        return super().get_context_data(**told, **kwargs)


class WorkOut(FiguresOnly, View):
    """Whoever reads figures need not wait for the next time they are worked out."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        return redirect(promise("insight.work_out", by=request.user, dedup_key="work-out"))
