"""Pages on which a liaison argues a recommendation and sends a dossier."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.generic import DetailView, FormView, ListView, UpdateView, View

from accounts.models import User
from audit.log import record
from audit.steps import IllegalStep
from cases.models import Case
from cases.statuses import CaseStatus
from submissions import checks, policies, services, workflow
from submissions.forms import DeliveryForm, FindingForm, OpenForm, SecondSignatureForm, WordsForm
from submissions.models import Dossier, DossierFile, DossierVersion, ElementFinding, Recommendation
from submissions.statuses import RecommendationStatus


def tell_problems(request: HttpRequest, problem: Exception) -> None:
    """Each thing that is missing is a sentence of its own on the next page."""
    for sentence in getattr(problem, "problems", [str(problem)]):
        messages.error(request, sentence)


class StaffRecommendations:
    """A partner reads what came of a case on another page; here staff work."""

    slug_field = slug_url_kwarg = "reference"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated and not policies.can_read_dossiers(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]

    def get_queryset(self) -> QuerySet[Recommendation]:
        asks = Recommendation.objects.visible_to(self.request.user)  # type: ignore[attr-defined]
        return asks.select_related("case__organisation", "subject", "dossier", "criterion__programme__authority")


class RecommendationList(StaffRecommendations, ListView):
    template_name = "submissions/recommendation_list.html"
    paginate_by = 25

    def get_queryset(self) -> QuerySet[Recommendation]:
        return super().get_queryset().prefetch_related("subject__names", "outcomes", "dossier__deliveries")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(ready=self.ready(), **kwargs)

    def ready(self) -> list[Case]:
        """Accepted cases that no recommendation was made from yet, for those who may open one."""
        if not policies.can_open_dossier(self.request.user):
            return []
        cases = Case.objects.visible_to(self.request.user).filter(status=CaseStatus.ACCEPTED, recommendations=None)
        return list(cases.select_related("organisation")[:25])


class OpenRecommendation(StaffRecommendations, FormView):
    template_name = "submissions/recommendation_open.html"
    form_class = OpenForm
    case: Case

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not policies.can_open_dossier(request.user):
            raise PermissionDenied
        accepted = Case.objects.visible_to(request.user).filter(status=CaseStatus.ACCEPTED)
        self.case = get_object_or_404(accepted, reference=kwargs["case"])
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        user: User = self.request.user
        return {**super().get_form_kwargs(), "case": self.case, "jurisdictions": user.jurisdictions}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(case=self.case, **kwargs)

    def form_valid(self, form: OpenForm) -> HttpResponse:
        return redirect(services.open_recommendation(self.case, by=self.request.user, **form.cleaned_data))


class RecommendationDetail(StaffRecommendations, DetailView):
    template_name = "submissions/recommendation_detail.html"
    context_object_name = "ask"

    def get_queryset(self) -> QuerySet[Recommendation]:
        findings = ("findings__element", "findings__claims__sources")
        return (
            super()
            .get_queryset()
            .prefetch_related("subject__names", "subject__positions", "alternatives", "sign_offs__person", "outcomes", *findings)
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        ask, unsent = self.object, self.object.status != RecommendationStatus.SENT
        actions = workflow.open_actions(ask, self.request.user)
        return super().get_context_data(
            problems=list(checks.problems_of(ask)) if unsent else [],
            actions=actions,
            second_signature=SecondSignatureForm() if "approve" in actions else None,
            may_write=ask.status == RecommendationStatus.DRAFTING and policies.can_draft(self.request.user, ask),
            **kwargs,
        )


class WriteRecommendation(StaffRecommendations, UpdateView):
    template_name = "submissions/words_form.html"
    form_class = WordsForm
    context_object_name = "ask"

    def form_valid(self, form: WordsForm) -> HttpResponse:
        services.write_recommendation(self.object, form.cleaned_data, by=self.request.user)
        return redirect(self.object)


class WriteFinding(StaffRecommendations, UpdateView):
    template_name = "submissions/finding_form.html"
    form_class = FindingForm
    context_object_name = "finding"

    def get_object(self, queryset: Any = None) -> ElementFinding:
        ask = get_object_or_404(self.get_queryset(), reference=self.kwargs["reference"])
        return get_object_or_404(ask.findings.select_related("element", "recommendation__case"), pk=self.kwargs["pk"])

    def form_valid(self, form: FindingForm) -> HttpResponse:
        services.write_finding(self.object, **form.cleaned_data, by=self.request.user)
        return redirect(self.object.recommendation)


ACTS = {
    "propose": lambda ask, request: services.sign_first(ask, by=request.user),
    "approve": lambda ask, request: services.sign_second(ask, _ticks(request), by=request.user),
    "reopen": lambda ask, request: services.reopen(ask, by=request.user),
    "stop": lambda ask, request: services.stop(ask, by=request.user),
}


def _ticks(request: HttpRequest) -> dict[str, bool]:
    form = SecondSignatureForm(request.POST)
    return form.cleaned_data if form.is_valid() else {}


class RecommendationStep(StaffRecommendations, View):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, reference: str, action: str) -> HttpResponse:
        ask = get_object_or_404(self.get_queryset(), reference=reference)
        act = ACTS.get(action)
        if act is None:
            raise PermissionDenied
        try:
            with transaction.atomic():
                act(ask, request)
        except (checks.NotReady, IllegalStep) as problem:
            tell_problems(request, problem)
        return redirect("submissions:recommendation", reference)


class VisibleDossiers(StaffRecommendations):
    def get_queryset(self) -> QuerySet[Dossier]:
        return Dossier.objects.visible_to(self.request.user)


class DossierDetail(VisibleDossiers, DetailView):
    template_name = "submissions/dossier_detail.html"

    def get_queryset(self) -> QuerySet[Dossier]:
        return (
            super()
            .get_queryset()
            .prefetch_related(
                "recommendations__subject__names",
                "versions__files",
                "versions__exhibits",
                "deliveries__recipient",
                "deliveries__version",
            )
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        versions = list(self.object.versions.all())
        may_send = policies.is_liaison_for(self.request.user, self.object.jurisdiction)
        latest = versions[-1] if versions else None
        return super().get_context_data(
            versions=versions[::-1],
            may_send=may_send,
            delivery_form=DeliveryForm(version=latest) if latest and may_send else None,
            **kwargs,
        )


class FreezeDossier(VisibleDossiers, View):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        dossier = get_object_or_404(self.get_queryset(), reference=reference)
        try:
            with transaction.atomic():
                _version, job = services.freeze(dossier, by=request.user)
        except checks.NotReady as problem:
            tell_problems(request, problem)
            return redirect(dossier)
        return redirect(job if job.promised_by_id == request.user.pk else dossier)


class RecordDelivery(VisibleDossiers, View):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, reference: str, number: int) -> HttpResponse:
        dossier = get_object_or_404(self.get_queryset(), reference=reference)
        version = get_object_or_404(DossierVersion, dossier=dossier, number=number)
        form = DeliveryForm(request.POST, version=version)
        if not form.is_valid():
            for sentences in form.errors.values():
                messages.error(request, " ".join(sentences))
            return redirect(dossier)
        try:
            with transaction.atomic():
                services.record_delivery(version, **form.cleaned_data, by=request.user)
        except (checks.NotReady, IllegalStep) as problem:
            tell_problems(request, problem)
        else:
            messages.success(request, _("Recorded. The partner gets a notice that something moved."))
        return redirect(dossier)


class DownloadFile(VisibleDossiers, View):
    def get(self, request: HttpRequest, reference: str, number: int, file_format: str) -> HttpResponse:
        dossier = get_object_or_404(self.get_queryset(), reference=reference)
        file = get_object_or_404(DossierFile, version__dossier=dossier, version__number=number, format=file_format)
        record(request.user, "dossier.file_read", file)
        response = FileResponse(file.file.open(), as_attachment=True, filename=f"{reference}-v{number}.{file_format}")
        response["Content-Security-Policy"] = "sandbox; default-src 'none'"
        return response
