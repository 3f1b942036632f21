"""Sharing the work: who looks after a case, many cases at once, lists that are kept, the way to a case."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import FormView, View

from audit.steps import IllegalStep
from cases import queues, workload
from cases.forms.desk import AssignForm, NarrowForm, OrderForm, ViewForm, casework_people
from cases.models import Case, SavedView
from cases.narrowing import Filters
from cases.querysets import CaseQuerySet
from cases.services import desk
from cases.views.review import OneCase
from cases.views.visible import FromAList


class AtTheDesk(FromAList, View):
    """A page for those who look after cases; for everybody else there is no such place."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not queues.has_queues(request.user):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def to_list(self, **more: str) -> HttpResponse:
        """Back to the list, narrowed as it was."""
        kept = self.list_behind.address if self.list_behind else ""
        return redirect(f"{reverse('cases:list')}?{'&'.join(filter(None, [kept, *map('='.join, more.items())]))}")


class Narrow(AtTheDesk):
    def get(self, request: HttpRequest) -> HttpResponse:
        form = NarrowForm(initial=request.GET.dict(), user=request.user)
        return render(request, "cases/list_narrow.html", {"form": form})


class Jump(AtTheDesk):
    """To a case by its reference, however it is typed."""

    def get(self, request: HttpRequest) -> HttpResponse:
        typed = request.GET.get("reference", "").strip().upper()[:20]
        wanted = typed if typed.startswith("C-") else f"C-{typed}"
        case = Case.objects.visible_to(request.user).filter(reference=wanted).first()
        if case is None:
            messages.error(request, _("There is no case with this reference: %(reference)s.") % {"reference": typed})
            return self.to_list()
        return redirect(case.get_absolute_url() + self.keep)


class Assign(OneCase, FormView):
    """Who looks after one case. With `me` in the form it is whoever sends it."""

    template_name = "cases/assign_form.html"
    form_class = AssignForm

    def get_initial(self) -> dict[str, Any]:
        return {"to": self.case.assigned_to_id}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.give(request.user) if "me" in request.POST else super().post(request, *args, **kwargs)

    def form_valid(self, form: AssignForm) -> HttpResponse:
        return self.give(form.cleaned_data["to"])

    def give(self, to: Any) -> HttpResponse:
        try:
            desk.assign(self.case, to=to, by=self.request.user)
        except IllegalStep as problem:
            messages.error(self.request, str(problem))
        else:
            words = _("%(name)s looks after this case now.") % {"name": to} if to else _("Nobody looks after this case now.")
            messages.success(self.request, words)
        return self.to_case()


class Next(OneCase, View):
    """To the next case of the list that this one was reached from; to the list itself when there is no other."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        following = self.next_case(self.case)
        if following is not None:
            return redirect(following.get_absolute_url() + self.keep)
        return redirect(f"{reverse('cases:list')}?{self.list_behind.address if self.list_behind else ''}")


class ManyAtOnce(AtTheDesk):
    """Three looks at one address: choose what should happen, read what would happen, and it has happened."""

    def post(self, request: HttpRequest) -> HttpResponse:
        chosen = self.chosen()
        if not chosen:
            messages.error(request, _("Choose the cases first."))
            return self.to_list()
        form = OrderForm(request.POST if "act" in request.POST else None, user=request.user)
        if not form.is_valid():
            return self.page({"form": form, "chosen": chosen, "is_cut": "all" in request.POST and len(chosen) == desk.AT_ONCE})
        order = ordered(form)
        if "sure" in request.POST:
            return self.carry_out(order, chosen)
        planned = [(case, order.why_not(case, request.user)) for case in chosen]
        return self.page(
            {
                "form": form,
                "order": order,
                "would": [case for case, why in planned if not why],
                "would_not": [(case, why) for case, why in planned if why],
            }
        )

    def chosen(self) -> CaseQuerySet:
        """Those that were ticked; or with `all` the first hundred of the list behind."""
        user = self.request.user
        cases = Case.objects.visible_to(user).select_related("organisation", "assigned_to").prefetch_related("windows")
        if "all" in self.request.POST and self.list_behind is not None:
            return self.list_behind.among(cases, user)[: desk.AT_ONCE]
        return cases.filter(reference__in=self.request.POST.getlist("case")[: desk.AT_ONCE])

    def page(self, context: dict[str, Any]) -> HttpResponse:
        return render(self.request, "cases/many_at_once.html", context | self.context_of_list())

    def carry_out(self, order: desk.Order, chosen: CaseQuerySet) -> HttpResponse:
        seen = dict(word.partition("=")[::2] for word in self.request.POST.getlist("seen"))
        cases = Case.objects.filter(pk__in=[case.pk for case in chosen])
        result = desk.carry_out(order, cases, by=self.request.user, seen=seen)
        done = len(result.done)
        messages.success(self.request, ngettext("%d case is done.", "%d cases are done.", done) % done)
        for case, why in result.left:
            messages.warning(self.request, _("%(case)s: %(why)s") % {"case": case.reference, "why": why})
        return self.to_list(undo=str(result.batch)) if result.done else self.to_list()


def ordered(form: OrderForm) -> desk.Order:
    chosen = form.cleaned_data
    if chosen["act"] in (OrderForm.WINDOW, OrderForm.LEAVE):
        return desk.Order(window=chosen["window"], is_out=chosen["act"] == OrderForm.LEAVE)
    return desk.Order(to=chosen["to"] if chosen["act"] == OrderForm.ASSIGN else None)


class Undo(AtTheDesk):
    def post(self, request: HttpRequest, batch: UUID) -> HttpResponse:
        back, kept = desk.undo(batch, by=request.user, cases=Case.objects.visible_to(request.user))
        if back:
            messages.success(request, ngettext("%d case is as it was.", "%d cases are as they were.", back) % back)
        if kept:
            messages.warning(
                request, ngettext("%d case has moved on since and stays.", "%d cases have moved on since and stay.", kept) % kept
            )
        return self.to_list()


class SaveView(AtTheDesk):
    """GET asks for a name; POST keeps the list under it, or removes one that is named."""

    def get(self, request: HttpRequest, form: ViewForm | None = None) -> HttpResponse:
        own = SavedView.objects.visible_to(request.user)
        context = {"form": form or ViewForm(), "own": [view for view in own if view.person_id == request.user.pk]}
        return render(request, "cases/list_save.html", context | self.context_of_list())

    def post(self, request: HttpRequest) -> HttpResponse:
        if "remove" in request.POST:
            number = request.POST["remove"]
            views = SavedView.objects.visible_to(request.user)
            desk.remove_view(get_object_or_404(views, pk=number if number.isdecimal() else 0), by=request.user)
            return self.to_list()
        form = ViewForm(request.POST)
        if not form.is_valid():
            return self.get(request, form)
        kept = (self.list_behind or Filters()).address
        desk.save_view(by=request.user, query=kept, **form.cleaned_data)
        messages.success(request, _("The list is kept."))
        return self.to_list()


class Workload(AtTheDesk):
    """Who has how much: each number leads to the list behind it."""

    def get(self, request: HttpRequest) -> HttpResponse:
        people = casework_people().order_by("name")
        loads = workload.loads(Case.objects.visible_to(request.user), people, request.user)
        return render(request, "cases/workload.html", {"loads": loads, "columns": [label for label, _how in workload.COLUMNS]})
