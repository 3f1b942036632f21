"""Two versions of a case side by side."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.views.generic import TemplateView

from cases.models import CaseVersion
from cases.versions import differences
from cases.views.review import OneCase
from cases.workflow import STEPS


class Versions(OneCase, TemplateView):
    """`?from=` and `?to=` are numbers of versions; without them the last one stands beside the one before it."""

    template_name = "cases/versions.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        versions = list(self.case.caseversions.defer("content").select_related("by"))
        for version in versions:
            version.step = STEPS[version.why].label
        context = super().get_context_data(versions=versions, **kwargs)
        if versions:
            later = self.pick("to", versions[-1].number)
            earlier = self.pick("from", max(later.number - 1, 1))
            context |= {"earlier": earlier, "later": later, "differences": differences(earlier.content, later.content)}
        return context

    def pick(self, name: str, otherwise: int) -> CaseVersion:
        given = self.request.GET.get(name, "")
        number = int(given) if given.isascii() and given.isdigit() and len(given) < 6 else otherwise
        return get_object_or_404(self.case.caseversions.all(), number=number)
