"""Flags on a case: raised with a reason and perhaps a day to come back, and lowered when they are no longer needed."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.generic import FormView, View

from audit.steps import IllegalStep
from cases.forms.desk import FlagForm
from cases.models import Flag
from cases.services import desk
from cases.views.review import OneCase


class RaiseFlag(OneCase, FormView):
    """A page of its own, reached from the card beside the case; what is wrong is said there, with what was typed."""

    template_name = "cases/flag_form.html"
    form_class = FlagForm

    def form_valid(self, form: FlagForm) -> HttpResponse:
        try:
            desk.raise_flag(self.case, form.save(commit=False), by=self.request.user)
        except IllegalStep as problem:
            form.add_error("back_on", str(problem))
            return self.form_invalid(form)
        messages.success(self.request, _("The flag is up."))
        return self.to_case("#flags")


class LowerFlag(OneCase, View):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, reference: str, pk: int) -> HttpResponse:
        flags = Flag.objects.visible_to(request.user).filter(case=self.case).select_related("case")
        desk.lower_flag(get_object_or_404(flags, pk=pk), by=request.user)
        return self.to_case("#flags")
