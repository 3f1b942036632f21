"""An upload survives a server that is killed and a disk that is full: what has arrived stays, and goes on from there."""

import errno
import hashlib
import io
import os
import random
import tempfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cases.models import EvidenceFile, Source, Upload
from cases.statuses import CaseStatus
from cases.views.uploads import PIECES
from launch.processes import wait_until
from tests.cases.material import fill
from tests.cases.sending import Sender, cookie_of
from tests.cases.test_evidence import files_on_disk
from tests.cases.test_uploads import TUS
from tests.e2e.mortal import Server
from vault.sight import EVERYTHING, look_as
from vault.staging import EXTRA, RECORD

PIECE = 2 * RECORD
BODY = b"%PDF-1.7\n" + random.Random(8).randbytes(10 * RECORD - 9)
SHA256 = hashlib.sha256(BODY).hexdigest()


@pytest.fixture
def draft(make_case, organisation, partner):
    return fill(make_case(organisation, partner, status=CaseStatus.DRAFT))


@pytest.fixture
def source(draft):
    with look_as(EVERYTHING):
        return Source.objects.get()


def there():
    """How many bytes are sealed for good."""
    with look_as(EVERYTHING):
        return Upload.objects.select_related("case__data_key").get().offset


def kept():
    with look_as(EVERYTHING):
        return list(EvidenceFile.objects.values_list("sha256", flat=True))


@pytest.mark.django_db(transaction=True)
def test_a_server_killed_at_sixty_per_cent_costs_one_piece_at_most(draft, source, partner, enrolled):
    cookie = cookie_of(enrolled(partner))
    with Server() as server:
        sender = Sender(server, draft, source, cookie)
        address = sender.begin(reverse("cases:upload-begin", args=[draft.reference, source.pk]), len(BODY))
        for at in range(0, 6 * RECORD, PIECE):
            sender.send(address, BODY[at : at + PIECE], at)
        sender.begin_to_send(address, BODY[6 * RECORD : 8 * RECORD], 6 * RECORD, only=PIECE - 9)
        assert wait_until(lambda: there() == 7 * RECORD, 20)

        server.kill()
        sender.line.close()
        server.start()

        sender = Sender(server, draft, source, cookie)
        assert sender.offset(address) == 7 * RECORD
        for at in range(7 * RECORD, len(BODY), PIECE):
            sender.send(address, BODY[at : at + PIECE], at)
        sender.line.close()

    assert kept() == [SHA256]


class Full(io.RawIOBase):
    """A disk with so much room left: what fits of a write is written, as the kernel does it."""

    def __init__(self, sink, room):
        self.sink, self.room = sink, room
        self.fileno, self.seek, self.truncate, self.readinto = sink.fileno, sink.seek, sink.truncate, sink.readinto

    def write(self, piece):
        fits = bytes(piece[: self.room])
        self.room -= len(fits)
        self.sink.write(fits)
        if len(fits) < len(piece):
            raise OSError(errno.ENOSPC, "No space left on device")
        return len(fits)

    def close(self):
        super().close()
        self.sink.close()


def patch(client, address, offset):
    sent = {**TUS, "Upload-Offset": str(offset)}
    return client.patch(address, BODY[offset:], content_type=PIECES, headers=sent)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("room", "whole"),
    [(0, 0), (RECORD // 2, 0), (3 * RECORD + 500, 3 * RECORD), (10 * RECORD, 9 * RECORD), (10 * (RECORD + EXTRA), 10 * RECORD)],
)
def test_a_disk_that_is_full_in_the_middle_loses_nothing(draft, source, sign_in, partner, monkeypatch, room, whole):
    """With room for all pieces and not for the file that is made of them, too."""
    client, real = sign_in(partner), os.fdopen
    told = {**TUS, "Upload-Length": str(len(BODY)), "Upload-Metadata": "filename YS5wZGY="}
    address = client.post(reverse("cases:upload-begin", args=[draft.reference, source.pk]), headers=told)["Location"]

    with monkeypatch.context() as full:
        full.setattr(os, "fdopen", lambda *args: Full(real(*args), room if "+" in args[1] else 0))
        answer = patch(client, address, 0)

    assert (answer.status_code, "no room left at this moment" in answer.content.decode()) == (507, True)
    assert (there(), kept()) == (whole, [])
    if whole < len(BODY):
        assert patch(client, address, whole).status_code == 204
    assert client.get(client.head(address, headers=TUS)["Upload-Receipt"]).status_code == 200
    assert kept() == [SHA256]


@pytest.mark.django_db
@pytest.mark.parametrize("where", ["while it arrives", "while it is sealed"])
def test_without_scripts_a_full_disk_is_said_in_words(draft, source, sign_in, partner, monkeypatch, where):
    client, before = sign_in(partner), files_on_disk()
    address = reverse("cases:evidence-upload", args=[draft.reference, source.pk])
    fdopen, temporary = os.fdopen, tempfile.TemporaryFile

    with monkeypatch.context() as full:
        if where == "while it arrives":
            full.setattr(tempfile, "TemporaryFile", lambda *args: Full(temporary(*args), 100_000))
        else:
            full.setattr(os, "fdopen", lambda *args: Full(fdopen(*args), RECORD))
        page = client.post(address, {"file": SimpleUploadedFile("a.pdf", BODY)})

    assert "no room left at this moment. Nothing of this file was kept" in page.content.decode()
    assert (kept(), files_on_disk()) == ([], before)
    assert client.post(address, {"file": SimpleUploadedFile("a.pdf", BODY)}).status_code == 302
    assert kept() == [SHA256]
