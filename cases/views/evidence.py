"""Evidence files: received with a receipt, opened on record, removed from a draft."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.generic import DetailView

from cases import policies
from cases.disks import is_full_disk
from cases.finding.scans import languages
from cases.forms.evidence import MarkForm, UploadForm, disk_is_full
from cases.media_types import ending_of
from cases.models import EvidenceFile, FileRead, Source, WorkingCopy
from cases.receipts import exhibit_name
from cases.room import NoRoom, require_room, room_left
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
            require_room(self.case, received.size)
            file = evidence.attach_evidence(
                source, received, by=request.user, media_type=form.media_type, shows=form.cleaned_data["shows"]
            )
        except NoRoom as problem:
            form.add_error("file", str(problem))
            return self.page(form, source)
        except OSError as problem:
            if not is_full_disk(problem):
                raise
            form.add_error("file", disk_is_full())
            return self.page(form, source)
        except Closed as problem:
            messages.error(request, str(problem))
            return redirect("cases:section", self.case.reference, Section.EVIDENCE)
        messages.success(request, _("The file has arrived whole and is kept encrypted. Here is its receipt."))
        return redirect("cases:evidence-receipt", self.case.reference, file.pk)

    def unfinished(self, source: Source) -> list[dict[str, Any]]:
        """What this person began to send and did not end; its own name is for them alone."""
        mine = source.uploads.filter(by=self.request.user, evidence=None).select_related("case__data_key")
        return [{"upload": upload, "name": upload.original_name.reveal(), "offset": upload.offset} for upload in mine]

    def page(self, form: UploadForm, source: Source) -> HttpResponse:
        context = frame(self.case, Section.EVIDENCE, self.request.user) | {
            "form": form,
            "source": source,
            "room": room_left(self.case),
            "unfinished": self.unfinished(source),
        }
        return render(self.request, "cases/evidence_form.html", context)


class VisibleFile(DetailView):
    """One file of a case: for the partner always, for staff while they read the case itself.

    An address kept from before the partner withdrew opens nothing any more.
    """

    template_name = "cases/evidence_detail.html"

    def get_queryset(self) -> Any:
        files = EvidenceFile.objects.visible_to(self.request.user).filter(case__reference=self.kwargs["reference"])
        return files.select_related("case__data_key", "source", "received_by", "copy")

    def get_object(self, queryset: Any = None) -> EvidenceFile:
        file: EvidenceFile = super().get_object(queryset)
        if not (policies.can_write(self.request.user, file.case) or policies.is_filed(file.case)):
            raise Http404
        return file


class EvidenceReceipt(VisibleFile):
    """Number, size and SHA-256 of a file; its own name only for the organisation that gave it."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        file, user = self.object, self.request.user
        is_ours, knows_name = policies.can_write(user, file.case), policies.knows_name_of(user, file)
        return super().get_context_data(
            case=file.case,
            file=file,
            exhibit=exhibit_name(file),
            is_shredded=file.data_key.is_shredded,
            original_name=file.original_name.reveal() if knows_name and not file.data_key.is_shredded else "",
            may_remove=policies.can_write_in(user, file.case, Section.EVIDENCE)
            and file.case.status == CaseStatus.DRAFT
            and not file.locked_at,
            copy=getattr(file, "copy", None),
            is_ours=is_ours,
            mark_form=MarkForm(initial={"shows": file.shows}) if policies.can_mark(user, file.case) else None,
            may_ask_unlock=policies.can_ask_unlock(user, file.case),
            custody=custody_of(file, reader=user),
            scans_are_read=bool(languages()),
            read=None if is_ours else FileRead.objects.visible_to(user).filter(file=file).first(),
            **kwargs,
        )


class OpenFile(VisibleFile):
    """What may be opened; a file that was set aside or locked is not there."""

    http_method_names = ["get"]

    def get_object(self, queryset: Any = None) -> EvidenceFile:
        file = super().get_object(queryset)
        if not file.may_be_opened:
            raise Http404
        return file


class DownloadEvidence(OpenFile):
    """Always as a file to keep, never to show; under a name that tells nothing."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> FileResponse:
        file = self.get_object()
        content = evidence.open_evidence(file, by=request.user)
        response = FileResponse(content, as_attachment=True, filename=exhibit_name(file), content_type=file.media_type)
        response["Content-Length"] = file.size
        response["Content-Security-Policy"] = SANDBOX
        return response


class OpenCopy(OpenFile):
    """The working copy: pictures and text where the page was; all else as a file, as no browser shows it that may run nothing."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> FileResponse:
        copy = working_copy(self.get_object())
        content = evidence.open_copy(copy, by=request.user)
        name = exhibit_name(copy.original).rpartition(".")[0] + f"-copy.{ending_of(copy.media_type)}"
        as_file = not copy.media_type.startswith(("image/", "text/"))
        kind = "text/plain; charset=utf-8" if copy.media_type == "text/plain" else copy.media_type
        response = FileResponse(content, as_attachment=as_file, filename=name, content_type=kind)
        response["Content-Length"] = copy.size
        response["Content-Security-Policy"] = SANDBOX
        return response


class ShowVeil(OpenFile):
    """A picture of so few pixels that nobody can say what it shows. Looking at it is not opening the file."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> FileResponse:
        copy = working_copy(self.get_object())
        if not copy.veil:
            raise Http404
        response = FileResponse(copy.veil.open(), content_type="image/jpeg")
        response["Content-Security-Policy"] = SANDBOX
        return response


def working_copy(file: EvidenceFile) -> WorkingCopy:
    if not hasattr(file, "copy"):
        raise Http404
    return file.copy


class LockEvidence(VisibleFile):
    """Somebody reports a file as a sexual image of a child: from this moment nobody opens it."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        file = self.get_object()
        evidence.lock_evidence(file, by=request.user)
        messages.success(request, _("The file is locked: nobody can open it any more, and it goes nowhere."))
        return redirect("cases:evidence-receipt", file.case.reference, file.pk)


class MarkEvidence(VisibleFile):
    """Staff say that a file shows injury, nudity or death, or that it does not."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        file, form = self.get_object(), MarkForm(request.POST)
        if not form.is_valid():
            raise BadRequest
        is_changed = evidence.mark_evidence(file, form.cleaned_data["shows"], by=request.user)
        messages.success(request, _("Saved.") if is_changed else _("Nothing was changed."))
        return redirect("cases:evidence-receipt", file.case.reference, file.pk)


class RemoveEvidence(OfMyCase):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: Any) -> HttpResponse:
        file = get_object_or_404(self.case.evidencefiles.select_related("case"), pk=pk)
        try:
            evidence.remove_evidence(file, by=request.user)
        except Closed as problem:
            messages.error(request, str(problem))
        except evidence.Locked:
            messages.error(request, _("This file was reported and is locked: nobody removes it."))
        else:
            messages.success(request, _("The file is removed."))
        return redirect("cases:section", self.case.reference, Section.EVIDENCE)
