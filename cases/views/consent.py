"""Who said what about which government: a table of all, and one page for each person."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.roles import Jurisdiction
from cases.completeness import Contents, gaps_in, spoke_in_confidence
from cases.forms.answers import AnswerForm
from cases.forms.consent import ConsentForm
from cases.models import Case, Consent, Source, Victim
from cases.policies import can_correct
from cases.services import consent
from cases.services.sections import Closed
from cases.statuses import CaseStatus, ConsentAnswer, Section
from cases.views.frame import OfMyCase, asked_about, frame

TONES = {ConsentAnswer.YES: "good", ConsentAnswer.NO: "", ConsentAnswer.NOT_ASKED: "wait"}

SHORT = {ConsentAnswer.NOT_ASKED: gettext_lazy("Not asked")}


def table_of(contents: Contents) -> list[dict[str, Any]]:
    """One row for each person, one cell for each government."""
    said = {(row.victim_id, row.source_id, row.government): row for row in contents.consents}
    return [{"person": person, "url": _url(contents.case, person), "cells": _cells(person, said)} for person in contents.people]


def _url(case: Case, person: Victim | Source) -> str:
    return reverse("cases:consent", args=[case.reference, "victim" if isinstance(person, Victim) else "source", person.pk])


def _cells(person: Victim | Source, said: dict[tuple, Consent]) -> list[dict[str, Any]]:
    victim, source = (person.pk, None) if isinstance(person, Victim) else (None, person.pk)
    rows = [said.get((victim, source, government)) for government in Jurisdiction.values]
    answers = [ConsentAnswer(row.answer) if row else ConsentAnswer.NOT_ASKED for row in rows]
    return [
        {"answer": SHORT.get(answer, answer.label), "tone": TONES[answer], "row": row, "government": label}
        for answer, row, label in zip(answers, rows, Jurisdiction.labels, strict=True)
    ]


def consent_page(request: HttpRequest, case: Case, *, bound: AnswerForm | None = None) -> HttpResponse:
    contents = Contents(case)
    context = frame(case, Section.CONSENT, request.user) | {
        "governments": Jurisdiction.labels,
        "table": table_of(contents),
        "gaps": gaps_in(contents, [Section.CONSENT]).get(Section.CONSENT, []),
        "asked": asked_about(request, case, Section.CONSENT, bound),
        "may_take_back": can_correct(request.user, case),
    }
    return render(request, "cases/consent_detail.html", context)


class RecordConsent(OfMyCase):
    def person(self, kind: str, pk: int) -> Victim | Source:
        if kind == "victim":
            return get_object_or_404(self.case.victims, pk=pk)
        source: Source = get_object_or_404(self.case.sources, pk=pk)
        if not spoke_in_confidence(source):
            raise Http404
        return source

    def get(self, request: HttpRequest, kind: str, pk: int) -> HttpResponse:
        person = self.person(kind, pk)
        return self.page(ConsentForm(before=consent.current_answers(person)), person)

    def post(self, request: HttpRequest, kind: str, pk: int) -> HttpResponse:
        person = self.person(kind, pk)
        form = ConsentForm(request.POST, before=consent.current_answers(person))
        if not form.is_valid():
            return self.page(form, person)
        try:
            rows = consent.record_consent(self.case, person, form.said(), by=request.user)
        except Closed as problem:
            return self.page(form, person, status=409, too_late=str(problem))
        messages.success(request, _("Saved.") if rows else _("Nothing was changed."))
        return redirect("cases:section", self.case.reference, Section.CONSENT)

    def page(self, form: ConsentForm, person: Victim | Source, status: int = 200, too_late: str = "") -> HttpResponse:
        history: Sequence[Consent] = person.consents.select_related("recorded_by").order_by("-pk")
        context = frame(self.case, Section.CONSENT, self.request.user) | {
            "form": form,
            "person": person,
            "history": history,
            "too_late": too_late,
            "only_taking_back": self.case.status not in (CaseStatus.DRAFT, CaseStatus.RETURNED),
        }
        return render(self.request, "cases/consent_form.html", context, status=status)
