"""Submission windows: all of them, one, and the phases of review in it."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.steps import IllegalStep
from cases import policies
from cases.forms.windows import PhaseForm, WindowForm
from cases.models import Case, ReviewPhase, SubmissionWindow
from cases.querysets import WindowQuerySet
from cases.services import windows
from cases.views.desk import AtTheDesk


class Windows(AtTheDesk):
    def get(self, request: HttpRequest, form: WindowForm | None = None) -> HttpResponse:
        shown = self.windows().prefetch_related("phases") if settings.REVIEW_PHASES else self.windows()
        today = timezone.localdate()
        rows = [{"window": window, "phase": window.phase_on(today) if settings.REVIEW_PHASES else None} for window in shown]
        context = {"form": form or WindowForm(), "rows": rows, "has_phases": settings.REVIEW_PHASES}
        return render(request, "cases/windows.html", context)

    def windows(self) -> WindowQuerySet:
        cases = Case.objects.visible_to(self.request.user)
        return SubmissionWindow.objects.visible_to(self.request.user).with_counts(cases)

    def post(self, request: HttpRequest) -> HttpResponse:
        form = WindowForm(request.POST)
        if form.is_valid() and kept(form, windows.keep_window, request):
            return redirect("cases:windows")
        return self.get(request, form)


class OneWindow(AtTheDesk):
    """What it is called and when it closes, to be put right; and its phases, where the coalition works with them."""

    window: SubmissionWindow

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        shown = SubmissionWindow.objects.visible_to(request.user)
        self.window = get_object_or_404(shown, pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, pk: int, form: WindowForm | None = None) -> HttpResponse:
        window, running = self.window, self.window.phase_on(timezone.localdate())
        phases = [
            {"phase": phase, "until": window.last_day_of(phase), "is_running": phase == running} for phase in window.phases.all()
        ]
        context = {
            "window": window,
            "form": form or WindowForm(instance=window),
            "count": window.cases.filter(pk__in=Case.objects.visible_to(request.user).order_by()).count(),
            "has_phases": settings.REVIEW_PHASES,
            "phases": phases,
            "may_set_phases": policies.can_set_phases(request.user),
        }
        return render(request, "cases/window.html", context)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        form = WindowForm(request.POST, instance=self.window)
        if form.is_valid() and kept(form, windows.keep_window, request):
            messages.success(request, _("The window is changed."))
            return redirect("cases:window", pk)
        self.window.refresh_from_db()  # above the form stands what is still so
        return self.get(request, pk, form)


class SetPhase(OneWindow):
    """A new phase, or one that the address names: changed, or with `remove` taken away. Without the setting there is none."""

    phase: ReviewPhase

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not settings.REVIEW_PHASES:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def find(self, number: int) -> ReviewPhase:
        if not policies.can_set_phases(self.request.user):
            raise PermissionDenied
        return get_object_or_404(self.window.phases, pk=number) if number else ReviewPhase(window=self.window)

    def get(self, request: HttpRequest, pk: int, number: int = 0, form: PhaseForm | None = None) -> HttpResponse:
        phase = self.find(number)
        context = {"window": self.window, "form": form or PhaseForm(instance=phase), "is_new": not number}
        return render(request, "cases/phase_form.html", context)

    def post(self, request: HttpRequest, pk: int, number: int = 0) -> HttpResponse:
        phase = self.find(number)
        if "remove" in request.POST and number:
            windows.remove_phase(phase, by=request.user)
            messages.success(request, _("The phase is gone. The one before it lasts longer now."))
            return redirect("cases:window", pk)
        form = PhaseForm(request.POST, instance=phase)
        if form.is_valid() and kept(form, windows.keep_phase, request):
            messages.success(request, _("The phase is kept."))
            return redirect("cases:window", pk)
        return self.get(request, pk, number, form)


def kept(form: Any, keep: Any, request: HttpRequest) -> bool:
    """Whether it could be kept; why not stands in the form, with what was typed."""
    try:
        keep(form.save(commit=False), by=request.user)
    except IllegalStep as problem:
        form.add_error(None, str(problem))
        return False
    return True
