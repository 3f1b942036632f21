"""A film of a gigabyte gets its working copy: how fast, in how much memory, and whether anybody else waits for it."""

import hashlib
import io
import os
import time
from functools import partial

import av
import pytest
from django.core.files.base import File

from cases.models import EvidenceFile, Source, WorkingCopy
from cases.services.evidence import attach_evidence
from cases.statuses import CaseStatus, FileState
from launch.processes import wait_until
from tests.bench.conftest import seconds
from tests.bench.growing import GROWTH, Growth
from tests.cases.material import fill
from tests.e2e.mortal import Workers
from vault.sight import EVERYTHING, look_as

pytestmark = pytest.mark.django_db(transaction=True)
MB = 1024 * 1024
GB = 1024 * MB


@pytest.fixture
def source(make_case, organisation, partner):
    fill(make_case(organisation, partner, status=CaseStatus.DRAFT))
    with look_as(EVERYTHING):
        return Source.objects.get()


class Hashed(File):
    """A file as `attach_evidence` takes it."""

    def __init__(self, body, name):
        super().__init__(body, name)
        self.size, self.digest = body.seek(0, io.SEEK_END), hashlib.sha256()
        body.seek(0)

    def chunks(self, chunk_size=None):
        while piece := self.file.read(MB):
            self.digest.update(piece)
            yield piece

    @property
    def sha256(self):
        return self.digest.hexdigest()


def film(path, size):
    """Pictures of noise, one after the other, until it is as large; packed as telephones do, its table at the end."""
    with av.open(str(path), "w", format="mov") as out:
        out.metadata["title"] = "canary"
        stream = out.add_stream("mjpeg", rate=25)
        stream.width, stream.height, stream.pix_fmt = 1920, 1080, "yuvj420p"
        picture = av.VideoFrame(1920, 1080, "yuvj420p")
        for plane in picture.planes:
            plane.update(os.urandom(plane.buffer_size))
        body = bytes(next(iter(stream.encode(picture))))
        for number in range(size // len(body) + 1):
            packet = av.Packet(body)
            packet.stream, packet.time_base, packet.is_keyframe = stream, stream.codec_context.time_base, True
            packet.pts = packet.dts = number
            out.mux(packet)


def state_of(file):
    with look_as(EVERYTHING):
        return EvidenceFile.objects.get(pk=file.pk).state


def test_a_large_film_gets_its_copy_and_nobody_waits_for_it(say, source, partner, tmp_path):
    path = tmp_path / "film.mov"
    film(path, GB)
    attach = partial(attach_evidence, source, by=partner)
    with Workers() as workers:
        growth = Growth(*workers.all)
        with path.open("rb") as body, look_as(EVERYTHING):
            large = attach(Hashed(body, "film.mov"), media_type="video/quicktime")
        path.unlink()
        began = time.perf_counter()
        assert wait_until(lambda: state_of(large) == FileState.SCANNED, 60)
        with look_as(EVERYTHING):
            small = attach(Hashed(io.BytesIO(b"words"), "a.txt"), media_type="text/plain")
        others = seconds(lambda: wait_until(lambda: state_of(small) == FileState.READY, 60))
        was_at_it = state_of(large) == FileState.SCANNED
        assert wait_until(lambda: state_of(large) == FileState.READY, 180)
        took, most = time.perf_counter() - began, growth.most()

    with look_as(EVERYTHING):
        copy = WorkingCopy.objects.select_related("case__data_key").get(original=large)
    say(
        f"a film of 1 GB has its copy after {took:.1f} s ({copy.size / MB / took:.0f} MB/s, read twice); "
        f"workers grew by {most / MB:.0f} MB; a small file was ready {others:.1f} s after it came"
    )
    assert was_at_it
    assert copy.size > 0.99 * GB
    assert others < 5
    assert most <= GROWTH
