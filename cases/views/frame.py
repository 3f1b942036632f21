"""What the pages of a case's sections have in common."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.generic import View

from accounts.models import User
from cases import policies
from cases.forms.answers import AnswerForm
from cases.forms.kept import without_errors
from cases.guidance import GUIDANCE
from cases.models import Case, Question
from cases.parts import ORDER, next_section
from cases.services import sections
from cases.statuses import Section
from cases.views.sheets import paper_for
from cases.views.visible import VisibleCases


class OfMyCase(VisibleCases, View):
    """A page of a case for those who write it: a stranger finds nothing, a colleague without the right is refused."""

    case: Case
    may = staticmethod(policies.can_write)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.case = get_object_or_404(self.get_queryset(), reference=kwargs.pop("reference"))
        if not self.may(request.user, self.case):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


def frame(case: Case, section: Section, user: User) -> dict[str, Any]:
    """What every page of a section shows around its own content."""
    return {
        "case": case,
        "section": section,
        "number": ORDER.index(section) + 1,
        "section_url": reverse("cases:section", args=[case.reference, section]),
        "is_open": sections.is_open(case, section, to=user),
        "next": next_section(case, section),
        "guidance": GUIDANCE[section],
    }


def asked_about(request: HttpRequest, case: Case, section: Section, bound: AnswerForm | None = None) -> list[AnswerForm]:
    """A form for each open question about this section; `bound` stands in for the one that was just sent."""
    questions = case.questions.open().sent().filter(section=section)
    return [_asked(request, case, section, question, bound) for question in questions]


def _asked(request: HttpRequest, case: Case, section: Section, question: Question, bound: AnswerForm | None) -> AnswerForm:
    """Each question has a sheet of its own on the page of its section."""
    place = reverse("cases:section", args=[case.reference, section])
    form = bound if bound and bound.question == question else None
    paper = paper_for(request, case, place=f"{place}#question-{question.pk}", fresh=form is None)
    if form is None:
        form = without_errors(AnswerForm(paper.typed, question=question)) if paper.kept else AnswerForm(question=question)
    form.paper = paper
    return form
