"""Pages on which people write down what came of a recommendation, and two of them stand behind it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import DetailView, FormView, ListView, View

from submissions import confirming, policies
from submissions.forms.outcomes import AnnouncedForm, OutcomeForm, WhyForm
from submissions.models import Outcome, Recommendation
from submissions.outcome_kinds import GROUPS
from submissions.querysets import OutcomeQuerySet
from submissions.statuses import RecommendationStatus


@dataclass(frozen=True)
class Pile:
    slug: str
    label: Promise
    of: Callable[[OutcomeQuerySet], OutcomeQuerySet]


PILES = (
    Pile("open", gettext_lazy("Wait for somebody"), OutcomeQuerySet.open),
    Pile("standing", gettext_lazy("Stand"), OutcomeQuerySet.standing),
    Pile("undo", gettext_lazy("Somebody asks to undo"), OutcomeQuerySet.to_undo),
    Pile("undone", gettext_lazy("Set aside or undone"), lambda outcomes: outcomes.filter(undone_at__isnull=False)),
)


class JudgesOutcomes:
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not policies.can_judge(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]

    def get_queryset(self) -> QuerySet[Outcome]:
        outcomes = Outcome.objects.visible_to(self.request.user)  # type: ignore[attr-defined]
        told = outcomes.select_related("recommendation__dossier", "recommendation__subject", "recorded_by", "confirmed_by")
        return told.prefetch_related("recommendation__subject__names", "recommendation__dossier__deliveries")


class OutcomeList(JudgesOutcomes, ListView):
    """Every outcome there ever was, by what people said of it; `kind` narrows it to a kind or to what counts as one."""

    template_name = "submissions/outcome_list.html"
    paginate_by = 25

    @property
    def pile(self) -> Pile:
        return next((pile for pile in PILES if pile.slug == self.request.GET.get("pile")), PILES[0])

    def get_queryset(self) -> QuerySet[Outcome]:
        outcomes = self.pile.of(super().get_queryset())
        kind = self.request.GET.get("kind", "")
        kinds = GROUPS.get(kind, {kind} if kind else None)
        return outcomes if kinds is None else outcomes.filter(kind__in=kinds)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        outcomes = Outcome.objects.visible_to(self.request.user)
        piles = [(pile, pile.of(outcomes).count(), pile is self.pile) for pile in PILES]
        return super().get_context_data(piles=piles, **kwargs)


class OutcomeDetail(JudgesOutcomes, DetailView):
    template_name = "submissions/outcome_detail.html"

    def get_queryset(self) -> QuerySet[Outcome]:
        return (
            super().get_queryset().select_related("candidate__entry", "about", "undo_asked_by", "undone_by", "change__snapshot")
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        outcome, user = self.object, self.request.user
        told = {
            "can_vouch": outcome.is_open and outcome.recorded_by_id != user.pk,
            "can_decide_undo": outcome.stands and outcome.undo_asked_by_id not in {None, user.pk},
            "why_form": WhyForm(),
            "announced_form": AnnouncedForm() if outcome.stands and outcome.is_listing and outcome.candidate else None,
            "later": outcome.followed_by.select_related("recorded_by", "confirmed_by"),
        }
        return super().get_context_data(**told, **kwargs)


ACTIONS: dict[str, tuple[type | None, Callable[..., Any], Promise]] = {
    "vouch": (None, lambda outcome, _told, by: confirming.vouch(outcome, by=by), gettext_lazy("Your word is recorded.")),
    "set-aside": (
        WhyForm,
        lambda outcome, told, by: confirming.set_aside(outcome, told["why"], by=by),
        gettext_lazy("Set aside."),
    ),
    "ask-undo": (
        WhyForm,
        lambda outcome, told, by: confirming.ask_to_undo(outcome, told["why"], by=by),
        gettext_lazy("A second person decides whether it is undone. Until then it stands."),
    ),
    "undo": (
        None,
        lambda outcome, _told, by: confirming.undo(outcome, by=by),
        gettext_lazy("Undone. What was judged is open again."),
    ),
    "date": (
        AnnouncedForm,
        lambda outcome, told, by: confirming.date_listing(outcome, told, by=by),
        gettext_lazy("Written down. It stands again when a second person has confirmed it."),
    ),
}


class OutcomeStep(JudgesOutcomes, View):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int, action: str) -> HttpResponse:
        outcome = get_object_or_404(Outcome.objects.visible_to(request.user), pk=pk)
        if action not in ACTIONS:
            raise Http404
        form_class, act, done = ACTIONS[action]
        form = form_class(request.POST) if form_class else None
        if form is not None and not form.is_valid():
            messages.error(request, " ".join(error for errors in form.errors.values() for error in errors))
            return redirect(outcome)
        try:
            act(outcome, form.cleaned_data if form else {}, request.user)
        except confirming.Refused as problem:
            messages.error(request, str(problem))
        else:
            messages.success(request, str(done))
        return redirect(outcome)


class RecordOutcome(JudgesOutcomes, FormView):
    """What no list shows: written down from a source, confirmed by a second person."""

    template_name = "submissions/outcome_form.html"
    form_class = OutcomeForm
    ask: Recommendation

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if policies.can_judge(request.user):
            sent = Recommendation.objects.visible_to(request.user).filter(status=RecommendationStatus.SENT)
            self.ask = get_object_or_404(sent.select_related("subject"), reference=kwargs["reference"])
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(ask=self.ask, **kwargs)

    def form_valid(self, form: OutcomeForm) -> HttpResponse:
        outcome = confirming.record_outcome(self.ask, form.cleaned_data, by=self.request.user)
        messages.success(self.request, _("Written down. It stands when a second person has confirmed it."))
        return redirect(outcome)
