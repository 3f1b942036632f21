"""Pages on which a liaison argues a recommendation, and two persons sign it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Prefetch, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import DetailView, FormView, ListView, UpdateView, View

from accounts.roles import Jurisdiction
from audit.steps import IllegalStep
from cases.forms.kept import differing
from cases.models import Case, Subject
from cases.statuses import CaseStatus
from sanctions.mapping.check import Assessment
from submissions import apart, checks, content, policies, services, workflow
from submissions.arguing import assess_read
from submissions.asked import asked_in
from submissions.basis import changes_in, stale
from submissions.checks import legal
from submissions.forms.arguing import FindingForm, WordsForm
from submissions.forms.opening import OpenForm
from submissions.forms.signing import SecondSignatureForm
from submissions.models import Dossier, ElementFinding, Outcome, Recommendation
from submissions.next_step import next_step
from submissions.planning import held_back
from submissions.querysets import RecommendationQuerySet
from submissions.reading import anew, read_whole
from submissions.sections import EU, Section, sections_for
from submissions.statuses import OVER, RecommendationStatus
from submissions.unargued import cases_to_argue
from submissions.views.visible import StaffRecommendations, read_case, tell_problems

# What waits for a second or third person: by its name in the address, which rows, and what is said above them.
PILES: dict[str, tuple[Any, Any]] = {
    "to_sign": (
        RecommendationQuerySet.to_sign_by,
        gettext_lazy("Signed by one, and waiting for a second person, who can be you."),
    ),
    "recalled": (
        RecommendationQuerySet.to_tell_of,
        gettext_lazy("People took back what was sent with these. Nobody can recall it; each office that has it must be told."),
    ),
    "tonight": (
        RecommendationQuerySet.to_let_go_by,
        gettext_lazy("Somebody asks that these go before they are complete. Nothing is waived until a second person agrees."),
    ),
    "review": (
        RecommendationQuerySet.to_review_by,
        gettext_lazy("Two persons let these go before they were complete. Somebody who took no part in it looks at each."),
    ),
}
STANDING = Prefetch("outcomes", Outcome.objects.standing())


class RecommendationList(StaffRecommendations, ListView):
    template_name = "submissions/recommendation_list.html"
    paginate_by = 25

    @cached_property
    def pile(self) -> str:
        asked = self.request.GET.get("pile", "")
        return asked if asked in PILES else ""

    def get_queryset(self) -> QuerySet[Recommendation]:
        asks = super().get_queryset().prefetch_related("subject__names", STANDING, "dossier__deliveries")
        return PILES[self.pile][0](asks, self.request.user) if self.pile else asks

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        ready = [] if self.pile else self.ready()
        about = PILES[self.pile][1] if self.pile else ""
        may = policies.can_plan(self.request.user)
        told = {"ready": ready, "about": about, "today": timezone.localdate(), "may_keep_templates": may}
        context = super().get_context_data(**told, **kwargs)
        unsent = [ask for ask in context["page_obj"] if ask.status not in OVER]
        return {**context, "stale": stale(unsent)}

    def ready(self) -> list[Case]:
        """Accepted cases that were not argued yet before this liaison's governments."""
        user = self.request.user
        if not policies.can_open_dossier(user):
            return []
        return list(cases_to_argue(user).select_related("organisation")[:25])


class OpenRecommendation(StaffRecommendations, FormView):
    template_name = "submissions/recommendation_open.html"
    form_class = OpenForm
    case: Case

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not policies.can_open_dossier(request.user):
            raise PermissionDenied
        accepted = Case.objects.visible_to(request.user).filter(status=CaseStatus.ACCEPTED)
        self.case = read_case(accepted.filter(reference=kwargs["case"]))
        return super().dispatch(request, *args, **kwargs)

    def get_initial(self) -> dict[str, Any]:
        return {**super().get_initial(), "subject": self.looked_at}

    def get_form_kwargs(self) -> dict[str, Any]:
        dossiers = Dossier.objects.visible_to(self.request.user).filter(deliveries=None)
        jurisdictions = self.request.user.jurisdictions
        told = {"case": self.case, "government": self.government, "jurisdictions": jurisdictions, "dossiers": dossiers}
        proposed = {row.code for one in self.mapped for row in one.proposed}
        return {**super().get_form_kwargs(), **told, "proposed": proposed}

    @cached_property
    def subjects(self) -> list[Subject]:
        return list(self.case.subjects.all())

    @cached_property
    def looked_at(self) -> Subject | None:
        """Whom the page maps: the one asked for, or the first."""
        wanted = self.request.GET.get("subject", "")
        return next((one for one in self.subjects if one.reference == wanted), next(iter(self.subjects), None))

    @cached_property
    def governments(self) -> dict[str, str]:
        """Those of this liaison, by their code."""
        return {one.value: one.label for one in Jurisdiction if one.value in self.request.user.jurisdictions}

    @cached_property
    def government(self) -> str:
        """Whose laws the page offers: the one asked for, or the first."""
        wanted = self.request.GET.get("government", "")
        return wanted if wanted in self.governments else next(iter(self.governments), "")

    @cached_property
    def mapped(self) -> list[Assessment]:
        """What each programme of that government makes of that subject."""
        return assess_read(self.case, self.looked_at, [self.government]) if self.looked_at else []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        told = {name: getattr(self, name) for name in ("case", "subjects", "looked_at", "mapped", "governments", "government")}
        return super().get_context_data(**told, **kwargs)

    def form_valid(self, form: OpenForm) -> HttpResponse:
        try:
            ask = services.open_recommendation(self.case, by=self.request.user, **form.cleaned_data)
        except checks.NotReady as problem:
            return refuse(self, form, problem)
        messages.success(
            self.request, _("The recommendation is open. Argue each element; your words can be changed until you sign.")
        )
        return redirect(ask)


def refuse(view: FormView, form: Any, problem: checks.NotReady) -> HttpResponse:
    """Nothing that somebody typed is lost: the form stands there again, with the sentences above it."""
    form.add_error(None, problem.problems)
    return view.form_invalid(form)


def show_both(view: FormView, form: Any, problem: checks.NotReady, seen: str) -> HttpResponse:
    """What somebody else saved meanwhile beside what was typed here; saving again is then knowing both."""
    sides = differing(form)
    form.full_clean()
    form.data["seen"] = seen
    form.add_error(None, problem.problems)
    return view.render_to_response(view.get_context_data(form=form, sides=sides))


class RecommendationDetail(StaffRecommendations, DetailView):
    template_name = "submissions/recommendation_detail.html"
    context_object_name = "ask"

    def get_object(self, queryset: Any = None) -> Recommendation:
        found = read_whole(self.get_queryset().filter(reference=self.kwargs["reference"]))
        if not found:
            raise Http404
        return found[0]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        ask, user = self.object, self.request.user
        is_over = ask.status in OVER
        found = [] if is_over else list(checks.found_in(ask))
        problems = [one for one in found if one.blocks]
        step = next_step(ask, user, [one.sentence for one in problems])
        asked = asked_in(ask)
        return super().get_context_data(
            problems=problems,
            warnings=[one for one in found if not one.blocks],
            **waiver_of(ask, user, problems),
            changes=[] if is_over else changes_in(ask),
            asked=asked,
            planned=vars(ask)["planned"],
            plan_holds=[] if is_over else list(held_back(ask, vars(ask)["planned"], timezone.localdate())),
            findings=list(zip(ask.findings.all(), asked.elements, strict=False)),
            passages=passages_of(ask),
            sentences=ask.sentences.all() if ask.dossier.jurisdiction == EU else (),
            arguments=[] if is_over else legal.arguments_for(ask),
            next_step=step,
            second_signature=SecondSignatureForm() if step.signs else None,
            actions=workflow.open_actions(ask, user),
            may_write=ask.status == RecommendationStatus.DRAFTING and policies.can_draft(user, ask),
            may_open_another=policies.is_liaison_for(user, ask.dossier.jurisdiction) and ask.case.status == CaseStatus.ACCEPTED,
            **kwargs,
        )


def waiver_of(ask: Recommendation, user: Any, problems: list[checks.Found]) -> dict[str, Any]:
    """The waiver for tonight, if one was asked for, and what this person may do about it."""
    waiver = next((row for row in reversed(ask.waivers.all()) if row.ended_at is None), None)
    may = policies.can_waive(user, ask)
    took_part = waiver is not None and user.pk in (waiver.asked_by_id, waiver.confirmed_by_id)
    could_wait = ask.status == RecommendationStatus.DRAFTING and any(one.may_wait for one in problems)
    approval = next((row for row in reversed(ask.partner_approvals.all()) if row.voided_at is None), None)
    return {
        "waiver": waiver,
        "may_ask_waiver": may and waiver is None and could_wait,
        "may_confirm_waiver": may and waiver is not None and not waiver.confirmed_by_id and not took_part,
        "may_review_waiver": may and waiver is not None and waiver.stands and not waiver.reviewed_at and not took_part,
        "partner_approval": approval,
        "approval_is_of_these_words": approval and approval.sha256 == content.fingerprint(content.signed_content_of(ask)),
        "parts_to_sign": [
            (part, apart.LABELS[part])
            for part in (apart.LAW, apart.SAFETY)
            if ask.status == RecommendationStatus.TO_SIGN and apart.can_sign_part(user, ask, part)
        ],
        "may_record_approval": policies.can_draft(user, ask) and ask.status not in OVER,
    }


def passages_of(ask: Recommendation) -> list[tuple[Section, str]]:
    """Sections with a text, and those that must have one."""
    said = {passage.section: passage.text for passage in ask.passages.all()}
    pairs = [(section, said.get(section.code, "")) for section in sections_for(ask.dossier.jurisdiction)]
    return [(section, text) for section, text in pairs if text or section.is_required]


class Writing(StaffRecommendations):
    """A page on which the liaison writes. What was signed is opened again first, and nothing typed meanwhile is lost."""

    ask: Recommendation

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if policies.can_read_dossiers(request.user):
            self.ask = get_object_or_404(self.get_queryset(), reference=kwargs["reference"])
            if not policies.can_draft(request.user, self.ask):
                raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if problems := list(checks.can_be_written(self.ask)):
            tell_problems(request, checks.NotReady(problems))
            return redirect(self.ask)
        return super().get(request, *args, **kwargs)  # type: ignore[misc, no-any-return]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(ask=self.ask, **kwargs)  # type: ignore[misc, no-any-return]


class WriteRecommendation(Writing, UpdateView):
    template_name = "submissions/words_form.html"
    form_class = WordsForm

    def get_object(self, queryset: Any = None) -> Recommendation:
        return self.ask

    def get_initial(self) -> dict[str, Any]:
        return {**super().get_initial(), "seen": services.seen_words(self.ask)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(groups=legal.groups_recorded(anew(self.ask)), **kwargs)

    def form_valid(self, form: WordsForm) -> HttpResponse:
        ask = Recommendation.objects.get(pk=self.ask.pk)
        try:
            services.write_recommendation(ask, form.cleaned_data, by=self.request.user, seen=form.cleaned_data["seen"])
        except services.ChangedMeanwhile as problem:
            return show_both(self, WordsForm(self.request.POST.copy(), instance=ask), problem, services.seen_words(ask))
        except checks.NotReady as problem:
            return refuse(self, form, problem)
        messages.success(self.request, _("Saved."))
        return redirect(self.object)


class WriteFinding(Writing, UpdateView):
    template_name = "submissions/finding_form.html"
    form_class = FindingForm
    context_object_name = "finding"

    def get_object(self, queryset: Any = None) -> ElementFinding:
        findings = self.ask.findings.select_related("element", "recommendation__case", "recommendation__dossier")
        return get_object_or_404(findings, pk=self.kwargs["pk"])

    def get_initial(self) -> dict[str, Any]:
        return {**super().get_initial(), "seen": services.seen_finding(self.object)}

    def form_valid(self, form: FindingForm) -> HttpResponse:
        finding = self.get_object()
        try:
            services.write_finding(finding, **form.cleaned_data, by=self.request.user)
        except services.ChangedMeanwhile as problem:
            finding = self.get_object()
            return show_both(
                self, FindingForm(self.request.POST.copy(), instance=finding), problem, services.seen_finding(finding)
            )
        except checks.NotReady as problem:
            return refuse(self, form, problem)
        messages.success(self.request, _("Saved."))
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
    """A second click leads to the same page as the first, with a sentence; so does coming second."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, reference: str, action: str) -> HttpResponse:
        ask = get_object_or_404(self.get_queryset(), reference=reference)
        act = ACTS.get(action)
        if act is None:
            raise PermissionDenied
        if action == "approve" and request.user.pk in ask.signed_by:
            messages.error(request, _("You have signed it already. The other signature is another person's."))
            return redirect(ask)
        try:
            with transaction.atomic():
                act(ask, request)
        except (checks.NotReady, IllegalStep) as problem:
            tell_problems(request, problem)
        else:
            messages.success(request, str(DONE[action]))
        return redirect(ask)


DONE = {
    "propose": gettext_lazy("Signed by you. A second person has to read it whole and sign."),
    "approve": gettext_lazy("Signed by two. It can be frozen and sent."),
    "reopen": gettext_lazy("It can be changed again. Both signatures are void."),
    "stop": gettext_lazy("Stopped. Nobody goes on with it."),
}
