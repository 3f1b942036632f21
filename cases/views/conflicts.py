"""Conflicts of interest: saying that one has one, and lifting what a colleague said."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.generic import FormView, View

from audit.steps import IllegalStep
from cases import policies
from cases.forms.conflicts import SetAsideForm, TieForm
from cases.models import Case, Interest
from cases.services import conflicts
from cases.views.review import Act
from cases.views.visible import FromAList, VisibleCases


class SetAside(FromAList, VisibleCases, FormView):
    """Of oneself, for whoever of the staff reads the case; of a colleague, for those who review it."""

    template_name = "cases/set_aside.html"
    form_class = SetAsideForm
    case: Case

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.case = get_object_or_404(self.get_queryset(), reference=kwargs["reference"])
        if not request.user.is_coalition_staff:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        may = policies.can_review(self.request.user, self.case)
        return {**super().get_form_kwargs(), "user": self.request.user, "may_name_others": may}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(case=self.case, **kwargs)

    def form_valid(self, form: SetAsideForm) -> HttpResponse:
        user, person = self.request.user, form.cleaned_data["person"]
        conflicts.set_aside(self.case, person, reason=form.cleaned_data["reason"], by=user)
        if person == user:
            messages.success(self.request, _("You are set aside from that case. It does not exist for you any more."))
            return redirect("cases:list")
        messages.success(self.request, _("%(name)s is set aside from this case.") % {"name": person})
        return self.to_case()


class Lift(Act):
    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        try:
            conflicts.lift(self.row(self.case.recusals.all(), "recusal"), by=request.user)
        except IllegalStep as problem:
            messages.error(request, str(problem))
        else:
            messages.success(request, _("They see the case again."))
        return self.to_case()


class Ties(View):
    """One's own ties to partner organisations; and for casework staff those of colleagues, which they alone can end."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_coalition_staff:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, form: TieForm | None = None) -> HttpResponse:
        user = request.user
        context = {
            "form": form or TieForm(),
            "own": Interest.objects.filter(person=user).select_related("organisation"),
            "others": Interest.objects.visible_to(user).exclude(person=user).select_related("organisation", "person"),
        }
        return render(request, "cases/ties.html", context)

    def post(self, request: HttpRequest) -> HttpResponse:
        if "end" in request.POST:
            return self.end(request)
        form = TieForm(request.POST)
        if not form.is_valid():
            return self.get(request, form)
        try:
            conflicts.declare_tie(form.cleaned_data["organisation"], by=request.user)
        except IllegalStep as problem:
            form.add_error("organisation", str(problem))
            return self.get(request, form)
        messages.success(request, _("You are set aside from all cases of this organisation."))
        return redirect("cases:ties")

    def end(self, request: HttpRequest) -> HttpResponse:
        number = request.POST["end"]
        ties = Interest.objects.visible_to(request.user).select_related("person")
        conflicts.end_tie(get_object_or_404(ties, pk=number if number.isdecimal() else 0), by=request.user)
        messages.success(request, _("The tie is over; they see the cases again."))
        return redirect("cases:ties")
