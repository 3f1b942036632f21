"""A case without a line: the blank form to take along, and a filled one that is looked at before it is taken over."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import View

from accounts.forms import layout
from cases import policies
from cases.exporters.blank import BLANKS
from cases.offline.files import LARGEST, NotRead, read_form
from cases.services import typing
from cases.services.sections import Closed
from cases.statuses import CaseStatus
from cases.views.filled import as_kept, from_kept, look, take_over
from cases.views.frame import OfMyCase
from cases.views.intake import parts_url
from cases.views.sheets import Paper, paper_for, sheet_of

KINDS = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


class BlankForm(View):
    """The same for everybody; its name says nothing."""

    http_method_names = ["get"]

    def get(self, request: HttpRequest, kind: str) -> HttpResponse:
        if not (policies.can_open(request.user) or policies.can_dictate(request.user)):
            raise PermissionDenied
        if kind not in BLANKS:
            raise Http404
        response = HttpResponse(BLANKS[kind](), content_type=KINDS[kind])
        response["Content-Disposition"] = f'attachment; filename="form.{kind}"'
        return response


class FilledForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("The filled form"),
        help_text=gettext_lazy("The Word file or the spreadsheet from here. You see what it brings before anything is saved."),
        error_messages={"required": gettext_lazy("Choose a file first.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].widget.attrs["accept"] = ".docx,.xlsx"
        self.helper = layout("file")

    def clean_file(self) -> list[Any]:
        """What stands in it."""
        received = self.cleaned_data["file"]
        try:
            if received.size > LARGEST:
                raise NotRead(_("This file is far larger than a filled form. Send pictures and documents as evidence."))
            return read_form(received.name or "", b"".join(received.chunks()))
        except NotRead as problem:
            raise forms.ValidationError(str(problem)) from None


class Offline(OfMyCase):
    """A form holds every part, so it is for those who write in every part."""

    http_method_names = ["get", "post"]
    may = staticmethod(policies.can_write_everywhere)

    def get(self, request: HttpRequest) -> HttpResponse:
        if self.case.status != CaseStatus.DRAFT:
            return redirect(self.case)
        return self.page(FilledForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        if "take" in request.POST:
            return self.take()
        form = FilledForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.page(form)
        sheet = typing.new_sheet(request.path, of=request.user, case=self.case)
        if not typing.keep(sheet, as_kept(form.cleaned_data["file"])):
            form.add_error("file", _("There is more in this form than can be read at once. Send it in several parts."))
            return self.page(form)
        return redirect(sheet.way_back)

    def take(self) -> HttpResponse:
        sheet = sheet_of(self.request)
        kept = typing.kept_at(self.request.path, of=self.request.user, number=str(sheet.number)) if sheet else None
        if sheet is None or kept is None or kept.sheet.number != sheet.number:
            messages.info(self.request, _("This form has been taken over already, or was thrown away."))
            return redirect(self.case)
        try:
            taken = take_over(self.case, from_kept(kept.fields), by=self.request.user)
        except Closed as problem:
            messages.error(self.request, str(problem))
            return redirect(self.case)
        typing.mark_sent(sheet, {}, of=self.request.user)
        count = len(taken.new)
        messages.success(self.request, ngettext("%d entry is in the case.", "%d entries are in the case.", count) % count)
        return redirect(parts_url(self.case, self.request.user))

    def page(self, form: FilledForm) -> HttpResponse:
        paper: Paper = paper_for(self.request, self.case)
        context = {
            "case": self.case,
            "form": form,
            "paper": paper,
            "taken": look(self.case, from_kept(paper.kept.fields), by=self.request.user) if paper.kept else None,
            "parts_url": parts_url(self.case, self.request.user),
        }
        return render(self.request, "cases/offline.html", context)
