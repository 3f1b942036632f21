"""A large file on its way in and read again: how fast, how much memory, and how long the last answer takes."""

import base64
import hashlib
import http.client
import io
import os
import re
import time
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.test import Client
from django.urls import reverse

from cases import rehash, treatment
from cases.models import EvidenceFile, Source
from cases.services.evidence import attach_evidence
from cases.statuses import CaseStatus
from cases.uploads import LIMIT, ReceivedFile
from tests.bench.conftest import compare, seconds
from tests.cases.material import fill
from tests.e2e.mortal import Server
from vault.sight import EVERYTHING, look_as

pytestmark = pytest.mark.django_db(transaction=True)
MB = 1024 * 1024
WHOLE = 1024 * MB
# A figure that a busy machine does not reach is held against the reference of the same run.
PIECE = 8 * MB
GROWTH = 64 * MB
HEAD = b"%PDF-1.7\n"


@pytest.fixture
def case(make_case, organisation, partner):
    return fill(make_case(organisation, partner, status=CaseStatus.DRAFT))


@pytest.fixture
def source(case):
    with look_as(EVERYTHING):
        return Source.objects.get()


def peak(pid="self"):
    """The most memory that a process has had since `forget_peak`, in bytes."""
    return int(re.search(r"VmHWM:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text())[1]) * 1024


def forget_peak(pid="self"):
    Path(f"/proc/{pid}/clear_refs").write_text("5")


def processes_of(server):
    """Gunicorn's first process and its workers."""
    first = server.process.pid
    children = Path(f"/proc/{first}/task/{first}/children").read_text().split()
    return [first, *map(int, children)]


class Sender:
    """Speaks tus 1.0 as the browser does, from its own pages."""

    def __init__(self, server, case, source, cookie):
        self.line = http.client.HTTPConnection("127.0.0.1", server.port, timeout=120)
        page = self.ask("GET", reverse("cases:evidence-upload", args=[case.reference, source.pk]), Cookie=cookie)
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', self.body.decode())[1]
        own = page.getheader("Set-Cookie").split(";")[0]
        self.headers = {"Cookie": f"{cookie}; {own}", "X-CSRFToken": token, "Tus-Resumable": "1.0.0"}

    def ask(self, method, address, body=None, **headers):
        self.line.request(method, address, body, {"Host": "localhost", **headers})
        answer = self.line.getresponse()
        self.body = answer.read()
        return answer

    def begin(self, address, size):
        told = f"filename {base64.b64encode(b'a.pdf').decode()}"
        answer = self.ask("POST", address, **self.headers, **{"Upload-Length": str(size), "Upload-Metadata": told})
        assert answer.status == 201, self.body
        return answer.getheader("Location")

    def send(self, address, piece, offset):
        kind = {"Content-Type": "application/offset+octet-stream", "Upload-Offset": str(offset)}
        answer = self.ask("PATCH", address, piece, **self.headers, **kind)
        assert answer.status == 204, self.body


def must_be_done(pieces, folder):
    """The least there is to do with such bytes: hash, encrypt and write each once. The reference."""
    cipher, digest = AESGCM(os.urandom(32)), hashlib.sha256()
    with (folder / "reference").open("wb") as sink:
        for piece in pieces:
            digest.update(piece)
            sink.write(cipher.encrypt(os.urandom(12), piece, b""))


def test_a_gigabyte_arrives_at_60_megabytes_a_second(say, case, source, partner, enrolled, tmp_path):
    client, name = Client(), settings.SESSION_COOKIE_NAME
    client.force_login(enrolled(partner), backend="accounts.backends.AccountBackend")
    first, piece = HEAD + os.urandom(PIECE - len(HEAD)), os.urandom(PIECE)
    pieces = [first, *[piece] * (WHOLE // PIECE - 1)]
    reference = seconds(lambda: must_be_done(pieces, tmp_path))
    with Server() as server:
        sender = Sender(server, case, source, f"{name}={client.cookies[name].value}")
        address = sender.begin(reverse("cases:upload-begin", args=[case.reference, source.pk]), WHOLE)
        before = {pid: forget_peak(pid) or peak(pid) for pid in processes_of(server)}
        began = time.perf_counter()
        for number, piece in enumerate(pieces[:-1]):
            sender.send(address, piece, number * PIECE)
        last = seconds(lambda: sender.send(address, pieces[-1], WHOLE - PIECE))
        took = time.perf_counter() - began
        sender.line.close()
        growth = max(peak(pid) - was for pid, was in before.items())

    with look_as(EVERYTHING):
        file = EvidenceFile.objects.get()
        assert file.size == WHOLE
        growth_of_reading = grown(lambda: treatment.hash_file(file))
    say(
        f"a gigabyte in pieces: {WHOLE / MB / took:.0f} MB/s ({took / reference:.1f} × hashing, encrypting and writing it once); "
        f"the last answer {last:.1f} s; web grew by {growth / MB:.0f} MB, reading back by {growth_of_reading / MB:.0f} MB"
    )
    assert WHOLE / MB / took >= 60
    assert growth <= GROWTH
    assert growth_of_reading <= GROWTH
    # Two gigabytes take twice as long, and nothing between browser and site gives up within a minute.
    assert last < 30


def grown(work):
    """By how much this process grew meanwhile, at its most."""
    forget_peak()
    before = peak()
    work()
    return peak() - before


def test_files_are_read_again_at_300_megabytes_a_second(say, source, partner):
    content = os.urandom(LIMIT - MB)
    with look_as(EVERYTHING), ReceivedFile("a.pdf", "application/pdf") as received:
        for at in range(0, len(content), MB):
            received.receive(content[at : at + MB])
        attach_evidence(source, received, by=partner, media_type="application/pdf")

        def again():
            assert rehash._rehash(EvidenceFile.objects.select_related("case").get())

        def plainly():
            digest, source = hashlib.sha256(), io.BytesIO(content)
            while piece := source.read(MB):
                digest.update(piece)

        ours, reference = compare(again, plainly, rounds=10)

    size = len(content) / MB
    say(f"reading files again: {size / ours:.0f} MB/s ({ours / reference:.2f} × SHA-256 alone of the same bytes)")
    assert size / ours >= 300
