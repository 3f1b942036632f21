"""What staff write among themselves and decide about one case: notes, checks, readings, the decision and its letter."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, View

from audit.steps import IllegalStep
from cases import phases, policies
from cases.criteria import CRITERIA, weighted_mean
from cases.finding.related import suggest
from cases.forms.deciding import (
    AssessmentForm,
    ChecklistForm,
    DecisionForm,
    IdentificationForm,
    NoteForm,
    WaitingLetterForm,
)
from cases.models import Assessment, Case, Determination, ReviewPhase
from cases.services import checks, deciding, notes
from cases.views.desk import AtTheDesk
from cases.views.review import Act, OneCase


class WriteNote(OneCase, FormView):
    template_name = "cases/note_form.html"
    form_class = NoteForm

    def form_valid(self, form: NoteForm) -> HttpResponse:
        try:
            notes.write_note(self.case, by=self.request.user, **form.cleaned_data)
        except IllegalStep as problem:
            form.add_error("text", str(problem))
            return self.form_invalid(form)
        return self.to_case("#notes")


class ReadNotes(Act):
    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        notes.mark_read(self.case, by=request.user)
        return self.to_case()


class Checks(OneCase, View):
    """The checklist, and below it each subject with how it was identified. One form at a time is sent."""

    def get(self, request: HttpRequest, reference: str, **bound: Any) -> HttpResponse:
        current = {row.item: row for row in self.case.screenings.order_by("pk")}
        known = {row.subject_id: row for row in self.case.identifications.select_related("by")}
        subjects = list(self.case.subjects.prefetch_related("names"))
        context = {
            "case": self.case,
            "form": bound.get("checklist") or ChecklistForm(current=current),
            "suggestions": suggest(self.case, request.user),
            "subjects": [(subject, known.get(subject.pk), self.form_for(subject, known, bound)) for subject in subjects],
        }
        return render(request, "cases/checks.html", context)

    def form_for(self, subject: Any, known: dict[int, Any], bound: dict[str, Any]) -> IdentificationForm:
        if bound.get("subject") == subject:
            return bound["identification"]
        row = known.get(subject.pk)
        initial = {"how_known": row.how_known, "look_alikes": row.look_alikes} if row else None
        return IdentificationForm(initial=initial, prefix=subject.reference)

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        if "subject" in request.POST:
            return self.identify(request, reference)
        form = ChecklistForm(request.POST, current={})
        if not form.is_valid():
            return self.get(request, reference, checklist=form)
        checks.screen(self.case, form.answers, by=request.user)
        messages.success(request, _("The checklist is kept."))
        return self.to_case()

    def identify(self, request: HttpRequest, reference: str) -> HttpResponse:
        subject = get_object_or_404(self.case.subjects.all(), reference=request.POST["subject"])
        form = IdentificationForm(request.POST, prefix=subject.reference)
        if not form.is_valid():
            return self.get(request, reference, subject=subject, identification=form)
        checks.identify(self.case, subject, by=request.user, **form.cleaned_data)
        messages.success(request, _("It is kept how we know that it is this person."))
        left = self.case.subjects.exclude(pk__in=self.case.identifications.values("subject"))
        return redirect(request.get_full_path()) if left.exists() else self.to_case()


class Assess(OneCase, FormView):
    template_name = "cases/assess.html"
    form_class = AssessmentForm

    def get_initial(self) -> dict[str, Any]:
        own = self.case.assessments.filter(by=self.request.user).first()
        return (
            {**{code: "" if score is None else str(score) for code, score in own.scores.items()}, "words": own.words}
            if own
            else {}
        )

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if why := checks.why_no_reading(self.case, request.user):
            messages.error(request, why)
            return self.to_case("#readings")
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.get_form()
        if "abstain" in request.POST:
            form.full_clean()
            return self.give(form, {}, abstained=True, words=request.POST.get("words", "")[:4000])
        return super().post(request, *args, **kwargs)

    def form_valid(self, form: AssessmentForm) -> HttpResponse:
        return self.give(form, form.scores, words=form.cleaned_data["words"])

    def give(self, form: AssessmentForm, scores: dict[str, int | None], **said: Any) -> HttpResponse:
        """What somebody wrote is not lost when it comes too late: it stands in the form, with why."""
        following = self.following()
        try:
            checks.assess(self.case, scores, by=self.request.user, **said)
        except IllegalStep as problem:
            form.add_error(None, str(problem))
            return self.form_invalid(form)
        messages.success(self.request, _("Your reading is in."))
        return self.go_on(following, "#readings")


class Decide(OneCase, View):
    """The decision that is on its way, to be read, confirmed, changed, stopped or let go; or the page on which one is drafted."""

    def find(self) -> Determination | None:
        return self.case.determinations.on_their_way().select_related("case", "drafted_by", "confirmed_by").first()

    def get(self, request: HttpRequest, reference: str, form: Any = None) -> HttpResponse:
        decision = self.find()
        is_own_draft = decision is not None and decision.drafted_by == request.user and not decision.confirmed_by
        if form is None and (decision is None or is_own_draft):
            if not policies.can_draft_decision(request.user, self.case):
                messages.error(request, _("A decision is drafted while a case is in review."))
                return self.to_case()
            if why := phases.why_not(self.case, phases.DECISIONS):
                messages.error(request, why)
                return self.to_case()
            form = DecisionForm(instance=decision)
        context = {
            "case": self.case,
            "decision": decision,
            "form": form or WaitingLetterForm(initial={"letter": decision.letter}),
            "may_draft": decision is None or is_own_draft,
            "may_confirm": decision is not None
            and not decision.confirmed_by
            and policies.can_confirm_decision(request.user, decision),
            "stands_against": deciding.what_stands_against(decision) if decision else "",
        }
        return render(request, "cases/decide.html", context)

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        decision, act = self.find(), request.POST.get("act", "draft")
        if act == "draft":
            return self.draft(request, reference, decision)
        if decision is None or act not in ACTS:
            messages.error(request, _("This decision is no longer on its way: its letter has left, or it was stopped."))
            return self.to_case()
        verb, words = ACTS[act]
        try:
            verb(decision, request)  # type: ignore[no-untyped-call]
        except IllegalStep as problem:
            messages.error(request, str(problem))
            return redirect(request.get_full_path())
        messages.success(request, str(words))
        return self.to_case()

    def draft(self, request: HttpRequest, reference: str, decision: Determination | None) -> HttpResponse:
        form = DecisionForm(request.POST, instance=decision if decision and decision.drafted_by == request.user else None)
        if not form.is_valid():
            return self.get(request, reference, form)
        try:
            deciding.draft_decision(self.case, by=request.user, **form.cleaned_data)
        except IllegalStep as problem:
            form.add_error(None, str(problem))
            return self.get(request, reference, form)
        messages.success(request, _("The decision is drafted. A colleague confirms it."))
        return self.to_case()


def _change(decision: Determination, request: HttpRequest) -> Any:
    form = WaitingLetterForm(request.POST)
    if not form.is_valid():
        raise IllegalStep(_("A letter has at least a few words, and at most 4,000 characters. It stands as it was."))
    return deciding.change_letter(decision, form.cleaned_data["letter"], by=request.user)


ACTS = {
    "confirm": (
        lambda decision, request: deciding.confirm_decision(decision, by=request.user),
        gettext_lazy("Confirmed. The letter waits until somebody lets it go."),
    ),
    "change": (_change, gettext_lazy("The letter is changed.")),
    "stop": (
        lambda decision, request: deciding.stop_decision(decision, by=request.user),
        gettext_lazy("Stopped. Nothing was sent."),
    ),
    "release": (
        lambda decision, request: deciding.release_letter(decision, by=request.user),
        gettext_lazy("The letter has left, and the decision is in force."),
    ),
}


class Letters(AtTheDesk):
    """Every letter that waits, to be read in one place."""

    def get(self, request: HttpRequest) -> HttpResponse:
        waiting = Determination.objects.visible_to(request.user).in_outbox()
        waiting = waiting.filter(case__in=Case.objects.visible_to(request.user).order_by())
        return render(request, "cases/letters.html", {"letters": waiting.select_related("case", "drafted_by", "confirmed_by")})


def readings(case: Case, user: Any) -> dict[str, Any]:
    """What a page shows of colleagues' own readings: those this person may read, and how many there are."""
    if not policies.can_review(user, case):
        return {}
    shown = checks.readable(case, user)
    return {
        "assessments": [{"row": row, "scores": scores_of(row), "mean": weighted_mean(row.scores)} for row in shown],
        "hidden_readings": len(case.assessments.all()) - len(shown),
        "others_are_closed": phases.readers(case) == ReviewPhase.Others.NEVER,
        "own_is_in": any(row.by_id == user.pk for row in case.assessments.all()),
        "may_assess": policies.can_draft_decision(user, case) and phases.allows(case, phases.READINGS),
    }


def scores_of(row: Assessment) -> list[tuple[Any, Any]]:
    return [(criterion.label, row.scores.get(criterion.code)) for criterion in CRITERIA] if not row.abstained else []
