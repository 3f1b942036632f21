"""Every text of a case beside its translation: written by one of the staff, read against the original by another."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View

from accounts.forms import layout
from audit.steps import IllegalStep
from cases import policies
from cases.forms.fields import LongText
from cases.reading import read
from cases.services.translations import confirm_translation, write_translation
from cases.translating import Original, beside, found, originals
from cases.views.review import OneCase


class TranslationForm(forms.Form):
    text = LongText(label=gettext_lazy("In English"), max_length=20_000, rows=5)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = layout("text")


class Translate(OneCase, View):
    """One form for each text; `text` in the address says which one is open."""

    def texts(self) -> list[Original]:
        reading = read(self.case) if policies.is_filed(self.case) else None
        return [original for original in originals(self.case, reading) if original.text.strip()]

    def get(self, request: HttpRequest, reference: str, form: TranslationForm | None = None) -> HttpResponse:
        newest, chosen = beside(self.case), request.GET.get("text", "")
        rows = [{"original": original, "beside": found(original, newest)} for original in self.texts()]
        for row in rows:
            if row["original"].code == chosen:
                there = row["beside"]
                row["form"] = form or TranslationForm(initial={"text": there.row.text if there else ""})
        return render(request, "cases/translate.html", {"case": self.case, "rows": rows})

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        if "read" in request.POST:
            return self.confirm(request.POST["read"])
        wanted = request.GET.get("text", "")
        original = next((one for one in self.texts() if one.code == wanted), None)
        if original is None:
            raise Http404
        form = TranslationForm(request.POST)
        if not form.is_valid():
            return self.get(request, reference, form)
        write_translation(self.case, original, form.cleaned_data["text"], by=request.user)
        messages.success(request, _("The translation stands beside the original."))
        return self.to_page()

    def to_page(self) -> HttpResponse:
        return redirect(reverse("cases:translate", args=[self.case.reference]) + self.keep)

    def confirm(self, number: str) -> HttpResponse:
        row = get_object_or_404(self.case.translations, pk=number if number.isdecimal() else 0)
        try:
            confirm_translation(row, by=self.request.user)
        except IllegalStep as problem:
            messages.error(self.request, str(problem))
        return self.to_page()
