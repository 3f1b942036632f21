"""Pages beside a recommendation: what changed under it, and the statement of reasons sentence by sentence."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import FormView, TemplateView, View

from submissions import checks, services
from submissions.forms.arguing import FindingForm, SentenceSet
from submissions.models import ElementFinding
from submissions.services.new_elements import take_up_new_elements
from submissions.views.recommendations import Writing
from submissions.views.visible import StaffRecommendations, tell_problems


class FactsAreRead(StaffRecommendations, View):
    """The liaison has read what changed, and says that the words hold."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        ask = get_object_or_404(self.get_queryset(), reference=reference)
        try:
            services.confirm_facts(ask, by=request.user)
        except checks.NotReady as problem:
            tell_problems(request, problem)
        else:
            messages.success(request, _("Your words rest on the case and the law as they are now."))
        return redirect(ask)


class ArgueElements(Writing, TemplateView):
    """All elements on one page. Claims that carry the same subject's recommendation to another government are ticked already."""

    template_name = "submissions/elements_form.html"

    def findings(self) -> list[ElementFinding]:
        """What the law asks more since it was opened stands at the end, still empty."""
        take_up_new_elements(self.ask)
        rows = self.ask.findings.select_related("element", "recommendation__case", "recommendation__dossier")
        return list(rows.prefetch_related("claims"))

    def forms(self, posted: Any = None) -> list[FindingForm]:
        made = []
        for finding in self.findings():
            told: dict[str, Any] = {"seen": services.seen_finding(finding)}
            if finding.is_missing and not finding.statement:
                told["claims"] = self.carried_elsewhere
            made.append(FindingForm(posted, instance=finding, prefix=f"element-{finding.pk}", initial=told))
        return made

    def typed_again(self) -> list[FindingForm]:
        """What was sent, over what is saved now: saving it once more is then knowing both."""
        sent = self.request.POST.copy()
        for finding in self.findings():
            sent[f"element-{finding.pk}-seen"] = services.seen_finding(finding)
        return self.forms(sent)

    @cached_property
    def carried_elsewhere(self) -> list[int]:
        findings = ElementFinding.objects.filter(
            recommendation__case=self.ask.case_id, recommendation__subject=self.ask.subject_id
        )
        others = findings.exclude(recommendation=self.ask)
        return list(others.filter(claims__recanted_at=None).exclude(claims=None).values_list("claims", flat=True).distinct())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**{"forms": self.forms(), **kwargs})

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        forms = self.forms(request.POST)
        valid = [form.is_valid() for form in forms]  # every form, so that each says what is wrong
        if not all(valid):
            return self.render_to_response(self.get_context_data(forms=forms))
        try:
            with transaction.atomic():
                for form, finding in zip(forms, self.findings(), strict=True):
                    services.write_finding(finding, **form.cleaned_data, by=request.user)
        except services.ChangedMeanwhile as problem:
            tell_problems(request, problem)
            return self.render_to_response(self.get_context_data(forms=self.typed_again(), theirs=self.findings()))
        except checks.NotReady as problem:
            tell_problems(request, problem)
            return self.render_to_response(self.get_context_data(forms=forms))
        messages.success(request, _("Saved."))
        return redirect(self.ask)


class WriteReasons(Writing, FormView):
    """Empty, it begins with the claims that the elements rest on: a first draft to be mended."""

    template_name = "submissions/reasons_form.html"
    form_class = SentenceSet

    def get_form_kwargs(self) -> dict[str, Any]:
        standing = self.ask.case.claims.filter(recanted_at=None).prefetch_related("sources")
        return {**super().get_form_kwargs(), "form_kwargs": {"standing": standing}}

    def get_initial(self) -> Any:
        sentences = [{"text": row.text, "claims": [claim.pk for claim in row.standing_claims]} for row in self.sentences()]
        return sentences or self.first_draft()

    def sentences(self) -> Any:
        return self.ask.sentences.prefetch_related("claims")

    def first_draft(self) -> list[dict[str, Any]]:
        used = {claim.pk: claim for finding in self.ask.findings.prefetch_related("claims") for claim in finding.standing_claims}
        return [{"text": claim.text, "claims": [claim.pk]} for claim in used.values()]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(seen=services.seen_reasons(self.ask), theirs=kwargs.pop("theirs", None), **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        written = [(row["text"].strip(), row["claims"]) for row in form.cleaned_data if row and row["text"].strip()]
        try:
            services.write_reasons(self.ask, written, by=self.request.user, seen=self.request.POST.get("seen", ""))
        except services.ChangedMeanwhile as problem:
            tell_problems(self.request, problem)
            return self.render_to_response(self.get_context_data(form=form, theirs=list(self.sentences())))
        except checks.NotReady as problem:
            tell_problems(self.request, problem)
            return self.render_to_response(self.get_context_data(form=form))
        messages.success(self.request, _("Saved."))
        return redirect(self.ask)
