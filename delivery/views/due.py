"""What is due: for one person, with reminders, a calendar and a mail a day; and the table of clocks."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.db.models import prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View

from accounts.models import User
from delivery import policies
from delivery.clocks.rules import RULES
from delivery.due import due_for
from delivery.feed import calendar_of, digest_of
from delivery.forms.due import ReminderForm
from delivery.models import Notices, Reminder
from delivery.services import reminders as services
from delivery.views.ledger import LedgerLine
from delivery.windows import next_windows
from submissions.checks import NotReady
from vault.sight import EVERYTHING, look_as


class DueReaders:
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not policies.can_read_ledger(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class WhatIsDue(DueReaders, TemplateView):
    template_name = "delivery/due.html"
    calendar_token = ""  # told once, on the page that answers its making

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, today = self.request.user, timezone.localdate()
        due = due_for(user, today)
        prefetch_related_objects([one.ask for one in due if one.ask], "subject__names")
        notices = Notices.objects.filter(person=user).first()
        return super().get_context_data(
            ours=[one for one in due if one.is_ours_now(today)],
            soon=[one for one in due if one.waits_for_us and not one.is_ours_now(today)],
            theirs=[one for one in due if not one.waits_for_us],
            windows=next_windows(user.jurisdictions, today),
            today=today,
            has_mail=notices is None or notices.has_mail,
            has_calendar=notices is not None and notices.calendar_sha256 != "",
            calendar_token=self.calendar_token,
            may_bring_in=policies.can_bring_in(user),
            **kwargs,
        )


class MakeCalendar(WhatIsDue):
    """A POST makes a new address and shows it this once; `end` ends the one there is."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        if "end" in request.POST:
            services.end_calendar(by=request.user)
            messages.success(request, _("The address of your calendar opens nothing any more."))
            return redirect("delivery:due")
        self.calendar_token = services.new_calendar(by=request.user)
        return self.render_to_response(self.get_context_data())


class ChooseMail(DueReaders, View):
    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        notices = services.choose_mail(by=request.user, has_mail="on" in request.POST)
        messages.success(request, _("You get a mail a day.") if notices.has_mail else _("You get no mail any more."))
        return redirect("delivery:due")


@method_decorator(login_not_required, name="dispatch")
class CalendarFeed(View):
    """For a calendar program, which cannot sign in: the address is the secret. It holds days and no words."""

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        with look_as(EVERYTHING):
            notices = Notices.objects.filter(calendar_sha256=digest_of(token), person__is_active=True).first()
        if notices is None:
            raise Http404
        person = User.objects.get(pk=notices.person_id)
        if not policies.can_read_ledger(person):
            raise Http404
        with look_as(person.sight):
            days = [one.on for one in due_for(person, timezone.localdate())]
        body = calendar_of(days, owner=notices.calendar_sha256, now=timezone.now())
        return HttpResponse(body, content_type="text/calendar; charset=utf-8")


class Clocks(DueReaders, TemplateView):
    """The table of clocks, each with its instrument, kind and source."""

    template_name = "delivery/clocks.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(rules=RULES, may_bring_in=policies.can_bring_in(self.request.user), **kwargs)


class Remind(LedgerLine):
    """Posting makes a reminder for oneself; what does not fit stands again on the page."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect("delivery:line", self.get_object().reference)

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        self.object = self.get_object()
        form = ReminderForm(request.POST)
        if form.is_valid():
            try:
                services.remind(self.object, **form.cleaned_data, by=request.user)
            except NotReady as problem:
                form.add_error("on", problem.problems)
            else:
                messages.success(request, _("You are reminded on that day. Nobody else sees it."))
                return redirect("delivery:line", reference)
        return self.render_to_response(self.get_context_data(reminder_form=form))


class SettleReminder(DueReaders, View):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        services.settle_reminder(get_object_or_404(Reminder.objects.visible_to(request.user).open(), pk=pk), by=request.user)
        return redirect("delivery:due")
