"""Copies for offices: asked for, made by a worker, downloaded in one piece or in parts while their link lasts."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import FormView, View

from audit.log import record
from submissions import checks, policies
from submissions.exporters.copies import part_of
from submissions.forms.sending import CopyForm
from submissions.models import DossierVersion, OfficeCopy
from submissions.services import copying
from submissions.statuses import Lock
from submissions.views.leaks import OfAVersion
from submissions.views.recommendations import refuse


class Copies(OfAVersion, FormView):
    template_name = "submissions/copies.html"
    form_class = CopyForm

    @cached_property
    def asked(self) -> DossierVersion:
        return self.version()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not policies.is_liaison_for(request.user, self.asked.dossier.jurisdiction):
            raise PermissionDenied
        return super().post(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "version": self.asked}

    def get_initial(self) -> dict[str, Any]:
        return {"letter": copying.usual_letter(self.asked)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        dossier = self.asked.dossier
        copies = list(self.asked.copies.select_related("recipient", "asked_by").prefetch_related("deliveries"))
        for copy in copies:
            copy.version = self.asked
        may = policies.is_liaison_for(self.request.user, dossier.jurisdiction)
        return super().get_context_data(version=self.asked, dossier=dossier, copies=copies, may_ask=may, **kwargs)

    def form_valid(self, form: CopyForm) -> HttpResponse:
        try:
            with transaction.atomic():
                _copy, job = copying.ask_for_copy(self.asked, form.cleaned_data, by=self.request.user)
        except checks.NotReady as problem:
            return refuse(self, form, problem)
        return redirect(job)


class OfACopy(OfAVersion):
    def copy(self) -> OfficeCopy:
        copies = OfficeCopy.objects.select_related("version__dossier__data_key", "recipient")
        return get_object_or_404(copies, version=self.version(), pk=self.kwargs["pk"])


class DownloadCopy(OfACopy, View):
    """Handed out while it may be sent and its link lasts; each download is on the record."""

    def get(self, request: HttpRequest, reference: str, number: int, pk: str, part: int) -> HttpResponse:
        copy = self.copy()
        if not copy.is_open:
            messages.error(request, _("The link to this copy has ended. Have another made."))
            return redirect("submissions:copies", reference, number)
        try:
            checks.require_deliverable(copy.version)
        except checks.NotReady as problem:
            messages.error(request, " ".join(problem.problems))
            return redirect("submissions:copies", reference, number)
        if part not in copy.parts:
            raise Http404
        record(request.user, "dossier.copy_read", copy)
        name = copy.name if len(copy.parts) == 1 else f"{copy.name}.{part:03}"
        response = StreamingHttpResponse(part_of(copy, part), content_type="application/octet-stream")
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        response["Content-Length"] = str(min(copy.part_size, copy.size - (part - 1) * copy.part_size))
        response["Content-Security-Policy"] = "sandbox; default-src 'none'"
        return response


class CopyPassword(OfACopy, View):
    """The password is told another way than the file; who read it is on the record."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, reference: str, number: int, pk: str) -> HttpResponse:
        copy = self.copy()
        if copy.lock != Lock.PASSWORD:
            raise Http404
        if not policies.is_liaison_for(request.user, copy.version.dossier.jurisdiction):
            raise PermissionDenied
        record(request.user, "dossier.copy_password_read", copy)
        told = {"copy": copy, "password": copy.password.reveal()}
        return render(request, "submissions/copy_password.html", told)
