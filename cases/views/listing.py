from django.views.generic import ListView

from cases.views.visible import VisibleCases


class CaseList(VisibleCases, ListView):
    """Mounted twice: the page, and its results alone."""

    results_only = False
    paginate_by = 25

    def get_template_names(self) -> list[str]:
        return ["cases/_case_results.html" if self.results_only else "cases/case_list.html"]
