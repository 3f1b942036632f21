"""Files are sealed as they arrive; whoever opens one is written down; what was filed is never removed."""

import hashlib
import io
import zipfile
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from audit.models import Record
from cases import media_types, uploads
from cases.models import Case, EvidenceFile, Source
from cases.receipts import exhibit_name
from cases.services import evidence
from cases.services.sections import Closed
from cases.statuses import CaseStatus
from cases.uploads import ReceivedFile
from tests.cases.material import fill
from vault.sight import EVERYTHING, look_as

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.7 the doctor's report about Oriel Dask " + bytes(range(256)) * 2000
FILES = settings.VAR / "files"


def zipped():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/document.xml", "<w:document/>")
    return buffer.getvalue()


def files_on_disk():
    return {path for path in FILES.rglob("*") if path.is_file()}


@pytest.fixture
def draft(make_case, organisation, partner):
    return fill(make_case(organisation, partner, status=CaseStatus.DRAFT))


@pytest.fixture
def source(draft):
    with look_as(EVERYTHING):
        return Source.objects.get()


@pytest.fixture
def send(sign_in, partner, draft, source):
    client = sign_in(partner)

    def send_file(name="report of Oriel Dask.pdf", content=PDF):
        address = reverse("cases:evidence-upload", args=[draft.reference, source.pk])
        return client.post(address, {"file": SimpleUploadedFile(name, content)}, follow=True)

    return send_file


def kept():
    with look_as(EVERYTHING):
        return EvidenceFile.objects.select_related("case").get()


def test_a_receipt_tells_the_fingerprint_of_what_was_sent(send):
    answer = send()

    file = kept()
    assert (file.sha256, file.size, file.media_type) == (hashlib.sha256(PDF).hexdigest(), len(PDF), "application/pdf")
    assert hashlib.sha256(PDF).hexdigest() in answer.content.decode()
    assert [row.verb for row in Record.objects.filter(object_id=str(file.pk))] == ["case.evidence_received"]


def test_nothing_plain_is_on_the_disk_or_in_the_row(send):
    before = files_on_disk()
    send()

    (path,) = files_on_disk() - before
    sealed = path.read_bytes()
    assert b"%PDF" not in sealed
    assert b"Oriel" not in sealed
    assert "report" not in str(path)
    file = kept()
    assert b"Oriel" not in bytes(file.original_name.sealed)
    with look_as(EVERYTHING):
        assert file.original_name.reveal() == "report of Oriel Dask.pdf"


def test_a_large_file_is_encrypted_also_while_it_waits(monkeypatch):
    written = []
    real = uploads.tempfile.TemporaryFile

    class Watched:
        def __init__(self, *args):
            self.file = real(*args)

        def write(self, piece):
            written.append(bytes(piece))
            return self.file.write(piece)

        def __getattr__(self, name):
            return getattr(self.file, name)

    monkeypatch.setattr(uploads.tempfile, "TemporaryFile", Watched)
    with ReceivedFile("a.pdf", "application/pdf") as received:
        for start in range(0, len(PDF), 1000):
            received.receive(PDF[start : start + 1000])
        assert b"".join(received.chunks()) == b"".join(received.chunks(7)) == PDF

    assert len(b"".join(written)) == len(PDF)
    assert b"Oriel" not in b"".join(written)


def test_the_file_comes_back_whole_under_a_name_that_tells_nothing(send, client, sign_in, coordinator, draft):
    send()
    file = kept()
    stands_as(draft, CaseStatus.FILED)

    answer = sign_in(coordinator).get(reverse("cases:evidence-download", args=[draft.reference, file.pk]))

    assert b"".join(answer.streaming_content) == PDF
    assert answer["Content-Disposition"] == f'attachment; filename="{draft.reference}-01.pdf"'
    assert answer["Content-Security-Policy"].startswith("sandbox")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "no-store"
    opened = Record.objects.filter(verb="case.evidence_opened", object_id=str(file.pk))
    assert [row.actor for row in opened] == [coordinator]


def test_staff_do_not_read_what_a_file_was_called(send, sign_in, coordinator, draft):
    send()
    stands_as(draft, CaseStatus.FILED)

    answer = sign_in(coordinator).get(reverse("cases:evidence-receipt", args=[draft.reference, kept().pk]))

    assert kept().sha256 in answer.content.decode()
    assert "Oriel" not in answer.content.decode()


def stands_as(case, status):
    with look_as(EVERYTHING):
        Case.objects.filter(pk=case.pk).update(status=status)


@pytest.mark.parametrize("status", [CaseStatus.DRAFT, CaseStatus.WITHDRAWN])
def test_staff_open_no_file_of_a_case_they_do_not_read(send, sign_in, coordinator, draft, status):
    send()
    stands_as(draft, status)
    client = sign_in(coordinator)

    for name in ("evidence-receipt", "evidence-download"):
        assert client.get(reverse(f"cases:{name}", args=[draft.reference, kept().pk])).status_code == 404
    assert not Record.objects.filter(verb="case.evidence_opened").exists()


@pytest.mark.parametrize("who", ["other_partner", "analyst", "auditor", "admin", "outsider", "liaison"])
def test_who_does_not_see_the_case_finds_no_file(request, send, sign_in, draft, who):
    send()
    client = sign_in(request.getfixturevalue(who))

    for name in ("evidence-receipt", "evidence-download"):
        assert client.get(reverse(f"cases:{name}", args=[draft.reference, kept().pk])).status_code == 404
    assert not Record.objects.filter(verb="case.evidence_opened").exists()


def test_exhibits_are_numbered_in_the_order_in_which_they_came(send):
    send()
    send()

    with look_as(EVERYTHING):
        files = EvidenceFile.objects.select_related("case").order_by("received_at")
        assert [exhibit_name(file)[-6:] for file in files] == ["01.pdf", "02.pdf"]


REFUSED = {
    "a program": ("tool.exe", b"MZ\x90\x00", "cannot be received"),
    "a program called a document": ("letter.pdf", b"MZ\x90\x00 no document", "not what its name says"),
    "a page with a script": ("page.html", b"<script>alert(1)</script>", "cannot be received"),
    "a drawing with a script": ("drawing.svg", b"<svg onload='x'/>", "cannot be received"),
    "binary called text": ("notes.txt", b"abc\x00\x01\x02", "not what its name says"),
    "nothing": ("empty.pdf", b"", "This file is empty"),
    "no ending": ("letter", PDF, "cannot be received"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_file_of_the_wrong_kind_is_refused_and_nothing_is_left(send, case):
    name, content, words = REFUSED[case]
    before = files_on_disk()

    answer = send(name, content)

    assert words in answer.content.decode()
    assert files_on_disk() == before
    with look_as(EVERYTHING):
        assert not EvidenceFile.objects.exists()


def test_a_file_beyond_the_limit_is_refused_and_nothing_is_left(send, monkeypatch):
    monkeypatch.setattr(uploads, "LIMIT", 100_000)
    before = files_on_disk()

    answer = send()

    assert "is larger than" in answer.content.decode()
    assert files_on_disk() == before


def test_no_file_chosen(sign_in, partner, draft, source):
    address = reverse("cases:evidence-upload", args=[draft.reference, source.pk])

    answer = sign_in(partner).post(address, {})

    assert "Choose a file first." in answer.content.decode()
    assert "50.0\xa0MB" in answer.content.decode()


@pytest.mark.parametrize(
    ("name", "head", "media_type"),
    [
        ("A.PDF", b"\n%PDF-1.4", "application/pdf"),
        ("a.jpeg", b"\xff\xd8\xff\xe0", "image/jpeg"),
        ("a.png", b"\x89PNG\r\n\x1a\n", "image/png"),
        ("a.txt", "Ünïcode — ok\n".encode(), "text/plain"),
        ("a.txt", "…".encode() * 1000 + "…".encode()[:2], "text/plain"),
        ("a.txt", b"\xff\xfe\x00", ""),
        ("a.docx", zipped(), f"{media_types.OFFICE}.wordprocessingml.document"),
        ("a.xlsx", zipped(), f"{media_types.OFFICE}.spreadsheetml.sheet"),
        ("a.mp4", b"\x00\x00\x00\x18ftypmp42", "video/mp4"),
        ("a.mp3", b"ID3\x04", "audio/mpeg"),
        ("a.mp3", b"\xff\xfb\x90", "audio/mpeg"),
        ("a.wav", b"RIFF\x00\x00\x00\x00WAVEfmt ", "audio/wav"),
        ("a.pdf.exe", b"%PDF-1.4", ""),
        ("a.zip", zipped(), ""),
    ],
)
def test_a_kind_is_known_by_ending_and_first_bytes(name, head, media_type):
    assert media_types.media_type_of(name, head) == media_type


@pytest.fixture
def received():
    with ReceivedFile("report.pdf", "application/pdf") as file:
        file.receive(PDF)
        yield file


def test_the_service_asks_the_policy_and_leaves_nothing(received, source, other_partner, coordinator, partner, draft):
    before = files_on_disk()
    for person in (other_partner, coordinator):
        with look_as(EVERYTHING), pytest.raises(PermissionDenied):
            evidence.attach_evidence(source, received, by=person, media_type="application/pdf")
    with look_as(EVERYTHING):
        type(draft).objects.update(status=CaseStatus.FILED)
        with pytest.raises(Closed):
            evidence.attach_evidence(source, received, by=partner, media_type="application/pdf")

    assert files_on_disk() == before


def test_when_the_row_is_not_kept_neither_is_the_file(received, source, partner, monkeypatch):
    before = files_on_disk()

    def fail(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr(evidence, "record", fail)
    with look_as(partner.sight), pytest.raises(RuntimeError):
        evidence.attach_evidence(source, received, by=partner, media_type="application/pdf")

    assert files_on_disk() == before


def test_a_wrong_file_is_removed_from_a_draft_and_from_the_disk(send, client, draft, django_capture_on_commit_callbacks):
    before = files_on_disk()
    send()

    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("cases:evidence-remove", args=[draft.reference, kept().pk]))

    assert files_on_disk() == before
    with look_as(EVERYTHING):
        assert not EvidenceFile.objects.exists()


def test_what_was_filed_is_never_removed(send, client, draft):
    send()
    with look_as(EVERYTHING):
        type(draft).objects.update(status=CaseStatus.FILED)

    client.post(reverse("cases:evidence-remove", args=[draft.reference, kept().pk]))

    assert Path(kept().file.path).exists()


def test_a_source_with_files_stays(send, client, draft, source):
    send()

    answer = client.post(reverse("cases:item-remove", args=[draft.reference, "evidence", source.pk]), follow=True)

    assert "This source has files." in answer.content.decode()
