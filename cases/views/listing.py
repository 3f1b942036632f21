from typing import Any

from django.views.generic import ListView

from cases.public_words import words_for
from cases.views.partner import is_partner
from cases.views.visible import VisibleCases


class CaseList(VisibleCases, ListView):
    """Mounted twice: the page, and its results alone."""

    results_only = False
    paginate_by = 25

    def get_template_names(self) -> list[str]:
        return ["cases/_case_results.html" if self.results_only else "cases/case_list.html"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(for_partner=is_partner(self.request.user), **kwargs)
        for case in context["page_obj"]:
            case.public_words = words_for(case)
        return context
