"""A file in pieces: sealed as it comes, taken up where it broke off, evidence only when every byte is there."""

import base64
import hashlib
import io
import random

import pytest
from django.core.exceptions import PermissionDenied
from django.http import UnreadablePostError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cases import arriving
from cases.models import EvidenceFile, Source, Upload
from cases.services import uploads
from cases.statuses import CaseStatus
from cases.tasks import give_up_uploads
from tests.cases.hostile.corpus import PE, pdf
from tests.cases.material import fill
from tests.cases.test_evidence import FILES, files_on_disk
from upkeep.folders import sealed_names
from vault.sight import EVERYTHING, look_as
from vault.staging import EXTRA, RECORD

pytestmark = pytest.mark.django_db
BODY = b"%PDF-1.7 canary " + random.Random(3).randbytes(3 * RECORD + 12_345)
WHOLE = len(BODY)
TUS = {"Tus-Resumable": "1.0.0"}


@pytest.fixture
def draft(make_case, organisation, partner):
    return fill(make_case(organisation, partner, status=CaseStatus.DRAFT))


@pytest.fixture
def source(draft):
    with look_as(EVERYTHING):
        return Source.objects.get()


@pytest.fixture
def client(sign_in, partner):
    return sign_in(partner)


@pytest.fixture
def begin(client, draft, source):
    def post(size=WHOLE, name="its canary name.pdf", shows="", **headers):
        told = f"filename {base64.b64encode(name.encode()).decode()},shows {base64.b64encode(shows.encode()).decode()}"
        sent = {**TUS, "Upload-Length": str(size), "Upload-Metadata": told, **headers}
        return client.post(reverse("cases:upload-begin", args=[draft.reference, source.pk]), headers=sent)

    return post


def patch(client, address, body, offset):
    sent = {**TUS, "Upload-Offset": str(offset)}
    return client.patch(address, body, content_type="application/offset+octet-stream", headers=sent)


def ask(client, address):
    return int(client.head(address, headers=TUS)["Upload-Offset"])


def test_pieces_become_evidence_when_every_byte_is_there(begin, client, django_capture_on_commit_callbacks):
    before = files_on_disk()
    address = begin(shows="injury,nonsense")["Location"]
    assert ask(client, address) == 0

    first = patch(client, address, BODY[: 2 * RECORD], 0)
    assert (first.status_code, first["Upload-Offset"], first.has_header("Upload-Receipt")) == (204, str(2 * RECORD), False)
    with look_as(EVERYTHING):
        assert not EvidenceFile.objects.exists()
    with django_capture_on_commit_callbacks(execute=True):
        last = patch(client, address, BODY[2 * RECORD :], 2 * RECORD)

    assert (last.status_code, last["Upload-Offset"]) == (204, str(len(BODY)))
    with look_as(EVERYTHING):
        file = EvidenceFile.objects.get()
        assert (file.sha256, file.size, file.shows) == (hashlib.sha256(BODY).hexdigest(), len(BODY), ["injury"])
        assert file.original_name.reveal() == "its canary name.pdf"
    page = client.get(last["Upload-Receipt"]).content.decode()
    assert hashlib.sha256(BODY).hexdigest() in page
    assert len(files_on_disk() - before) == 1


def test_a_row_names_no_file_that_is_not_there(begin, client, django_capture_on_commit_callbacks):
    """Not before its first byte, not while it arrives, not after: a backup would say that one is missing."""
    for pieces in ((), (BODY[:RECORD],), (BODY,)):
        address = begin()["Location"]
        with django_capture_on_commit_callbacks(execute=True):
            for piece in pieces:
                assert patch(client, address, piece, 0).status_code == 204

    with look_as(EVERYTHING):
        named = {FILES / name for name in sealed_names()}
        assert Upload.objects.count() == 3
    assert len(named) == 3
    assert named <= files_on_disk()


def test_no_plain_byte_waits_on_the_disk(begin, client):
    before = files_on_disk()
    address = begin()["Location"]
    patch(client, address, BODY[:RECORD], 0)

    (part,) = files_on_disk() - before
    assert part.stat().st_size == RECORD + EXTRA
    assert b"canary" not in part.read_bytes()
    with look_as(EVERYTHING):
        assert b"canary" not in bytes(Upload.objects.get().original_name.sealed)


class Line(io.BytesIO):
    """A line that breaks after so many bytes."""

    def __init__(self, content, breaks_after):
        super().__init__(content)
        self.left = breaks_after

    def read(self, size=-1):
        if self.left <= 0:
            raise UnreadablePostError("the line broke")
        piece = super().read(min(size, self.left))
        self.left -= len(piece)
        return piece


def test_what_was_whole_stays_when_the_line_breaks(begin):
    begin()
    with look_as(EVERYTHING):
        upload = Upload.objects.get()
        for breaks_after, there in ((RECORD // 2, 0), (RECORD + 7, RECORD), (2 * RECORD, 3 * RECORD)):
            with pytest.raises(UnreadablePostError):
                uploads.add_to_upload(upload, Line(BODY[upload.offset :], breaks_after))
            assert upload.offset == there

        assert uploads.add_to_upload(upload, io.BytesIO(BODY[3 * RECORD :])) == len(BODY)
        assert b"".join(upload.staged.read()) == BODY


def test_a_torn_record_is_written_anew(begin, client):
    address = begin()["Location"]
    patch(client, address, BODY[:RECORD], 0)
    with look_as(EVERYTHING):
        path = Upload.objects.get().staged.path
    with path.open("ab") as torn:
        torn.write(b"half of a record")

    assert ask(client, address) == RECORD
    assert patch(client, address, BODY[RECORD:], RECORD).status_code == 204
    with look_as(EVERYTHING):
        assert EvidenceFile.objects.get().sha256 == hashlib.sha256(BODY).hexdigest()


def test_the_last_answer_can_be_asked_for_again(begin, client):
    address = begin(size=400, name="a.txt")["Location"]
    assert patch(client, address, b"x" * 400, 0).status_code == 204
    again = client.head(address, headers=TUS)

    assert (again["Upload-Offset"], again["Upload-Length"]) == ("400", "400")
    assert client.get(again["Upload-Receipt"]).status_code == 200
    with look_as(EVERYTHING):
        assert EvidenceFile.objects.count() == 1


def told(**words):
    return {"Upload-Metadata": ",".join(f"{key} {base64.b64encode(value.encode()).decode()}" for key, value in words.items())}


def fingerprint_of(body):
    """As the browser does it: SHA-256 of the SHA-256s of pieces of 8 MiB."""
    pieces = [body[at : at + 8 * RECORD] for at in range(0, len(body), 8 * RECORD)]
    return hashlib.sha256(b"".join(hashlib.sha256(piece).digest() for piece in pieces)).hexdigest()


@pytest.mark.parametrize("size", [1, RECORD, 8 * RECORD - 1, 8 * RECORD, 8 * RECORD + 1])
def test_the_fingerprint_is_that_of_the_browser(size):
    body, fingerprint = random.Random(size).randbytes(size), uploads.Fingerprint()
    for at in range(0, size, RECORD):
        fingerprint.update(body[at : at + RECORD])

    assert fingerprint.hexdigest() == fingerprint_of(body)


def test_pieces_of_two_files_never_become_one(begin, client):
    before = files_on_disk()
    address = begin(**told(filename="a.pdf", fingerprint=fingerprint_of(BODY)))["Location"]
    patch(client, address, BODY[: 2 * RECORD], 0)
    other = BODY[2 * RECORD :][::-1]

    answer = patch(client, address, other, 2 * RECORD)

    assert (answer.status_code, "not the file you chose" in answer.content.decode()) == (460, True)
    assert client.head(address, headers=TUS).status_code == 404
    with look_as(EVERYTHING):
        assert not EvidenceFile.objects.exists()
    assert files_on_disk() == before


def test_the_whole_file_is_what_was_in_hand(begin, client, draft, source):
    address = begin(**told(filename="a.pdf", fingerprint=fingerprint_of(BODY)))["Location"]
    patch(client, address, BODY[: 2 * RECORD], 0)
    page = client.get(reverse("cases:evidence-upload", args=[draft.reference, source.pk])).content.decode()
    assert f'data-fingerprint="{fingerprint_of(BODY)}"' in page

    assert patch(client, address, BODY[2 * RECORD :], 2 * RECORD).status_code == 204
    with look_as(EVERYTHING):
        assert EvidenceFile.objects.get().sha256 == hashlib.sha256(BODY).hexdigest()


def test_one_whose_server_fell_while_it_was_sealed_is_finished_when_asked_for(begin, client, monkeypatch):
    address = begin()["Location"]

    def fall(upload, *, by):
        raise SystemExit

    with monkeypatch.context() as broken:
        broken.setattr(uploads, "finish_upload", fall)
        with pytest.raises(SystemExit):
            patch(client, address, BODY, 0)
    answer = client.head(address, headers=TUS)

    assert answer["Upload-Offset"] == str(WHOLE)
    assert client.get(answer["Upload-Receipt"]).status_code == 200


REFUSED = {
    "another version": ({"Tus-Resumable": "0.2.2"}, 412),
    "no length": ({"Upload-Length": ""}, 400),
    "a length that is none": ({"Upload-Length": "-1"}, 400),
    "nothing": ({"Upload-Length": "0"}, 415),
    "more than a file may have": ({"Upload-Length": str(3 * 1024**3)}, 413),
    "no name": ({"Upload-Metadata": ""}, 415),
    "a name that is no base64": ({"Upload-Metadata": "filename %%%"}, 415),
    "a program": ({"Upload-Metadata": "filename " + base64.b64encode(b"a.exe").decode()}, 415),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_begin(begin, case):
    headers, status = REFUSED[case]

    assert begin(**headers).status_code == status
    with look_as(EVERYTHING):
        assert not Upload.objects.exists()


def test_a_program_called_a_document_is_refused_with_its_first_piece(begin, client):
    before = files_on_disk()
    address = begin(size=3 * RECORD)["Location"]

    answer = patch(client, address, PE + b"\0" * RECORD, 0)

    assert (answer.status_code, "not what its name says" in answer.content.decode()) == (415, True)
    assert client.head(address, headers=TUS).status_code == 404
    assert files_on_disk() == before


@pytest.mark.parametrize(("offset", "status"), [(RECORD, 409), (-1, 409), ("x", 409)])
def test_a_piece_for_another_place_is_refused(begin, client, offset, status):
    address = begin()["Location"]

    assert patch(client, address, BODY[:10], offset).status_code == status


def test_two_at_once_do_not_mix(begin, client):
    address = begin()["Location"]
    with look_as(EVERYTHING):
        staged = Upload.objects.get().staged
    with staged._held():
        assert patch(client, address, BODY, 0).status_code == 423


def test_a_case_that_was_filed_meanwhile_takes_no_more(begin, client, draft):
    address = begin()["Location"]
    with look_as(EVERYTHING):
        type(draft).objects.update(status=CaseStatus.FILED)

    answer = patch(client, address, BODY, 0)

    assert (answer.status_code, "can no longer be changed" in answer.content.decode()) == (403, True)


def test_limits_are_counted_over_what_came_and_what_is_coming(begin, settings):
    settings.EVIDENCE_CASE_MB = 5
    assert begin(size=3 * RECORD).status_code == 201
    answer = begin(size=3 * RECORD)

    assert (answer.status_code, "This case has room for 2.0" in answer.content.decode()) == (413, True)


def test_somebody_else_finds_nothing(begin, draft, partner, lead, enrolled):
    address = begin()["Location"]
    other = Client()
    other.force_login(enrolled(lead), backend="accounts.backends.AccountBackend")

    assert other.head(address, headers=TUS).status_code == 404


def test_an_upload_is_given_up(begin, client):
    before = files_on_disk()
    address = begin()["Location"]
    patch(client, address, BODY[:RECORD], 0)

    assert client.delete(address, headers=TUS).status_code == 204
    assert files_on_disk() == before
    assert client.head(address, headers=TUS).status_code == 404


def test_what_never_ended_is_forgotten_after_a_week(begin, client):
    before = files_on_disk()
    patch(client, begin()["Location"], BODY[:RECORD], 0)
    with look_as(EVERYTHING):
        assert give_up_uploads() == {"given_up": 0}
        Upload.objects.update(started_at=timezone.now() - arriving.KEPT_FOR)
        assert give_up_uploads() == {"given_up": 1}

    assert files_on_disk() == before


def test_the_page_says_what_is_unfinished_and_how_much_room_there_is(begin, client, draft, source):
    patch(client, begin()["Location"], BODY[:RECORD], 0)

    page = client.get(reverse("cases:evidence-upload", args=[draft.reference, source.pk])).content.decode()

    assert "Not finished: its canary name.pdf" in page
    assert "a file may have 2.0" in page


def test_the_service_asks_the_policy(source, coordinator):
    with look_as(EVERYTHING), pytest.raises(PermissionDenied):
        uploads.begin_upload(source, name="a.pdf", size=len(pdf()), shows=[], by=coordinator)
