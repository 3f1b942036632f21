"""Pages of figures. Every number leads to the list behind it, for those who may see it; each chart has its table and CSV."""

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import ListView, TemplateView, View

from accounts.roles import Jurisdiction
from insight import charts, figures, policies, waiting
from insight.models import CaseFact, WorkedOut
from insight.statuses import Stage
from insight.views.recognition import FiguresOnly
from jobs.services import promise
from submissions.models import Recommendation
from vault.sight import EVERYTHING, look_as

MOST_DRAWN = 15


class Counted(FiguresOnly):
    """Who sees all cases counts what they see; whoever does not gets totals of everything, and no small ones."""

    @cached_property
    def sees_cases(self) -> bool:
        return policies.sees_cases(self.request.user)  # type: ignore[attr-defined]

    @contextmanager
    def facts(self) -> Iterator[QuerySet[CaseFact]]:
        if self.sees_cases:
            yield CaseFact.objects.visible_to(self.request.user)  # type: ignore[attr-defined]
        else:
            with look_as(EVERYTHING):
                yield CaseFact.objects.all()

    def told(self, count: int) -> str:
        return figures.told(count, sees_cases=self.sees_cases)


class Funnel(Counted, TemplateView):
    template_name = "insight/funnel.html"

    @cached_property
    def by(self) -> str:
        by = self.request.GET.get("by", "group")
        if by not in figures.COLUMNS:
            raise Http404
        return by

    @cached_property
    def rows(self) -> list[figures.Row]:
        with self.facts() as facts:
            return figures.funnel(facts, self.by)

    def table(self) -> list[tuple[figures.Row, list[tuple[int, str]]]]:
        """Each row with its numbers as they may be shown, by stage."""
        stages = [int(stage) for stage in figures.REACHED]
        return [(row, [(stage, self.told(n)) for stage, n in zip(stages, row.counts, strict=True)]) for row in self.rows]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        with self.facts() as facts:
            whole = [(int(stage), self.told(n)) for stage, n in zip(figures.REACHED, figures.whole(facts), strict=True)]
        told = {
            "by": self.by,
            "choices": DIMENSIONS,
            "stages": [stage.label for stage in figures.REACHED],
            "table": self.table(),
            "whole": whole,
            "sees_cases": self.sees_cases,
            "worked_out": WorkedOut.objects.first(),
        }
        return super().get_context_data(**told, **kwargs)


DIMENSIONS = [("group", _("Group")), ("country", _("Country")), ("abuse", _("Abuse")), ("programme", _("Programme"))]


class FunnelTable(Funnel):
    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = HttpResponse(content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="{self.by}.csv"'
        writer = csv.writer(response)
        writer.writerow([self.by, "code", *(stage.name.lower() for stage in figures.REACHED)])
        for row, numbers in self.table():
            writer.writerow([row.label, row.code, *(number for _, number in numbers)])
        return response


class FunnelChart(Funnel):
    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        least = 1 if self.sees_cases else figures.SMALL
        shown = [(row.label, [n if n >= least else 0 for n in row.counts]) for row in self.rows[:MOST_DRAWN]]
        return as_svg(charts.funnel(shown, [str(stage.label) for stage in figures.REACHED]))


def as_svg(spec: charts.Spec) -> HttpResponse:
    return HttpResponse(charts.svg(spec), content_type="image/svg+xml")


class FunnelCases(Counted, ListView):
    """The cases behind one number."""

    template_name = "insight/funnel_cases.html"
    paginate_by = 50

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not policies.sees_cases(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self) -> QuerySet[CaseFact]:
        by, code, stage = (self.request.GET.get(name, "") for name in ("by", "is", "stage"))
        facts = CaseFact.objects.visible_to(self.request.user).select_related("case__organisation")
        if not stage.isdigit() or (by and by not in figures.COLUMNS):
            raise Http404
        return figures.of(facts, by, code, int(stage)) if by else facts.filter(stage__gte=int(stage))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        by, code, stage = (self.request.GET.get(name, "") for name in ("by", "is", "stage"))
        label = figures.labels_of(by, [code])[code] if by else ""
        return super().get_context_data(label=label, stage=Stage(int(stage)).label, **kwargs)


class WorkOut(FiguresOnly, View):
    """Whoever reads figures need not wait for the next time they are worked out."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        return redirect(promise("insight.work_out", by=request.user, dedup_key="work-out"))


class Waited(Counted):
    @cached_property
    def rows(self) -> list[waiting.Waited]:
        government = self.request.GET.get("government", "")  # type: ignore[attr-defined]
        with self.asks() as asks:
            wanted = asks.filter(dossier__jurisdiction=government) if government else asks
            return waiting.waited(timezone.localdate(), wanted)

    @contextmanager
    def asks(self) -> Iterator[QuerySet[Recommendation]]:
        if self.sees_cases:
            yield Recommendation.objects.visible_to(self.request.user)  # type: ignore[attr-defined]
        else:
            with look_as(EVERYTHING):
                yield Recommendation.objects.all()

    @cached_property
    def curve(self) -> waiting.Curve:
        return waiting.curve(self.rows)


KINDS = [
    ("dated", _("Listed, the day is known")),
    ("interval", _("Listed between two publications")),
    ("pending", _("Not acted on so far")),
    ("left_out", _("Left out: listed before, or nobody knows which came first")),
]


class Waiting(Waited, TemplateView):
    template_name = "insight/waiting.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        counts = [(kind, label, self.told(self.curve.counts[kind])) for kind, label in KINDS]
        known = sum(self.curve.counts[kind] for kind, _ in KINDS[:3])
        is_shown = self.sees_cases or known >= figures.SMALL
        told = {
            "counts": counts,
            "steps": self.curve.steps if is_shown else [],
            "median": self.curve.median if is_shown else None,
            "government": self.request.GET.get("government", ""),
            "governments": Jurisdiction.choices,
            "sees_cases": self.sees_cases,
        }
        return super().get_context_data(**told, **kwargs)


class WaitingTable(Waited, View):
    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = HttpResponse(content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = 'attachment; filename="waiting.csv"'
        writer = csv.writer(response)
        writer.writerow(["day", "at_risk", "remaining"])
        if self.sees_cases or len(self.rows) >= figures.SMALL:
            writer.writerows((step.day, step.at_risk, f"{step.remaining:.4f}") for step in self.curve.steps)
        return response


class WaitingChart(Waited, View):
    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        shown = self.curve.steps if self.sees_cases or len(self.rows) >= figures.SMALL else []
        return as_svg(charts.curve([(step.day, step.remaining) for step in shown], str(_("Days since it was sent"))))


class WaitedAsks(Waited, ListView):
    """The recommendations behind one number."""

    template_name = "insight/waited.html"
    paginate_by = 50

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not policies.sees_cases(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self) -> QuerySet[Recommendation]:
        kind = self.request.GET.get("kind", "")
        asks = Recommendation.objects.visible_to(self.request.user).filter(
            pk__in=[row.ask for row in self.rows if row.kind == kind]
        )
        return asks.select_related("dossier", "subject").prefetch_related("subject__names", "dossier__deliveries")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kind = self.request.GET.get("kind", "")
        return super().get_context_data(label=dict(KINDS).get(kind, kind), **kwargs)
