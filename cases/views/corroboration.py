"""The page on which staff see how well each claim is carried, and where they answer for what is thin or speaks against."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import View

from audit.steps import IllegalStep
from cases import policies, wording, words
from cases.corroboration import in_ranges
from cases.forms.weighing import ContraryForm, OverrideForm
from cases.models import Case, Override
from cases.services import weighing as services
from cases.views.review import Act, OneCase
from cases.views.visible import VisibleCases
from cases.weighing import ASKED, Weighed, Weight, weigh


class Corroboration(VisibleCases, View):
    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        case = get_object_or_404(self.get_queryset(), reference=reference)
        if not policies.can_weigh(request.user, case):
            raise PermissionDenied
        return show(request, case)


class WriteOverride(OneCase, View):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        form = OverrideForm(request.POST, thin=weigh(self.case).thin)
        if not form.is_valid():
            return show(request, self.case, override_form=form)
        try:
            services.write_override(self.case, by=request.user, **form.cleaned_data)
        except IllegalStep as problem:
            form.add_error(None, str(problem))
            return show(request, self.case, override_form=form)
        messages.success(request, _("It is written. It counts when a colleague has signed it."))
        return redirect(reverse("cases:corroboration", args=[reference]) + self.keep)


class ConfirmOverride(Act):
    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        override = self.row(Override.objects.filter(case=self.case).select_related("case"), "override")
        try:
            services.confirm_override(override, by=request.user)
        except IllegalStep as problem:
            messages.error(request, str(problem))
        else:
            messages.success(request, _("Signed. The claim may stand with what carries it."))
        return redirect(reverse("cases:corroboration", args=[reference]) + self.keep)


class SignContrary(OneCase, View):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        form = ContraryForm(request.POST)
        if form.is_valid():
            try:
                services.sign_contrary(self.case, form.cleaned_data["words"], by=request.user)
            except IllegalStep as problem:
                form.add_error(None, str(problem))
            else:
                messages.success(request, _("Signed. If the partner changes what speaks against it, it is read anew."))
                return redirect(reverse("cases:corroboration", args=[reference]) + self.keep)
        return show(request, self.case, contrary_form=form)


def show(request: HttpRequest, case: Case, **bound: Any) -> HttpResponse:
    weighed, filed_under = weigh(case), wording.words_of(case)
    wording.read_by(filed_under, weighed.sources)
    context = {
        "case": case,
        "weighed": weighed,
        "rows": [row_of(weight, weighed, request.user) for weight in weighed.weights],
        "sources": [(source, grade_of(source), voice_of(source, weighed)) for source in weighed.sources],
        "told": [
            {"term": words.question(code, filed_under), "value": words.answer(code, weighed.told[code], filed_under)}
            for code in ASKED
            if code in weighed.told
        ],
        "may_review": policies.can_review(request.user, case),
        "override_form": bound.get("override_form") or OverrideForm(thin=weighed.thin),
        "contrary_form": bound.get("contrary_form") or ContraryForm(),
    }
    return render(request, "cases/corroboration.html", context)


def row_of(weight: Weight, weighed: Weighed, user: Any) -> dict[str, Any]:
    carriers = {source.pk for source in weight.sources}
    override = weight.override
    may_confirm = weight.waits_for_second and override is not None and override.by_id != user.pk
    cells = [(source, source.pk in carriers) for source in weighed.sources]
    return {"weight": weight, "cells": cells, "may_confirm": may_confirm}


def voice_of(source: Any, weighed: Weighed) -> list[tuple[str, str]]:
    """The numbers of the sources that this one is not independent of, and why; those of one reason together."""
    together = weighed.voices.one_voice_with(source.pk)
    return [(in_ranges(other.number for other in others), ", ".join(reasons)) for others, reasons in together]


def grade_of(source: Any) -> str:
    """Both axes side by side, as the field writes them: B2."""
    return f"{source.reliability or '–'}{source.credibility or '–'}" if source.reliability or source.credibility else "–"
