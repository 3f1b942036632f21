"""The page on which several governments are planned for one subject: which, in which order, and what waits for what."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import FormView

from cases.models import Case, Subject
from cases.statuses import CaseStatus
from sanctions.mapping.check import Assessment
from submissions import checks, policies, services
from submissions.arguing import assess_read
from submissions.forms.opening import PlanForm
from submissions.models import Plan, PlannedAsk, Recommendation
from submissions.views.recommendations import show_both
from submissions.views.visible import StaffOnly, read_case


class PlanAsks(StaffOnly, FormView):
    """What can be argued, government by government, with the proposed criterion chosen already."""

    template_name = "submissions/plan_form.html"
    form_class = PlanForm
    case: Case
    subject: Subject

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if policies.can_read_dossiers(request.user) and not policies.can_plan(request.user):
            raise PermissionDenied
        if policies.can_plan(request.user):
            accepted = Case.objects.visible_to(request.user).filter(status=CaseStatus.ACCEPTED)
            self.case = read_case(accepted.filter(reference=kwargs["case"]))
            self.subject = self.named(kwargs["subject"])
        return super().dispatch(request, *args, **kwargs)

    def named(self, reference: str) -> Subject:
        found = next((one for one in self.case.subjects.all() if one.reference == reference), None)
        if found is None:
            raise Http404
        return found

    @cached_property
    def plan(self) -> Plan | None:
        asks = Prefetch("asks", PlannedAsk.objects.select_related("criterion"))
        return Plan.objects.filter(case=self.case, subject=self.subject).prefetch_related(asks).first()

    @cached_property
    def found(self) -> list[Assessment]:
        return assess_read(self.case, self.subject)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "found": self.found, "plan": self.plan}

    def get_initial(self) -> dict[str, Any]:
        return {**super().get_initial(), "seen": services.seen_plan(self.plan)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        standing = Recommendation.objects.visible_to(self.request.user).filter(case=self.case, subject=self.subject)
        asks = {ask.dossier.jurisdiction: ask for ask in standing.select_related("dossier").order_by("opened_at")}
        planned = [(row, asks.get(row.government)) for row in self.plan.asks.all()] if self.plan else []
        told = {"case": self.case, "subject": self.subject, "found": self.found, "planned": planned, "plan": self.plan}
        return super().get_context_data(**told, **kwargs)

    def form_valid(self, form: PlanForm) -> HttpResponse:
        opened: list[Recommendation] = []
        try:
            seen = form.cleaned_data["seen"]
            plan = services.keep_plan(self.case, self.subject, form.told(), form.chosen(), by=self.request.user, seen=seen)
            if "open" in self.request.POST:
                opened = services.open_planned(plan, by=self.request.user)
        except services.ChangedMeanwhile as problem:
            again = PlanForm(self.request.POST.copy(), found=self.found, plan=self.plan)
            return show_both(self, again, problem, services.seen_plan(self.plan))
        except checks.NotReady as problem:
            form.add_error(None, problem.problems)
            return self.form_invalid(form)
        messages.success(self.request, _said(len(opened)))
        return redirect(reverse("submissions:plan", args=[self.case.reference, self.subject.reference]))


def _said(count: int) -> str:
    if not count:
        return _("The plan is kept.")
    return ngettext(
        "The plan is kept, and one recommendation is open.", "The plan is kept, and %(count)s recommendations are open.", count
    ) % {"count": count}
