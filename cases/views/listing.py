from typing import Any

from django.db.models import QuerySet
from django.views.generic import ListView

from cases import queues
from cases.models import Case
from cases.public_words import words_for
from cases.views.partner import is_partner
from cases.views.visible import VisibleCases


class CaseList(VisibleCases, ListView):
    """Mounted twice: the page, and its results alone. Staff narrow it by `?queue=`."""

    results_only = False
    paginate_by = 25

    def get_queryset(self) -> QuerySet[Case]:
        return queues.narrow(super().get_queryset(), self.request.GET.get("queue", ""), self.request.user)

    def get_template_names(self) -> list[str]:
        return ["cases/_case_results.html" if self.results_only else "cases/case_list.html"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(for_partner=is_partner(self.request.user), queues=self.counted_queues(), **kwargs)
        for case in context["page_obj"]:
            case.public_words = words_for(case)
        return context

    def counted_queues(self) -> list[queues.CountedQueue]:
        if self.results_only:
            return []
        return queues.counted(super().get_queryset(), self.request.GET.get("queue", ""), self.request.user)
