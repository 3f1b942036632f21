"""The register: one page for each subject, with everything that is said about them across cases."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from audit.steps import IllegalStep
from cases import policies
from cases import register as reading
from cases.finding.names import subjects_called
from cases.forms.register import CommandForm, MergeForm
from cases.models import Command, Merger, Subject
from cases.services import register as services
from cases.views.desk import AtTheDesk

ON_A_PAGE = 50


class Register(AtTheDesk):
    def get(self, request: HttpRequest) -> HttpResponse:
        asked = " ".join(request.GET.get("q", "").split())[:100]
        subjects: Any = reading.listed(request.user).prefetch_related("positions").order_by("-pk")
        if asked:
            called = subjects_called(asked, request.user)
            subjects = sorted(subjects.filter(pk__in=list(called)), key=lambda subject: -called[subject.pk])
        page = Paginator(subjects, ON_A_PAGE).get_page(request.GET.get("page"))
        may_forget = policies.can_forget_subjects(request.user)
        context = {"asked": asked, "page_obj": page, "may_forget": may_forget}
        context |= {"probing": reading.probing(request.user) if may_forget else []}
        return render(request, "cases/register.html", context)


class Refused(AtTheDesk):
    """Whom only refused cases name, twelve months after: to be deleted, one by one."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not policies.can_forget_subjects(request.user):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest) -> HttpResponse:
        return render(request, "cases/refused_subjects.html", {"subjects": reading.refused(request.user)})

    def post(self, request: HttpRequest) -> HttpResponse:
        subject = get_object_or_404(reading.refused(request.user), reference=request.POST.get("subject", ""))
        try:
            services.forget(subject, by=request.user)
        except IllegalStep as problem:
            messages.error(request, str(problem))
        else:
            messages.success(request, _("Deleted: their name, their posts, and what the refused case said of them."))
        return redirect("cases:refused-subjects")


class OfOneSubject(AtTheDesk):
    def find(self, reference: str) -> Subject:
        return get_object_or_404(Subject.objects.visible_to(self.request.user), reference=reference)

    def show(self, subject: Subject, **bound: Any) -> HttpResponse:
        user, entry = self.request.user, reading.entry_of(subject, self.request.user)
        meant = {"other": self.request.GET.get("other", "")[:12]}
        context = {
            "subject": subject,
            "entry": entry,
            "alike": reading.alike(entry, user),
            "merge_form": bound.get("merge_form") or MergeForm(user=user, auto_id="id_merge_%s", initial=meant),
            "command_form": bound.get("command_form") or CommandForm(user=user, auto_id="id_command_%s"),
        }
        return render(self.request, "cases/subject.html", context)


class OneSubject(OfOneSubject):
    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        return self.show(self.find(reference))


class Merge(OfOneSubject):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        subject = self.find(reference)
        form = MergeForm(request.POST, user=request.user, auto_id="id_merge_%s")
        if form.is_valid():
            try:
                services.merge(form.cleaned_data["other"], subject, because=form.cleaned_data["because"], by=request.user)
            except IllegalStep as problem:
                form.add_error("other", str(problem))
            else:
                messages.success(request, _("They are one in the register. It can be undone at any time; nothing was moved."))
                return redirect("cases:subject", reference)
        return self.show(subject, merge_form=form)


class Split(OfOneSubject):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        subject, number = self.find(reference), request.POST.get("merger", "")
        merger = get_object_or_404(Merger.objects.visible_to(request.user), pk=number if number.isdecimal() else 0)
        try:
            services.split(merger, by=request.user)
        except IllegalStep as problem:
            messages.error(request, str(problem))
        else:
            messages.success(request, _("They are two again, each with what was its own."))
        return redirect("cases:subject", subject.reference)


class SetCommand(OfOneSubject):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        subject = self.find(reference)
        if "remove" in request.POST:
            number = request.POST["remove"]
            chains = Command.objects.visible_to(request.user)
            services.take_command_back(get_object_or_404(chains, pk=number if number.isdecimal() else 0), by=request.user)
            return redirect("cases:subject", reference)
        form = CommandForm(request.POST, user=request.user, auto_id="id_command_%s")
        if form.is_valid():
            command = form.save(commit=False)
            command.above, command.below = subject, form.cleaned_data["other"]
            try:
                services.set_command(command, by=request.user)
            except IllegalStep as problem:
                form.add_error("other", str(problem))
            else:
                messages.success(request, _("It is written down who commands whom."))
                return redirect("cases:subject", reference)
        return self.show(subject, command_form=form)
