from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.generic import ListView, View

from audit import policies, services
from audit.models import Record, Seal


class AuditorsOnly:
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not policies.can_read_record(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]


class RecordList(AuditorsOnly, ListView):
    template_name = "audit/record_list.html"
    paginate_by = 50

    def get_queryset(self) -> QuerySet[Record]:
        return Record.objects.visible_to(self.request.user).select_related("actor", "object_type", "seal")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(last_seal=Seal.objects.order_by("position").last(), **kwargs)


class VerifyRecord(AuditorsOnly, View):
    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        return redirect(services.ask_for_verification(by=request.user))
