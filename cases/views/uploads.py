"""The resumable upload, as tus 1.0 has it: a file is announced, its pieces are patched in, and asked for how far it is.

https://tus.io/protocols/resumable-upload (core and creation). Only from our own pages; nothing of a file is in an address.
"""

import base64
import binascii
import re
from typing import Any

from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from cases.arriving import give_up
from cases.disks import DISK_IS_FULL, is_full_disk
from cases.models import Upload
from cases.room import NoRoom
from cases.services import uploads
from cases.services.sections import Closed
from cases.statuses import Shows
from cases.views.frame import OfMyCase
from vault.staging import Busy

TUS = "1.0.0"
FINGERPRINT = re.compile("[0-9a-f]{64}")
REFUSALS: dict[type[Exception], int] = {Closed: 403, NoRoom: 413, uploads.NotReceived: 415, uploads.Mixed: 460}
PIECES = "application/offset+octet-stream"


def answer(status: int, words: str = "", **headers: Any) -> HttpResponse:
    response = HttpResponse(words, status=status, content_type="text/plain; charset=utf-8")
    response["Tus-Resumable"] = TUS
    for name, value in headers.items():
        response[name.replace("_", "-")] = str(value)
    return response


class Tus(OfMyCase):
    """Refusals of the protocol; each refusal of ours says in words, fit for a page, what is wrong."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return super().dispatch(request, *args, **kwargs)
        except Busy:
            return answer(423)
        except tuple(REFUSALS) as problem:
            return answer(REFUSALS[type(problem)], str(problem))
        except OSError as problem:
            if not is_full_disk(problem):
                raise
            kept = _("What has arrived of this file is kept. Tell the coalition, and go on later.")
            return answer(507, f"{DISK_IS_FULL} {kept}")

    def speaks_tus(self) -> bool:
        return self.request.headers.get("Tus-Resumable") == TUS


class BeginUpload(Tus):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        source = get_object_or_404(self.case.sources.select_related("case__data_key"), pk=pk)
        length = request.headers.get("Upload-Length", "")
        if not self.speaks_tus() or not length.isascii() or not length.isdigit():
            return answer(412 if not self.speaks_tus() else 400, Tus_Version=TUS)
        told = metadata(request.headers.get("Upload-Metadata", ""))
        shows = [code for code in told.get("shows", "").split(",") if code in Shows.values]
        upload = uploads.begin_upload(
            source,
            name=told.get("filename", ""),
            size=int(length),
            shows=shows,
            by=request.user,
            fingerprint=told.get("fingerprint", "") if FINGERPRINT.fullmatch(told.get("fingerprint", "")) else "",
        )
        return answer(201, Location=reverse("cases:upload", args=[self.case.reference, upload.pk]))


class OneUpload(Tus):
    http_method_names = ["head", "patch", "delete"]

    def upload(self, pk: Any) -> Upload:
        mine = Upload.objects.filter(case=self.case, by=self.request.user).select_related("case__data_key")
        return get_object_or_404(mine, pk=pk)

    def head(self, request: HttpRequest, pk: Any) -> HttpResponse:
        """How far it is. One whose last answer was cut off, or whose server fell while it was sealed, is finished now."""
        upload = self.upload(pk)
        if upload.evidence_id is None and upload.offset == upload.size:
            upload.evidence = uploads.finish_upload(upload, by=request.user)
        return answer(200, Upload_Offset=upload.offset, Upload_Length=upload.size, **self.receipt(upload))

    def patch(self, request: HttpRequest, pk: Any) -> HttpResponse:
        upload = self.upload(pk)
        if not self.speaks_tus() or request.content_type != PIECES:
            return answer(412 if not self.speaks_tus() else 415, Tus_Version=TUS)
        if request.headers.get("Upload-Offset") != str(upload.offset):
            return answer(409)
        try:
            offset = upload.offset if upload.evidence_id else uploads.add_to_upload(upload, request)
            if offset == upload.size:
                upload.evidence = uploads.finish_upload(upload, by=request.user)
        except UnreadablePostError:  # the line broke; what was whole is kept, and nobody reads this answer
            return answer(400)
        return answer(204, Upload_Offset=offset, **self.receipt(upload))

    def delete(self, request: HttpRequest, pk: Any) -> HttpResponse:
        upload = self.upload(pk)
        if upload.evidence_id is None:
            give_up(upload)
        return answer(204)

    def receipt(self, upload: Upload) -> dict[str, str]:
        """Where to read the receipt, once every byte is stored, hashed and sealed."""
        if upload.evidence is None:
            return {}
        return {"Upload_Receipt": reverse("cases:evidence-receipt", args=[self.case.reference, upload.evidence.pk])}


def metadata(header: str) -> dict[str, str]:
    """Pairs with commas between; a key, and its value in base64. What cannot be read is not there."""
    told = {}
    for pair in header.split(","):
        key, _, value = pair.strip().partition(" ")
        try:
            told[key] = base64.b64decode(value, validate=True).decode()
        except (binascii.Error, UnicodeDecodeError):
            continue
    return told
