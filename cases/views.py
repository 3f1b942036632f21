from typing import Any

from django.db.models import QuerySet
from django.views.generic import DetailView, ListView

from audit.models import Record
from cases.models import Case


class VisibleCases:
    def get_queryset(self) -> QuerySet[Case]:
        return Case.objects.visible_to(self.request.user).select_related("organisation")  # type: ignore[attr-defined]


class CaseList(VisibleCases, ListView):
    """Mounted twice: the page, and its results alone."""

    results_only = False
    paginate_by = 25

    def get_template_names(self) -> list[str]:
        return ["cases/_case_results.html" if self.results_only else "cases/case_list.html"]


class CaseDetail(VisibleCases, DetailView):
    slug_field = slug_url_kwarg = "reference"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        history = Record.objects.about(self.object).select_related("actor")
        return super().get_context_data(history=history, **kwargs)
