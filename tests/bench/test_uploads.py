"""A large file on its way in and read again: how fast, how much memory, and how long the last answer takes."""

import hashlib
import io
import os
import time

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.urls import reverse

from cases import rehash
from cases.models import EvidenceFile, Source
from cases.services.evidence import attach_evidence
from cases.statuses import CaseStatus, FileState
from cases.uploads import LIMIT, ReceivedFile
from launch.processes import wait_until
from tests.bench.conftest import compare, seconds
from tests.bench.growing import GROWTH, Growth
from tests.cases.material import fill
from tests.cases.sending import Sender, cookie_of
from tests.e2e.mortal import Server, Workers
from vault.sight import EVERYTHING, look_as

pytestmark = pytest.mark.django_db(transaction=True)
MB = 1024 * 1024
GB = 1024 * MB
PIECE = 8 * MB
HEAD = b"%PDF-1.7\n"


@pytest.fixture
def case(make_case, organisation, partner):
    return fill(make_case(organisation, partner, status=CaseStatus.DRAFT))


@pytest.fixture
def source(case):
    with look_as(EVERYTHING):
        return Source.objects.get()


def must_be_done(pieces, folder):
    """The least there is to do with such bytes: hash, encrypt and write each once. The reference."""
    cipher, digest = AESGCM(os.urandom(32)), hashlib.sha256()
    with (folder / "reference").open("wb") as sink:
        for piece in pieces:
            digest.update(piece)
            sink.write(cipher.encrypt(os.urandom(12), piece, b""))
    (folder / "reference").unlink()
    return digest.hexdigest()


@pytest.fixture
def cookie(partner, enrolled):
    return cookie_of(enrolled(partner))


def is_ready():
    """Read back, looked at for viruses, and its kind looked at by the child: in three jobs of a real worker."""
    with look_as(EVERYTHING):
        return EvidenceFile.objects.filter(state=FileState.READY).exists()


@pytest.mark.parametrize("size", [GB, 2 * GB], ids=["1 GB", "2 GB"])
def test_gigabytes_arrive_at_60_megabytes_a_second(say, size, case, source, cookie, tmp_path):
    first, piece = HEAD + os.urandom(PIECE - len(HEAD)), os.urandom(PIECE)
    pieces = [first, *[piece] * (size // PIECE - 1)]
    began = time.perf_counter()
    digest = must_be_done(pieces, tmp_path)
    reference = time.perf_counter() - began
    with Server() as server, Workers() as workers:
        sender = Sender(server, case, source, cookie)
        address = sender.begin(reverse("cases:upload-begin", args=[case.reference, source.pk]), size)
        of_web, of_workers = Growth(server), Growth(*workers.all)
        began = time.perf_counter()
        for number, piece in enumerate(pieces[:-1]):
            sender.send(address, piece, number * PIECE)
        last = seconds(lambda: sender.send(address, pieces[-1], size - PIECE))
        took = time.perf_counter() - began
        sender.line.close()
        looked_at = seconds(lambda: wait_until(is_ready, 180))
        web, worker = of_web.most(), of_workers.most()

    with look_as(EVERYTHING):
        file = EvidenceFile.objects.get()
        assert (file.size, file.sha256, file.state) == (size, digest, FileState.READY)
    say(
        f"{size // GB} GB: {size / MB / took:.0f} MB/s ({took / reference:.1f} × hashing, encrypting, writing it once); "
        f"the last answer {last:.1f} s; ready {looked_at:.1f} s later; grown: web {web / MB:.0f} MB, workers {worker / MB:.0f} MB"
    )
    assert size / MB / took >= 60
    assert web <= GROWTH
    assert worker <= GROWTH
    # Nothing between browser and site gives up within a minute.
    assert last < 45


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
