"""Pages on which people judge what the lists show, and on which a partner reads what came of a case."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.generic import DetailView, ListView, View

from cases.models import Case
from jobs.services import promise
from sanctions.matching.facts import facts_of
from submissions import calibration, judging, piles, policies, trials
from submissions.forms.outcomes import JudgementForm
from submissions.models import Candidate, Judgement, ListCursor, Outcome, Recommendation
from submissions.reading import read_candidate

OTHER_NAMES = 5


class JudgesOnly:
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not policies.can_judge(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]

    def candidates(self) -> QuerySet[Candidate]:
        candidates = Candidate.objects.visible_to(self.request.user).with_standing()  # type: ignore[attr-defined]
        return candidates.select_related("subject", "entry__watched_list", "snapshot")

    def get_queryset(self) -> QuerySet[Candidate]:
        judgements = Prefetch("judgements", Judgement.objects.select_related("by"))
        return self.candidates().prefetch_related("subject__names", judgements)


class CandidateList(JudgesOnly, ListView):
    """What waits for a person's judgement; what was decided is one click away, so that nothing vanishes."""

    template_name = "submissions/candidate_list.html"
    paginate_by = 25

    @property
    def pile(self) -> piles.Pile:
        return piles.named(self.request.GET.get("pile", ""))

    def get_queryset(self) -> QuerySet[Candidate]:
        return self.pile.of(super().get_queryset(), self.request.user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        return super().get_context_data(piles=piles.counted(Candidate.objects.visible_to(user), self.pile, user), **kwargs)


class CandidateDetail(JudgesOnly, DetailView):
    template_name = "submissions/candidate_detail.html"

    def get_object(self, queryset: Any = None) -> Candidate:
        candidate = read_candidate(self.candidates().filter(pk=self.kwargs["pk"]))
        if candidate is None:
            raise Http404
        return candidate

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        candidate = self.object
        asks = Recommendation.objects.visible_to(self.request.user).sent().filter(subject=candidate.subject_id)
        sent = {
            ask.pk: ask for ask in asks.select_related("dossier", "criterion__programme").prefetch_related("dossier__deliveries")
        }
        return super().get_context_data(
            asks=sent.values(),
            outcomes=list(outcomes_of(candidate, sent)),
            our_names=self.others([name.text for name in candidate.subject.names.all()], "ours"),
            their_names=self.others(self.published_names(), "theirs"),
            my_word=next((said for said in candidate.judgements.all() if self.is_my_word(said)), None),
            **kwargs,
        )

    def published_names(self) -> tuple[str, ...]:
        version = next((row for row in self.object.entry.versions.all() if row.snapshot_id <= self.object.snapshot_id), None)
        return facts_of(version.content).names if version else ()

    def others(self, names: Iterable[str], side: str) -> list[str]:
        """Beside the name that met, the first few."""
        met = self.object.reasons[0][side] if self.object.reasons else ""
        return [name for name in names if name != met][:OTHER_NAMES]

    def is_my_word(self, said: Judgement) -> bool:
        return said.by_id == self.request.user.pk and said.superseded_at is None


def outcomes_of(candidate: Candidate, sent: Mapping[int, Recommendation]) -> Iterator[Outcome]:
    """Those of the recommendations that the reader may see, who have them with their deliveries already."""
    for outcome in candidate.outcomes.standing().filter(recommendation__in=sent):
        outcome.recommendation = sent[outcome.recommendation_id]
        yield outcome


class CompareEverybody(JudgesOnly, View):
    """A judge need not wait for tonight."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        if trials.is_held():
            messages.error(request, _("Nobody is compared until somebody says whether the new algorithm is used."))
            return redirect("submissions:calibration")
        return redirect(promise("submissions.compare_everything", by=request.user, dedup_key=f"compare:{request.user.pk}"))


class Calibration(JudgesOnly, ListView):
    """How often the machine was right, and what people rejected."""

    template_name = "submissions/calibration.html"
    paginate_by = 25

    def get_queryset(self) -> QuerySet[Candidate]:
        return calibration.rejected(super().get_queryset())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        candidates = Candidate.objects.visible_to(self.request.user)
        measured = {"bands": calibration.by_band(candidates), "algorithms": calibration.by_algorithm(candidates)}
        cursor = ListCursor.objects.select_related("accepted_by").filter(pk=1).first()
        differences = list(self.named(cursor.differences)) if cursor else []
        return super().get_context_data(cursor=cursor, differences=differences, **measured, **kwargs)

    def named(self, differences: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        """Each with its candidate, if the reader may see it."""
        seen = self.candidates().in_bulk([difference["candidate"] for difference in differences])
        for difference in differences:
            yield {**difference, "seen": seen.get(difference["candidate"])}


class AcceptAlgorithm(JudgesOnly, View):
    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        judging.accept_algorithm(by=request.user)
        return redirect("submissions:calibration")


class Judge(JudgesOnly, View):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        candidate = get_object_or_404(self.get_queryset(), pk=pk)
        form = JudgementForm(request.POST)
        if not form.is_valid():
            messages.error(request, _("Choose one of the three answers."))
            return redirect(candidate)
        try:
            judging.judge(candidate, form.cleaned_data["verdict"], by=request.user)
        except judging.Decided as problem:
            messages.error(request, str(problem))
        else:
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
                "subject__names", "dossier__deliveries__recipient", Prefetch("outcomes", Outcome.objects.standing())
            ),
            **kwargs,
        )
