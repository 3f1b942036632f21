"""What offices ask us for, and the cases that could answer it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import DetailView, ListView, View
from django.views.generic.edit import FormMixin

from accounts.roles import Role
from delivery import policies
from delivery.forms.wanted import WantedForm
from delivery.models import Wanted
from delivery.services import wanted as services
from delivery.views.due import DueReaders
from delivery.wanted import cases_for, fitting
from submissions.checks import NotReady


class WantedReaders(DueReaders):
    def get_queryset(self) -> QuerySet[Wanted]:
        return Wanted.objects.visible_to(self.request.user).select_related("office", "official", "by")


class WantedList(WantedReaders, FormMixin, ListView):
    template_name = "delivery/wanted_list.html"
    form_class = WantedForm

    def get_form_kwargs(self) -> dict[str, Any]:
        user = self.request.user
        return {**super().get_form_kwargs(), "governments": None if user.has_role(Role.COORDINATOR) else user.jurisdictions}

    def post(self, request: HttpRequest) -> HttpResponse:
        if not policies.can_add_offices(request.user):
            raise PermissionDenied
        form = self.get_form()
        if form.is_valid():
            try:
                return redirect(services.write_wanted(form.cleaned_data, by=request.user))
            except NotReady as problem:
                form.add_error(None, problem.problems)
        self.object_list = self.get_queryset()
        return self.render_to_response(self.get_context_data(form=form))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        rows = [(row, cases_for(row, user).count()) for row in self.object_list.open()]
        told = {"rows": rows, "answered": self.object_list.exclude(answered_on=None), "today": timezone.localdate()}
        told |= {"may_write": policies.can_add_offices(user), "may_bring_in": policies.can_bring_in(user)}
        return super().get_context_data(**told, **kwargs)


class WantedDetail(WantedReaders, DetailView):
    template_name = "delivery/wanted_detail.html"
    context_object_name = "wanted"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        fits = fitting(self.object, user)
        return super().get_context_data(fits=fits, may_write=policies.can_keep_office(user, self.object.office), **kwargs)


class AnswerWanted(WantedReaders, View):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        services.answer_wanted(get_object_or_404(self.get_queryset(), pk=pk), by=request.user)
        messages.success(request, _("Written down: they have our answer."))
        return redirect("delivery:wanted")
