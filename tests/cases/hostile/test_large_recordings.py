"""A recording too large to be held: the child asks for its bytes and hands its copy over, one recording at a time."""

import hashlib
import io

import av
import pytest
from django.db import connection

from cases import recordings, treatment
from cases.models import EvidenceFile, Source, WorkingCopy
from cases.services import evidence
from cases.statuses import CaseStatus, FileState, Reason
from cases.tasks import copy_recordings
from cases.uploads import ReceivedFile
from jobs.models import Job
from tests.cases.hostile.test_recordings import KINDS, packets, recording
from tests.cases.material import fill
from tests.cases.test_evidence import files_on_disk
from vault.sight import EVERYTHING, look_as

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _anything_is_large(monkeypatch):
    for module in (treatment, recordings):
        monkeypatch.setattr(module, "LARGEST", 10)


@pytest.fixture
def draft(make_case, organisation, partner):
    return fill(make_case(organisation, partner, status=CaseStatus.DRAFT))


@pytest.fixture
def attach(draft, partner):
    def attach_file(body, media_type):
        with look_as(EVERYTHING), ReceivedFile("its own name", media_type) as received:
            received.receive(body)
            return evidence.attach_evidence(Source.objects.get(), received, by=partner, media_type=media_type)

    return attach_file


def now(file):
    with look_as(EVERYTHING):
        return EvidenceFile.objects.select_related("case__data_key").get(pk=file.pk)


def copy_of(file):
    with look_as(EVERYTHING):
        copy = WorkingCopy.objects.select_related("case__data_key").get(original=file)
        with copy.file.open() as source:
            return copy, source.read()


@pytest.mark.parametrize("name", KINDS)
def test_it_sounds_and_shows_the_same_and_nothing_else(name, attach, run_jobs):
    original = recording(KINDS[name])
    file = attach(original, KINDS[name])
    run_jobs()

    copy, content = copy_of(file)

    assert (now(file).state, now(file).reason, copy.media_type) == (FileState.READY, "", KINDS[name])
    assert (copy.size, copy.sha256) == (len(content), hashlib.sha256(content).hexdigest())
    assert {"author", "words"} <= set(now(file).hidden)
    assert packets(content, KINDS[name]) == packets(original, KINDS[name])
    for word in (b"canary", b"+50.07", b"2026"):
        assert word not in content


def test_an_ogg_too(attach, run_jobs):
    sink = io.BytesIO()
    with av.open(sink, "w", format="ogg") as out:
        out.metadata["title"] = "canary"
        stream = out.add_stream("libopus", rate=48_000, layout="stereo")
        frame = av.AudioFrame(format="flt", layout="stereo", samples=960)
        frame.sample_rate = 48_000
        frame.planes[0].update(bytes(frame.planes[0].buffer_size))
        out.mux(stream.encode(frame))
        out.mux(stream.encode(None))
    file = attach(sink.getvalue(), "audio/ogg")
    run_jobs()

    assert b"canary" not in copy_of(file)[1]


@pytest.mark.parametrize(
    ("content", "state", "reason"),
    [
        (b"MZ" + bytes(300), FileState.QUARANTINED, Reason.NOT_WHAT_IT_SAYS),
        (recording("video/mp4")[:60], FileState.READY, Reason.RECORDING),
    ],
    ids=["a program", "a recording cut short"],
)
def test_of_what_cannot_be_packed_anew_there_is_none_and_nothing_is_left(attach, run_jobs, content, state, reason):
    file = attach(content, "video/mp4")
    before = files_on_disk()
    run_jobs()

    assert (now(file).state, now(file).reason) == (state, reason)
    assert files_on_disk() == before


def ready(attach, run_jobs, monkeypatch):
    """One that waits for its copy."""
    file = attach(recording("video/mp4"), "video/mp4")
    with monkeypatch.context() as later:
        later.setattr(recordings, "copy_next", dict)
        run_jobs()
    assert now(file).state == FileState.SCANNED
    return file


def test_one_that_is_reported_meanwhile_gets_none(attach, run_jobs, monkeypatch, coordinator):
    file, before = ready(attach, run_jobs, monkeypatch), files_on_disk()
    real = recordings._settle

    def report_first(*args):
        evidence.lock_evidence(now(file), by=coordinator)
        return real(*args)

    monkeypatch.setattr(recordings, "_settle", report_first)
    with look_as(EVERYTHING):
        copy_recordings()

    assert now(file).state == FileState.SCANNED
    assert files_on_disk() == before


def test_a_child_that_is_stopped_sets_the_file_aside(attach, run_jobs, monkeypatch):
    file, before = ready(attach, run_jobs, monkeypatch), files_on_disk()
    monkeypatch.setattr(recordings, "BEGIN", "import os; os.kill(os.getpid(), 9)")
    with look_as(EVERYTHING):
        copy_recordings()

    assert (now(file).state, now(file).reason) == (FileState.QUARANTINED, Reason.TOO_MUCH)
    assert files_on_disk() == before


@pytest.mark.parametrize(
    "lie",
    [
        "print(end='C' + 'x' * 12)",
        "import struct,sys; sys.stdout.buffer.write(struct.pack('>cQI', b'C', 0, 9 << 20) + bytes(9 << 20))",
    ],
)
def test_a_child_that_says_too_much_cannot_fill_the_disk(attach, run_jobs, monkeypatch, lie):
    file, before = ready(attach, run_jobs, monkeypatch), files_on_disk()
    monkeypatch.setattr(
        recordings, "BEGIN", f"{lie}; import os; sys = __import__('sys'); sys.stdout.flush(); os.kill(os.getpid(), 9)"
    )
    with look_as(EVERYTHING):
        copy_recordings()

    assert now(file).reason == Reason.TOO_MUCH
    assert files_on_disk() == before


def test_a_child_that_cannot_begin_sets_nothing_aside(attach, run_jobs, monkeypatch):
    file = ready(attach, run_jobs, monkeypatch)
    monkeypatch.setattr(recordings, "BEGIN", "raise SystemExit(1)")
    with look_as(EVERYTHING), pytest.raises(treatment.WorkshopFailed):
        copy_recordings()

    assert now(file).state == FileState.SCANNED


def test_one_after_the_other_and_never_two_at_a_time(attach, run_jobs, monkeypatch):
    files = [ready(attach, run_jobs, monkeypatch) for _ in range(2)]
    Job.objects.all().delete()
    with look_as(EVERYTHING):
        assert copy_recordings() == {"copied": 1}
    assert [now(file).state for file in files] == [FileState.READY, FileState.SCANNED]

    assert [job.kind for job in Job.objects.all()] == ["cases.copy_recordings"]
    with look_as(EVERYTHING):
        assert (copy_recordings(), copy_recordings()) == ({"copied": 1}, {"copied": 0})
    assert now(files[1]).state == FileState.READY


@pytest.mark.django_db(transaction=True)
def test_while_another_is_at_it_a_job_comes_back_later(attach, run_jobs, monkeypatch):
    ready(attach, run_jobs, monkeypatch)
    Job.objects.all().delete()
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [recordings.ONE_AT_A_TIME])
        with look_as(EVERYTHING):
            assert copy_recordings() == {"copied": 0}
    finally:
        other.close()

    job = Job.objects.get()
    assert job.kind == "cases.copy_recordings"
    assert job.not_before > job.created_at
