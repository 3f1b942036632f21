from typing import Any

from django.http import HttpResponse
from django.views.generic import FormView

from sanctions.forms.screening import ScreenForm
from sanctions.matching.screening import shown
from sanctions.views.visible import StaffOnly


class ScreenNames(StaffOnly, FormView):
    """Whom the lists may mean by a name or a table of names. The answer is this page; nothing is kept, nothing leaves."""

    template_name = "sanctions/screen.html"
    form_class = ScreenForm

    def form_valid(self, form: ScreenForm) -> HttpResponse:
        answers = shown(form.cleaned_data["asked"])
        found = [answer for answer in answers if answer["candidates"]]
        context: dict[str, Any] = {"form": form, "answers": answers, "found": found, "refused": form.cleaned_data["refused"]}
        return self.render_to_response(self.get_context_data(**context))
