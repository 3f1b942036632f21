"""Pages on which people judge what the lists show, and on which a partner reads what came of a case."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.generic import DetailView, ListView, View

from cases.models import Case
from submissions import judging, policies
from submissions.forms import JudgementForm
from submissions.models import Candidate, Recommendation


class JudgesOnly:
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not policies.can_judge(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]

    def get_queryset(self) -> QuerySet[Candidate]:
        candidates = Candidate.objects.visible_to(self.request.user).select_related("subject", "entry__watched_list", "snapshot")  # type: ignore[attr-defined]
        return candidates.prefetch_related("subject__names", "judgements__by")


class CandidateList(JudgesOnly, ListView):
    """What waits for a person's judgement, best score first."""

    template_name = "submissions/candidate_list.html"
    paginate_by = 25

    def get_queryset(self) -> QuerySet[Candidate]:
        return super().get_queryset().undecided()


class CandidateDetail(JudgesOnly, DetailView):
    template_name = "submissions/candidate_detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        candidate = self.object
        asks = Recommendation.objects.visible_to(self.request.user).sent().filter(subject=candidate.subject_id)
        return super().get_context_data(
            asks=asks.select_related("dossier", "criterion__programme").prefetch_related("dossier__deliveries"),
            outcomes=candidate.outcomes.select_related("recommendation__dossier").prefetch_related(
                "recommendation__dossier__deliveries"
            ),
            judged_by_me=any(judgement.by_id == self.request.user.pk for judgement in candidate.judgements.all()),
            **kwargs,
        )


class Judge(JudgesOnly, View):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        candidate = get_object_or_404(self.get_queryset(), pk=pk)
        form = JudgementForm(request.POST)
        if not form.is_valid():
            messages.error(request, _("Choose one of the three answers."))
        else:
            judging.judge(candidate, form.cleaned_data["verdict"], by=request.user)
            messages.success(request, _("Your word is recorded."))
        return redirect(candidate)


class CameOfIt(DetailView):
    """For everybody who sees the case: what was asked of which government, when it was sent, what came of it."""

    template_name = "submissions/came_of_it.html"
    slug_field = slug_url_kwarg = "reference"

    def get_queryset(self) -> QuerySet[Case]:
        return Case.objects.visible_to(self.request.user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asks = Recommendation.objects.visible_to(self.request.user).filter(case=self.object)
        return super().get_context_data(
            asks=asks.select_related("dossier", "subject", "criterion__programme__authority").prefetch_related(
                "subject__names", "dossier__deliveries__recipient", "outcomes"
            ),
            **kwargs,
        )
