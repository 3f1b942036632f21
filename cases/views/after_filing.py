from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import FormView

from audit.steps import IllegalStep
from cases import policies
from cases.forms.after_filing import CorrectionForm, PartingForm
from cases.forms.kept import without_errors
from cases.models import Case
from cases.services import after_filing, typing
from cases.statuses import CaseStatus
from cases.views.sheets import Paper, paper_for, sheet_of
from cases.views.visible import VisibleCases


class OfOneCase(VisibleCases, FormView):
    """A form about one case, for those who file it."""

    case: Case
    may = staticmethod(policies.can_contribute)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.case = get_object_or_404(self.get_queryset(), reference=kwargs["reference"])
        if not self.may(request.user, self.case):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(case=self.case, **kwargs)


class TellWhatChanged(OfOneCase):
    template_name = "cases/correction_form.html"
    form_class = CorrectionForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "case": self.case}

    @cached_property
    def paper(self) -> Paper:
        return paper_for(self.request, self.case)

    def get_form(self, form_class: Any = None) -> CorrectionForm:
        if self.paper.kept:
            return without_errors(CorrectionForm(self.paper.typed, case=self.case))
        return super().get_form(form_class)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        may_correct = policies.can_correct(self.request.user, self.case)
        return super().get_context_data(may_correct=may_correct, paper=self.paper, **kwargs)

    def form_valid(self, form: CorrectionForm) -> HttpResponse:
        if not policies.can_correct(self.request.user, self.case):
            form.add_error(None, _("This can no longer be done: the case is now “%s”.") % self.case.get_status_display())
            return self.form_invalid(form)
        if typing.mark_sent(sheet_of(self.request), typing.typed_in(self.request.POST), of=self.request.user):
            after_filing.tell_what_changed(self.case, by=self.request.user, **form.cleaned_data)
        messages.success(self.request, _("Thank you. Nothing more of this case is sent until the coalition has dealt with it."))
        return redirect(self.case)


class WithdrawCase(OfOneCase):
    template_name = "cases/case_confirm_withdraw.html"
    may = staticmethod(policies.can_file)
    form_class = PartingForm

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.case.status in (CaseStatus.WITHDRAWN, CaseStatus.DECLINED):
            return redirect(self.case)
        return super().get(request, *args, **kwargs)

    def form_valid(self, form: PartingForm) -> HttpResponse:
        try:
            after_filing.withdraw_case(self.case, by=self.request.user, note=form.cleaned_data["note"])
        except IllegalStep as problem:
            if self.case.status != CaseStatus.WITHDRAWN:
                messages.error(self.request, str(problem))
        else:
            messages.success(self.request, _("The case is withdrawn. Nothing that was not yet sent will be sent."))
        return redirect(self.case)
