"""How long it takes: the curve, its table and chart, and the recommendations behind each number."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import ListView, TemplateView, View

from accounts.roles import Jurisdiction
from insight import charts, waiting
from insight.views.counted import CasesOnly, Counted, as_csv, as_svg
from submissions.models import Recommendation

KINDS = [
    ("dated", _("Listed, the day is known")),
    ("interval", _("Listed between two publications")),
    ("pending", _("Not acted on so far")),
    ("left_out", _("Left out: listed before, or nobody knows which came first")),
]


class Waited(Counted):
    """Of one government, or of all; the numbers of the four are told together, since they add up."""

    @cached_property
    def government(self) -> str:
        government = self.request.GET.get("government", "")  # type: ignore[attr-defined]
        if government and government not in Jurisdiction.values:
            raise Http404
        return str(government)

    @cached_property
    def every_row(self) -> list[waiting.Waited]:
        with self.seen(Recommendation) as asks:
            return waiting.waited(timezone.localdate(), asks)

    @cached_property
    def rows(self) -> list[waiting.Waited]:
        return [row for row in self.every_row if self.government in ("", row.government)]

    @cached_property
    def counts(self) -> dict[str, str]:
        """By kind, in words as they may be told."""
        if self.sees_cases:
            return {kind: str(number) for kind, number in waiting.counts_of(self.rows).items()}
        return waiting.counts_told(self.every_row)[self.government]

    @cached_property
    def curve(self) -> waiting.Curve:
        """Nothing of it, where one of the numbers it rests on is withheld: its steps would tell them."""
        is_told = all(self.counts[kind].isdigit() for kind in waiting.IN_CURVE)
        return waiting.curve(self.rows if is_told else [])

    @property
    def steps(self) -> list[Any]:
        """Empty where there is nothing to draw."""
        return self.curve.steps if any(self.curve.counts.values()) else []


class Waiting(Waited, TemplateView):
    template_name = "insight/waiting.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        told = {
            "counts": [(kind, label, self.counts[kind]) for kind, label in KINDS],
            "steps": self.steps,
            "median": self.curve.median,
            "government": self.government,
            "governments": Jurisdiction.choices,
            "sees_cases": self.sees_cases,
        }
        return super().get_context_data(**told, **kwargs)


class WaitingTable(Waited, View):
    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        rows = ((step.day, step.at_risk, f"{step.remaining:.4f}") for step in self.steps)
        return as_csv("waiting", ["day", "at_risk", "remaining"], rows)


class WaitingChart(Waited, View):
    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        shown = [(step.day, step.remaining) for step in self.steps]
        return as_svg(request, charts.curve(shown, str(_("Days since it was sent"))))


class WaitedAsks(CasesOnly, Waited, ListView):
    """The recommendations behind one number."""

    template_name = "insight/waited.html"
    paginate_by = 50

    def get_queryset(self) -> QuerySet[Recommendation]:
        kind = self.request.GET.get("kind", "")
        keys = [row.ask for row in self.rows if row.kind == kind]
        asks = Recommendation.objects.visible_to(self.request.user).filter(pk__in=keys)
        return asks.select_related("dossier", "subject").prefetch_related("subject__names", "dossier__deliveries")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kind = self.request.GET.get("kind", "")
        return super().get_context_data(label=dict(KINDS).get(kind, kind), **kwargs)
