from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import FormView

from accounts.models import User
from audit.steps import IllegalStep
from cases import policies
from cases.completeness import Contents
from cases.forms.dictation import LeaveByCallForm
from cases.forms.intake import FirstNoteForm
from cases.forms.kept import without_errors
from cases.forms.stories import LeaveForm
from cases.meter import meters
from cases.models import Case
from cases.parts import tasks_of
from cases.services import intake, typing
from cases.statuses import CaseStatus
from cases.views.frame import OfMyCase
from cases.views.sheets import Paper, paper_for, sheet_of


class WriteFirstNote(FormView):
    template_name = "cases/first_note_form.html"
    form_class: type[FirstNoteForm] = FirstNoteForm
    may = staticmethod(policies.can_open)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.may(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def paper(self) -> Paper:
        return paper_for(self.request)

    def get_form(self, form_class: Any = None) -> FirstNoteForm:
        if self.paper.kept:
            return without_errors(self.form_class(**self.get_form_kwargs() | {"data": self.paper.typed}))
        return super().get_form(form_class)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(paper=self.paper, **kwargs)

    def form_invalid(self, form: FirstNoteForm) -> HttpResponse:
        if sheet := sheet_of(self.request):
            typing.keep(sheet, typing.typed_in(self.request.POST))
        return super().form_invalid(form)

    def form_valid(self, form: FirstNoteForm) -> HttpResponse:
        case = self.open(form)
        typing.mark_sent(sheet_of(self.request), typing.typed_in(self.request.POST), of=self.request.user)
        messages.success(self.request, _("Your first note has arrived. Its number is %(number)s.") % {"number": case.reference})
        return redirect(case)

    def open(self, form: FirstNoteForm) -> Case:
        return intake.open_case(by=self.request.user, **form.cleaned_data)


class FileCase(OfMyCase):
    """The last look, and filing. A second click leads to the same page as the first; it files nothing twice."""

    http_method_names = ["get", "post"]
    may = staticmethod(policies.can_bring)

    def get(self, request: HttpRequest) -> HttpResponse:
        if self.case.status != CaseStatus.DRAFT:
            return redirect(self.case)
        return self.page(self.form())

    def form(self, *args: Any) -> LeaveForm | LeaveByCallForm:
        return LeaveForm(*args) if policies.can_file(self.request.user, self.case) else LeaveByCallForm(*args)

    def post(self, request: HttpRequest) -> HttpResponse:
        if self.case.status in policies.FILED_ONCE:
            return redirect(self.case)
        form = self.form(request.POST)
        if self.case.status == CaseStatus.DRAFT and not form.is_valid():
            return self.page(form)
        try:
            intake.file_case(self.case, by=request.user, call=_call_in(form))
        except intake.NotReady as problem:
            for gap in problem.gaps:
                messages.error(request, str(gap.sentence))
        except IllegalStep as problem:
            messages.error(request, str(problem))
        else:
            messages.success(request, _("The case is filed. Its number is %(number)s.") % {"number": self.case.reference})
        return redirect(self.case)

    def page(self, form: LeaveForm | LeaveByCallForm) -> HttpResponse:
        contents = Contents(self.case)
        tasks = tasks_of(self.case, contents)
        context = {
            "case": self.case,
            "form": form,
            "tasks": tasks,
            "stops": [gap for task in tasks for gap in task.gaps if gap.stops_filing],
            "meters": meters(contents),
            "by_call": isinstance(form, LeaveByCallForm),
            "parts_url": parts_url(self.case, self.request.user),
        }
        return render(self.request, "cases/case_file.html", context)


def parts_url(case: Case, user: User) -> str:
    """Where the parts of a case are for this person: the page of the case for its partner, another for who types it."""
    return case.get_absolute_url() if policies.can_file(user, case) else reverse("cases:parts", args=[case.reference])


def _call_in(form: LeaveForm | LeaveByCallForm) -> intake.Call | None:
    """The call that whoever typed the case tells of; none when the partner files it."""
    if isinstance(form, LeaveForm) or not form.is_valid():
        return None
    return intake.Call(form.cleaned_data["spoken_on"], form.cleaned_data["words"])
