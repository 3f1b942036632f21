"""Is anybody whom a case names on a list already? Asked by staff while they read it; nothing is written down."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.generic import TemplateView

from cases.facts import facts_of
from cases.models import Case
from cases.views.visible import VisibleCases
from sanctions.matching.screening import Asked, shown
from sanctions.policies import can_read_lists


class AlreadyListed(VisibleCases, TemplateView):
    template_name = "cases/case_listed.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        case: Case = get_object_or_404(self.get_queryset(), reference=kwargs["reference"])
        if not can_read_lists(request.user):
            raise PermissionDenied
        subjects = case.subjects.prefetch_related("names", "positions")
        answers = shown([Asked(subject.reference, facts_of(subject)) for subject in subjects])
        return self.render_to_response(self.get_context_data(case=case, answers=answers))
