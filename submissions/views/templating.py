"""The page on which the coalition keeps its templates for Word: each is downloaded, edited in Word, and sent back."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.generic import FormView, View

from accounts.roles import Jurisdiction
from submissions import policies
from submissions.forms.files import TemplateForm
from submissions.services import templating
from submissions.views.visible import StaffOnly

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class Templates(StaffOnly):
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not policies.can_plan(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class WordTemplates(Templates, FormView):
    """Posting `again` for a government goes back to the template that comes with the site."""

    template_name = "submissions/word_templates.html"
    form_class = TemplateForm

    def mine(self) -> list[str]:
        return [code for code in Jurisdiction.values if policies.can_keep_template(self.request.user, code)]

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "governments": self.mine()}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if government := request.POST.get("again"):
            templating.end(government, by=request.user)
            messages.success(request, _("From now on the template that comes with the site is used."))
            return redirect("submissions:word-templates")
        return super().post(request, *args, **kwargs)

    def form_valid(self, form: TemplateForm) -> HttpResponse:
        templating.keep(form.cleaned_data["government"], form.cleaned_data["file"], by=self.request.user)
        messages.success(self.request, _("Kept. Versions that are frozen from now on are built with it."))
        return redirect("submissions:word-templates")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        mine = self.mine()
        rows = [
            {"code": code, "label": label, "template": templating.standing(code), "is_mine": code in mine}
            for code, label in Jurisdiction.choices
        ]
        return super().get_context_data(rows=rows, **kwargs)


class WordTemplateFile(Templates, View):
    http_method_names = ["get"]

    def get(self, request: HttpRequest, government: str) -> HttpResponse:
        if government not in Jurisdiction.values:
            raise Http404
        response = HttpResponse(templating.body_of(templating.standing(government)), content_type=WORD)
        response["Content-Disposition"] = f'attachment; filename="template-{government}.docx"'
        response["Content-Security-Policy"] = "sandbox; default-src 'none'"
        return response
