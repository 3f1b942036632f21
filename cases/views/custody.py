"""Custody: the receipt of a file as `sha256sum -c` reads it, and the auditor's page, which has no content."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.generic import TemplateView, View

from audit.policies import can_read_record
from cases import receipts
from cases.policies import knows_name_of
from cases.services import custody
from cases.views.evidence import VisibleFile


class ReceiptFile(VisibleFile):
    """A text file for `sha256sum -c`; with `?name=own` the partner gets it under the file's own name."""

    http_method_names = ["get"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        file = self.get_object()
        is_shredded = file.data_key.is_shredded
        is_own = request.GET.get("name") == "own" and knows_name_of(request.user, file) and not is_shredded
        words = receipts.receipt(file, under=file.original_name.reveal() if is_own else "")
        response = HttpResponse(words, content_type="text/plain; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="{receipts.receipt_name(file)}"'
        return response


class AuditorsOnly:
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not can_read_record(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]


class CustodyPage(AuditorsOnly, TemplateView):
    template_name = "cases/custody.html"


class WalkCustody(AuditorsOnly, View):
    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        return redirect(custody.ask_for_walk(by=request.user))


class RereadFiles(AuditorsOnly, View):
    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        return redirect(custody.ask_for_rehash(by=request.user))
