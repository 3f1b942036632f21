"""What staff do with a case: steps, questions, corrections, the sealed contact. Each act is one small view."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, View

from audit.steps import IllegalStep
from cases import policies
from cases.forms.review import LetterForm, QuestionForm, SentenceForm
from cases.models import Case
from cases.services import review
from cases.statuses import Section
from cases.views.visible import FromAList, VisibleCases
from cases.workflow import STEPS, move, open_actions

DONE = {
    "go_on": gettext_lazy("The partner is asked for the full case."),
    "take_up": gettext_lazy("You took this case up. A second person will accept it."),
    "return": gettext_lazy("The questions are sent."),
    "recall": gettext_lazy("The case is in review again."),
    "accept": gettext_lazy("The case is accepted."),
    "decline": gettext_lazy("The case is declined. The partner reads your letter."),
}

# What a step means, above the letter that goes with it.
MEANS = {
    "decline": gettext_lazy(
        "The partner reads this letter on the page of the case, and the case is closed. "
        "They can write a new first note at any time."
    ),
}


class OneCase(FromAList, VisibleCases):
    """Finds the case or answers 404; who may not review it gets 403.

    Reached from a list, an act leads back to the case, to the next one of that list (`then=next`), or to the list (`then=list`).
    """

    case: Case

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.case = get_object_or_404(self.get_queryset(), reference=kwargs["reference"])
        if not policies.can_review(request.user, self.case):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]

    def following(self) -> Case | None:
        """Asked before the act, after which the case may stand in the list no more."""
        return self.next_case(self.case) if self.request.POST.get("then") == "next" else None

    def go_on(self, following: Case | None, anchor: str = "") -> HttpResponse:
        then = self.request.POST.get("then", "")
        if self.list_behind is not None and (then == "list" or (then == "next" and following is None)):
            return redirect(f"{reverse('cases:list')}?{self.list_behind.address}")
        return redirect(following.get_absolute_url() + self.keep) if following else self.to_case(anchor)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**{"case": self.case, **self.context_of_list()}, **kwargs)  # type: ignore[misc]


class TakeStep(OneCase, FormView):
    """POST takes the step. A step that needs a letter has a page on which it is written."""

    template_name = "cases/step_confirm.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.action = kwargs["action"]
        if self.action not in STEPS or self.action in policies.BY_PARTNER:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not STEPS[self.action].needs_note:
            return HttpResponseNotAllowed(["POST"])
        if self.action not in open_actions(self.case, request.user):
            return self.to_case()
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        heading, meaning = STEPS[self.action].label, MEANS.get(self.action, "")
        return super().get_context_data(heading=heading, meaning=meaning, **kwargs)

    def get_form_class(self) -> type[BaseForm]:
        return LetterForm if STEPS[self.action].needs_note else SentenceForm

    def form_valid(self, form: Any) -> HttpResponse:
        note = form.cleaned_data["note"]
        following = self.following()
        try:
            move(self.case, self.action, by=self.request.user, note=note)
        except IllegalStep as problem:
            return self.refuse(form, self.who_was_faster() or str(problem), keep=bool(note))
        messages.success(self.request, str(DONE[self.action]))
        return self.go_on(following)

    def who_was_faster(self) -> str:
        other = self.case.taken_up_by
        if self.action != "take_up" or other is None or other == self.request.user:
            return ""
        return _("%(name)s took this case up a moment before you. You can be the second person, who accepts it.") % {
            "name": other
        }

    def refuse(self, form: Any, why: str, *, keep: bool) -> HttpResponse:
        """Nothing that somebody wrote is lost: with words in the form, the form stands there again."""
        if keep:
            form.add_error(None, why)
            return self.form_invalid(form)
        messages.error(self.request, why)
        return self.to_case()


class AskQuestion(OneCase, FormView):
    template_name = "cases/question_form.html"
    form_class = QuestionForm

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not policies.can_ask(request.user, self.case):
            messages.error(request, _("Questions are asked while a case is in review."))
            return self.to_case()
        return super().get(request, *args, **kwargs)

    def get_initial(self) -> dict[str, Any]:
        section = self.request.GET.get("about", "")
        return {"section": section} if section in Section.values else {}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(written=self.case.questions.open(), **kwargs)

    def form_valid(self, form: QuestionForm) -> HttpResponse:
        try:
            review.ask_question(self.case, by=self.request.user, **form.cleaned_data)
        except IllegalStep as problem:
            form.add_error(None, str(problem))
            return self.form_invalid(form)
        messages.success(self.request, _("The question is written. The partner reads it when you send the questions."))
        return redirect(self.request.get_full_path()) if "another" in self.request.POST else self.to_case()


class Act(OneCase, View):
    """One act on one row of the case, named in the form and never in the address."""

    http_method_names = ["post"]

    def row(self, rows: QuerySet[Any], name: str) -> Any:
        number = self.request.POST.get(name, "")
        return get_object_or_404(rows, pk=number if number.isdecimal() else 0)


class WithdrawQuestion(Act):
    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        question = self.row(self.case.questions.select_related("case"), "question")
        try:
            review.withdraw_question(question, by=request.user)
        except IllegalStep as problem:
            messages.error(request, str(problem))
        else:
            messages.success(request, _("The question is withdrawn."))
        return self.to_case()


class SettleCorrection(Act):
    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        correction = self.row(self.case.corrections.select_related("case"), "correction")
        try:
            review.settle_correction(correction, by=request.user)
        except IllegalStep as problem:
            messages.error(request, str(problem))
        else:
            messages.success(request, _("Dealt with. The partner is told."))
        return self.to_case()


class ShowContact(Act):
    """Answers with the contact itself instead of a redirect, so that it is shown once and stands in no address."""

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        of_call = "call" in request.POST
        if not hasattr(self.case, "dictation" if of_call else "first_note") or self.case.data_key.is_shredded:
            raise Http404
        reveal = review.reveal_call if of_call else review.reveal_contact
        context = {"case": self.case, "contact": reveal(self.case, by=request.user), "of_call": of_call}
        return render(request, "cases/contact.html", context)
