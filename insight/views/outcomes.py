"""Pages about one outcome: its basis in what we sent, whether the partner is named, and what is done on listing day."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import DetailView, FormView, ListView, View

from insight import attribution, listing_days, policies
from insight.forms.outcomes import AttributionForm
from insight.models import Attribution, DayStep, ListingDay
from submissions.models import Outcome


class AttributeOutcome(FormView):
    template_name = "insight/attribution_form.html"
    form_class = AttributionForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not policies.can_attribute(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def outcome(self) -> Outcome:
        seen = Outcome.objects.visible_to(self.request.user).select_related("recommendation__subject", "recommendation__case")
        return get_object_or_404(seen, pk=self.kwargs["pk"])

    @cached_property
    def rows(self) -> list[Attribution]:
        return list(Attribution.objects.visible_to(self.request.user).filter(outcome=self.outcome).select_related("coder"))

    def mine(self) -> Attribution | None:
        return next((row for row in self.rows if row.coder_id == self.request.user.pk and row.superseded_at is None), None)

    def get_initial(self) -> dict[str, Any]:
        mine = self.mine()
        return {"level": mine.level, "basis": mine.basis} if mine else {}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        told = {
            "outcome": self.outcome,
            "rows": self.rows if self.mine() else [],  # one's own word first
            "mine": self.mine(),
            "said": attribution.attributed(self.rows),
            "credited": attribution.may_be_credited(self.outcome),
        }
        return super().get_context_data(**told, **kwargs)

    def form_valid(self, form: AttributionForm) -> HttpResponse:
        told = form.cleaned_data
        try:
            attribution.attribute(self.outcome, told["level"], told["basis"], by=self.request.user)
        except attribution.Unfounded as problem:
            form.add_error(None, str(problem))
            return self.form_invalid(form)
        messages.success(self.request, _("Your word is kept. It counts when a second person finds the same."))
        return redirect("insight:attribution", pk=self.outcome.pk)


class AnswerCredit(View):
    """The partner says whether to be named in public."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int, answer: str) -> HttpResponse:
        seen = Outcome.objects.visible_to(request.user).select_related("recommendation__case")
        outcome = get_object_or_404(seen, pk=pk)
        if answer not in {"yes", "no"}:
            raise Http404
        attribution.answer_credit(outcome, answer == "yes", by=request.user)
        messages.success(request, _("Your answer is kept. You can change it here at any time."))
        return redirect("submissions:came-of-it", reference=outcome.recommendation.case.reference)


class ListingDays:
    def get_queryset(self) -> QuerySet[ListingDay]:
        days = ListingDay.objects.visible_to(self.request.user)  # type: ignore[attr-defined]
        days = days.select_related("outcome__recommendation__subject", "outcome__recommendation__case__organisation")
        return days.prefetch_related("steps__done_by", "outcome__recommendation__subject__names")


class ListingDayList(ListingDays, ListView):
    """Lists on which something is still to be done, newest first."""

    template_name = "insight/listing_day_list.html"
    paginate_by = 25

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not policies.can_attribute(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self) -> QuerySet[ListingDay]:
        return super().get_queryset().filter(steps__done_at=None).distinct()


class ListingDayDetail(ListingDays, DetailView):
    """Staff tick; the partner reads the same steps in public words."""

    template_name = "insight/listing_day_detail.html"
    context_object_name = "day"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        day, user = self.object, self.request.user
        told = {
            "steps": listing_days.in_public_words(day),
            "can_tick": policies.can_attribute(user),
            "credit": day.outcome.credits.first(),
            "may_answer": user.organisation_id == day.outcome.recommendation.case.organisation_id and not user.is_coalition_staff,
        }
        return super().get_context_data(**told, **kwargs)


class TickStep(View):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int, kind: str) -> HttpResponse:
        day = get_object_or_404(ListingDay.objects.visible_to(request.user), pk=pk)
        listing_days.tick(get_object_or_404(DayStep, day=day, kind=kind), by=request.user)
        return redirect(reverse("insight:listing-day", args=[day.pk]))
