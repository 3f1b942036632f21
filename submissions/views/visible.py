from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse

from cases import fact_base
from cases.models import Case
from submissions import policies
from submissions.models import Dossier, Recommendation


def tell_problems(request: HttpRequest, problem: Exception) -> None:
    """Each thing that is missing is a sentence of its own on the next page."""
    for sentence in getattr(problem, "problems", [str(problem)]):
        messages.error(request, sentence)


def read_case(cases: QuerySet[Case]) -> Case:
    """The one case among these with all that stands in it; nothing there is 404."""
    found = fact_base.read(cases)
    if not found:
        raise Http404
    return found.popitem()[1]


class StaffOnly:
    """A partner reads what came of a case on another page; here staff work. Who sees nothing of it gets 404."""

    slug_field = slug_url_kwarg = "reference"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not policies.can_read_dossiers(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]


class StaffRecommendations(StaffOnly):
    def get_queryset(self) -> QuerySet[Recommendation]:
        asks = Recommendation.objects.visible_to(self.request.user)  # type: ignore[attr-defined]
        return asks.select_related("case__organisation", "subject", "dossier", "criterion__programme__authority")


class StaffDossiers(StaffOnly):
    def get_queryset(self) -> QuerySet[Dossier]:
        return Dossier.objects.visible_to(self.request.user)  # type: ignore[attr-defined]
