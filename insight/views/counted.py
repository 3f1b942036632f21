"""What pages of figures share: who may read them, whose numbers they count, and how a table or a chart is sent."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.functional import cached_property

from delivery.past.reading import harmless
from insight import charts, policies, withholding
from insight.models import CaseFact
from vault.sight import EVERYTHING, look_as


class FiguresOnly:
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not policies.can_read_figures(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]


class CasesOnly:
    """Lists behind numbers are for whoever sees the cases."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not policies.sees_cases(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]


class Counted(FiguresOnly):
    """Who sees all cases counts what they see; whoever does not gets totals of everything, and nothing small."""

    @cached_property
    def sees_cases(self) -> bool:
        return policies.sees_cases(self.request.user)  # type: ignore[attr-defined]

    @contextmanager
    def seen(self, model: Any) -> Iterator[QuerySet[Any]]:
        """The rows of a model that this person counts."""
        if self.sees_cases:
            yield model.objects.visible_to(self.request.user)  # type: ignore[attr-defined]
        else:
            with look_as(EVERYTHING):
                yield model.objects.all()

    @contextmanager
    def facts(self) -> Iterator[QuerySet[CaseFact]]:
        with self.seen(CaseFact) as facts:
            yield facts

    def told(self, count: int) -> str:
        return withholding.told(count, sees_cases=self.sees_cases)

    def crossed(self, count: int) -> str:
        """A number of two columns crossed."""
        return str(count) if self.sees_cases else withholding.banded(count)


def as_csv(name: str, head: Sequence[str], rows: Iterable[Iterable[Any]]) -> HttpResponse:
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    writer = csv.writer(response)
    writer.writerow(head)
    writer.writerows([harmless(str(cell)) for cell in row] for row in rows)
    return response


def as_svg(request: HttpRequest, spec: charts.Spec) -> HttpResponse:
    """With `narrow` in the address, for a telephone."""
    if request.GET.get("narrow"):
        spec = charts.narrowed(spec)
    return HttpResponse(charts.svg(charts.facing(spec)), content_type="image/svg+xml")
