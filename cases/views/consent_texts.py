"""What people are told before they answer: versions, their translations, and who read them."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.generic import FormView, ListView

from cases.forms.consent_texts import NewVersionForm, ReviewerForm, TranslationForm
from cases.models import ConsentText
from cases.policies import can_write_consent_texts
from cases.services import consent


class ConsentTexts(ListView):
    """Everybody who sees cases reads them; a partner reads them out."""

    template_name = "cases/consent_texts.html"
    queryset = ConsentText.objects.select_related("original")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(may_write=can_write_consent_texts(self.request.user), **kwargs)


class WriteConsentText(FormView):
    template_name = "cases/consent_text_form.html"
    title = ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not can_write_consent_texts(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def text(self) -> ConsentText:
        return get_object_or_404(ConsentText, pk=self.kwargs["pk"])

    def done(self, words: str) -> HttpResponse:
        messages.success(self.request, words)
        return redirect("cases:consent-texts")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(text=self.text() if "pk" in self.kwargs else None, **kwargs)


class NewVersion(WriteConsentText):
    form_class = NewVersionForm

    def form_valid(self, form: NewVersionForm) -> HttpResponse:
        consent.new_version(form.cleaned_data["body"], by=self.request.user)
        return self.done(_("These are the words from now on. Those of before stay as what was told then."))


class Translate(WriteConsentText):
    form_class = TranslationForm

    def form_valid(self, form: TranslationForm) -> HttpResponse:
        try:
            with transaction.atomic():
                consent.add_translation(self.text(), **form.cleaned_data, by=self.request.user)
        except IntegrityError:
            form.add_error("language", _("There is a text of this version in this language already."))
            return self.form_invalid(form)
        return self.done(_("Added. It can be used when somebody who is named has read it against the original."))


class NameReviewer(WriteConsentText):
    form_class = ReviewerForm

    def form_valid(self, form: ReviewerForm) -> HttpResponse:
        consent.name_reviewer(self.text(), form.cleaned_data["reviewed_by"], by=self.request.user)
        return self.done(_("Named. The translation can be used."))
