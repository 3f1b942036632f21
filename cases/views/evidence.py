"""Evidence files: received with a receipt, opened on record, removed from a draft."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.generic import DetailView

from cases import policies
from cases.forms.evidence import UploadForm
from cases.models import EvidenceFile, Source
from cases.receipts import exhibit_name
from cases.services import evidence
from cases.services.sections import Closed, is_open
from cases.statuses import CaseStatus, Section
from cases.views.frame import OfMyCase, frame
from cases.views.holders import custody_of

# A file from outside runs nothing, wherever a browser might show it.
SANDBOX = "sandbox; default-src 'none'"


class UploadEvidence(OfMyCase):
    def source(self, pk: int) -> Source:
        return get_object_or_404(self.case.sources, pk=pk)

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not is_open(self.case, Section.EVIDENCE, to=request.user):
            return redirect("cases:section", self.case.reference, Section.EVIDENCE)
        return self.page(UploadForm(), self.source(pk))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        source, form = self.source(pk), UploadForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.page(form, source)
        received = form.cleaned_data["file"]
        try:
            file = evidence.attach_evidence(source, received, by=request.user, media_type=form.media_type)
        except Closed as problem:
            messages.error(request, str(problem))
            return redirect("cases:section", self.case.reference, Section.EVIDENCE)
        messages.success(request, _("The file has arrived whole and is kept encrypted. Here is its receipt."))
        return redirect("cases:evidence-receipt", self.case.reference, file.pk)

    def page(self, form: UploadForm, source: Source) -> HttpResponse:
        context = frame(self.case, Section.EVIDENCE, self.request.user) | {"form": form, "source": source}
        return render(self.request, "cases/evidence_form.html", context)


class VisibleFile(DetailView):
    """One file of a case: for the partner always, for staff while they read the case itself.

    An address kept from before the partner withdrew opens nothing any more.
    """

    template_name = "cases/evidence_detail.html"

    def get_queryset(self) -> Any:
        files = EvidenceFile.objects.visible_to(self.request.user).filter(case__reference=self.kwargs["reference"])
        return files.select_related("case__data_key", "source", "received_by")

    def get_object(self, queryset: Any = None) -> EvidenceFile:
        file: EvidenceFile = super().get_object(queryset)
        if not (policies.can_file(self.request.user, file.case) or policies.is_filed(file.case)):
            raise Http404
        return file


class EvidenceReceipt(VisibleFile):
    """Number, size and SHA-256 of a file; its own name only for the organisation that gave it."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        file, user = self.object, self.request.user
        is_ours = policies.can_file(user, file.case)
        return super().get_context_data(
            case=file.case,
            file=file,
            exhibit=exhibit_name(file),
            original_name=file.original_name.reveal() if is_ours else "",
            may_remove=is_ours and file.case.status == CaseStatus.DRAFT,
            is_ours=is_ours,
            custody=custody_of(file, reader=user),
            **kwargs,
        )


class DownloadEvidence(VisibleFile):
    """Always as a file to keep, never to show; under a name that tells nothing."""

    http_method_names = ["get"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> FileResponse:
        file = self.get_object()
        content = evidence.open_evidence(file, by=request.user)
        response = FileResponse(content, as_attachment=True, filename=exhibit_name(file), content_type=file.media_type)
        response["Content-Length"] = file.size
        response["Content-Security-Policy"] = SANDBOX
        return response


class RemoveEvidence(OfMyCase):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: Any) -> HttpResponse:
        file = get_object_or_404(self.case.evidencefiles.select_related("case"), pk=pk)
        try:
            evidence.remove_evidence(file, by=request.user)
        except Closed as problem:
            messages.error(request, str(problem))
        else:
            messages.success(request, _("The file is removed."))
        return redirect("cases:section", self.case.reference, Section.EVIDENCE)
