"""Who said what about which government: a table of all, and one page for each person."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop
from django.views.generic import View

from accounts.roles import Jurisdiction
from cases.completeness import Contents, gaps_in, spoke_in_confidence
from cases.forms.answers import AnswerForm
from cases.forms.consent import ConsentForm, UnsafeToAskForm
from cases.forms.kept import without_errors
from cases.models import Case, Consent, Source, Victim
from cases.policies import can_correct, can_review, can_write, is_filed
from cases.services import consent, typing
from cases.services.sections import Closed
from cases.statuses import CaseStatus, ConsentAnswer, Section
from cases.views.frame import OfMyCase, asked_about, frame
from cases.views.sheets import Paper, paper_for, sheet_of
from cases.views.visible import FromAList, VisibleCases

TAKEN_BACK = gettext_noop(
    "Taken back. Nothing more is sent. What was sent before cannot be recalled; the offices that have it are told."
)
TONES = {ConsentAnswer.YES: "good", ConsentAnswer.NOT_ASKED: "wait"}

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
        {"answer": SHORT.get(answer, answer.label), "tone": _tone(answer, row), "row": row, "government": label}
        for answer, row, label in zip(answers, rows, Jurisdiction.labels, strict=True)
    ]


def _tone(answer: ConsentAnswer, row: Consent | None) -> str:
    """A yes is good when it is everybody's."""
    return "wait" if row and row.exceptions else TONES.get(answer, "")


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


def person_of(case: Case, kind: str, pk: int) -> Victim | Source:
    if kind == "victim":
        return get_object_or_404(case.victims, pk=pk)
    source: Source = get_object_or_404(case.sources, pk=pk)
    if not spoke_in_confidence(source):
        raise Http404
    return source


def _code(person: Victim | Source) -> str:
    return f"{'victim' if isinstance(person, Victim) else 'source'}-{person.pk}"


class OfOnePerson(OfMyCase):
    def person(self, kind: str, pk: int) -> Victim | Source:
        return person_of(self.case, kind, pk)


class RecordConsent(OfOnePerson):
    def form(self, person: Victim | Source, *args: Any) -> ConsentForm:
        """With everybody else of the case, since people who were asked together may have answered the same."""
        others = [(_code(other), str(other)) for other in Contents(self.case).people if other != person]
        people = person.count if isinstance(person, Victim) and person.is_group else 0
        return ConsentForm(*args, before=consent.current_answers(person), others=others, people=people)

    def get(self, request: HttpRequest, kind: str, pk: int) -> HttpResponse:
        person = self.person(kind, pk)
        paper = paper_for(request, self.case)
        form = without_errors(self.form(person, paper.typed)) if paper.kept else self.form(person)
        return self.page(form, person, paper=paper)

    def post(self, request: HttpRequest, kind: str, pk: int) -> HttpResponse:
        person = self.person(kind, pk)
        form = self.form(person, request.POST)
        sheet, typed = sheet_of(request), typing.typed_in(request.POST)
        if not form.is_valid():
            if sheet:
                typing.keep(sheet, typed)
            return self.page(form, person)
        try:
            with transaction.atomic():
                rows = self.record(person, form.said())
                for other in self.asked_together(form):
                    rows += self.record(other, form.said_alike(consent.current_answers(other)))
        except Closed as problem:
            return self.page(form, person, status=409, too_late=str(problem))
        typing.mark_sent(sheet, typed, of=request.user)
        messages.success(request, _("Saved.") if rows else _("Nothing was changed."))
        return redirect("cases:section", self.case.reference, Section.CONSENT)

    def asked_together(self, form: ConsentForm) -> list[Victim | Source]:
        chosen = form.cleaned_data.get("also", [])
        return [other for other in Contents(self.case).people if _code(other) in chosen]

    def record(self, person: Victim | Source, said: dict[str, consent.Said]) -> list[Consent]:
        return consent.record_consent(self.case, person, said, by=self.request.user)

    def page(
        self, form: ConsentForm, person: Victim | Source, status: int = 200, too_late: str = "", paper: Paper | None = None
    ) -> HttpResponse:
        history: Sequence[Consent] = person.consents.select_related("recorded_by", "text").order_by("-pk")
        context = frame(self.case, Section.CONSENT, self.request.user) | {
            "form": form,
            "paper": paper or paper_for(self.request, self.case),
            "person": person,
            "history": history,
            "take_back_url": _url(self.case, person) + "take-back/",
            "may_take_all_back": any(row.answer == ConsentAnswer.YES for row in history)
            and can_write(self.request.user, self.case),
            "too_late": too_late,
            "only_taking_back": self.case.status not in (CaseStatus.DRAFT, CaseStatus.RETURNED),
        }
        return render(self.request, "cases/consent_form.html", context, status=status)


class TakeAllBack(OfOnePerson):
    """Every yes of one person taken back with one act, at any time."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, kind: str, pk: int) -> HttpResponse:
        person = self.person(kind, pk)
        try:
            rows = consent.take_all_back(self.case, person, how="", given_on=timezone.localdate(), by=request.user)
        except Closed as problem:
            messages.error(request, str(problem))
        else:
            taken = _(
                "Taken back. Nothing more is sent. What was sent before cannot be recalled; the offices that have it are told."
            )
            messages.success(request, taken if rows else _("Nothing was changed."))
        return redirect("cases:section", self.case.reference, Section.CONSENT)


class DecideUnsafe(FromAList, VisibleCases, View):
    """Staff decide, with a reason, that somebody cannot be asked."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.case = get_object_or_404(self.get_queryset(), reference=kwargs.pop("reference"))
        if not (can_review(request.user, self.case) and is_filed(self.case)):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, kind: str, pk: int) -> HttpResponse:
        return self.page(UnsafeToAskForm(), person_of(self.case, kind, pk))

    def post(self, request: HttpRequest, kind: str, pk: int) -> HttpResponse:
        person, form = person_of(self.case, kind, pk), UnsafeToAskForm(request.POST)
        if not form.is_valid():
            return self.page(form, person)
        given = form.cleaned_data
        try:
            consent.decide_unsafe(
                self.case, person, given["governments"], because=given["because"], until=given["until"], by=request.user
            )
        except consent.NotForUs as problem:
            form.add_error("governments", str(problem))
            return self.page(form, person)
        messages.success(request, _("Decided, and written down with your name."))
        return self.to_case()

    def page(self, form: UnsafeToAskForm, person: Victim | Source) -> HttpResponse:
        return render(self.request, "cases/consent_unsafe.html", {"case": self.case, "form": form, "person": person})
