"""When it was sent, acknowledged and acted on: by year or quarter, with its chart, table and the lists behind it."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import ListView, TemplateView, View

from accounts.roles import Jurisdiction
from insight import charts, figures, timeline
from insight.views.counted import CasesOnly, Counted, as_csv, as_svg
from submissions.models import Recommendation

WHAT = [("sent", _("Sent")), ("acknowledged", _("Acknowledged")), ("acted_on", _("Acted on"))]
STEPS = [("year", _("By year")), ("quarter", _("By quarter"))]


class Dated(Counted):
    @cached_property
    def step(self) -> str:
        return self._one_of("step", timeline.STEPS, "year")

    @cached_property
    def government(self) -> str:
        return self._one_of("government", ("", *Jurisdiction.values), "")

    def _one_of(self, name: str, known: Any, default: str) -> str:
        value = self.request.GET.get(name, default)  # type: ignore[attr-defined]
        if value not in known:
            raise Http404
        return str(value)

    @cached_property
    def dated(self) -> list[timeline.Dated]:
        with self.seen(Recommendation) as asks:
            rows = timeline.dated(asks)
        return [row for row in rows if self.government in ("", row.government)]

    @cached_property
    def rows(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """Each period with its numbers as they may be told. A quarter, or one government, crosses what is told by year."""
        counted = timeline.counted(self.dated, self.step)
        if self.sees_cases or self.step != "year" or self.government:
            words = [[self.crossed(number) for number in numbers] for _, numbers in counted]
        else:
            words = timeline.told(counted)
        return [(period, list(zip(timeline.WHAT, row, strict=True))) for (period, _), row in zip(counted, words, strict=True)]


class Timeline(Dated, TemplateView):
    template_name = "insight/timeline.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        told = {
            "rows": self.rows,
            "has_bars": any(figures.drawn(number) for _, row in self.rows for _, number in row),
            "what": WHAT,
            "steps": STEPS,
            "step": self.step,
            "government": self.government,
            "governments": Jurisdiction.choices,
            "sees_cases": self.sees_cases,
            "no_day": timeline.NO_DAY,
        }
        return super().get_context_data(**told, **kwargs)


class TimelineTable(Dated, View):
    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        rows = ((period, *(number for _, number in numbers)) for period, numbers in self.rows)
        return as_csv("timeline", [self.step, *timeline.WHAT], rows)


class TimelineChart(Dated, View):
    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        shown = [(period, [figures.drawn(told) for _, told in row]) for period, row in self.rows if period != timeline.NO_DAY]
        return as_svg(request, charts.bars_over_time(shown, [str(label) for _, label in WHAT]))


class TimelineAsks(CasesOnly, Dated, ListView):
    """The recommendations behind one number."""

    template_name = "insight/timeline_asks.html"
    paginate_by = 50

    def get_queryset(self) -> QuerySet[Recommendation]:
        what, period = self._one_of("what", timeline.WHAT, ""), self.request.GET.get("period", "")
        keys = timeline.in_period(self.dated, what, period, self.step)
        asks = Recommendation.objects.visible_to(self.request.user).filter(pk__in=keys)
        return asks.select_related("dossier", "subject").prefetch_related("subject__names", "dossier__deliveries")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        told = {"label": dict(WHAT)[self.request.GET.get("what", "")], "period": self.request.GET.get("period", "")}
        return super().get_context_data(step=self.step, government=self.government, **told, **kwargs)
