"""What to do and what not; “We are no longer safe”; and, for staff, the partners who said so."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.generic import FormView, ListView, TemplateView, View

from cases import advice, policies
from cases.forms.safety import SpokenForm
from cases.models import Alarm
from cases.services import safety


class Safety(TemplateView):
    template_name = "cases/safety.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        alarms = Alarm.objects.visible_to(user).open().filter(organisation=user.organisation_id)
        return super().get_context_data(
            do=advice.DO,
            do_not=advice.DO_NOT,
            truths=advice.TRUTHS,
            may_raise=policies.can_raise_alarm(user),
            alarm=alarms.first(),
            **kwargs,
        )


class NoLongerSafe(View):
    """One press is enough: nobody is asked twice, and no words are needed."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        safety.raise_alarm(by=request.user)
        messages.success(request, _("Everything of yours that was not sent is stopped, and no mail goes to you."))
        return redirect("cases:safety")


class StaffOnly:
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not policies.can_look_after_alarms(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]


class Alarms(StaffOnly, ListView):
    template_name = "cases/alarm_list.html"
    paginate_by = 50

    def get_queryset(self) -> Any:
        return Alarm.objects.visible_to(self.request.user).select_related("organisation", "raised_by", "ended_by")


class EndAlarm(StaffOnly, FormView):
    template_name = "cases/alarm_end.html"
    form_class = SpokenForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if policies.can_look_after_alarms(request.user):
            self.alarm = get_object_or_404(Alarm.objects.visible_to(request.user).select_related("organisation"), pk=kwargs["pk"])
            if not policies.can_end_alarm(request.user, self.alarm):
                raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(alarm=self.alarm, **kwargs)

    def form_valid(self, form: SpokenForm) -> HttpResponse:
        safety.end_alarm(self.alarm, form.cleaned_data["spoken"], by=self.request.user)
        messages.success(self.request, _("It goes on. That you spoke with them, and when, is on the record."))
        return redirect("cases:alarms")
