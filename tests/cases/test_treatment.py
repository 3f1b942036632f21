"""After a file was received: read back, looked at for viruses, a working copy made; what is bad set aside."""

import socket
import struct
import threading

import pytest
from django.core import mail
from django.urls import reverse

from audit.models import Record
from cases import clamd, treatment
from cases.models import CustodyEvent, EvidenceFile, Source, WorkingCopy
from cases.services import evidence
from cases.statuses import CaseStatus, FileState, Reason, Scan
from cases.tasks import copy_file, hash_file, scan_file
from cases.uploads import ReceivedFile
from jobs.models import Job
from tests.cases.hostile.corpus import EICAR, picture, with_exif, zipped
from tests.cases.material import fill
from tests.cases.test_evidence import files_on_disk
from vault.sight import EVERYTHING, look_as

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(make_case, organisation, partner):
    return fill(make_case(organisation, partner, status=CaseStatus.DRAFT))


@pytest.fixture
def attach(draft, partner):
    def attach_file(body, media_type="text/plain", shows=()):
        with look_as(EVERYTHING), ReceivedFile("its own name.txt", media_type) as received:
            received.receive(body)
            return evidence.attach_evidence(Source.objects.get(), received, by=partner, media_type=media_type, shows=shows)

    return attach_file


def now(file):
    with look_as(EVERYTHING):
        return EvidenceFile.objects.select_related("copy").get(pk=file.pk)


def kinds(file):
    with look_as(EVERYTHING):
        return list(CustodyEvent.objects.filter(file=file.pk).values_list("kind", flat=True))


class Scanner(threading.Thread):
    """Speaks clamd's INSTREAM: reads pieces until an empty one, then says what it thinks of them."""

    def __init__(self, most=1_000_000):
        super().__init__(daemon=True)
        self.server = socket.create_server(("127.0.0.1", 0))
        self.address, self.most, self.says = f"127.0.0.1:{self.server.getsockname()[1]}", most, None
        self.seen = b""

    def run(self):
        while True:
            try:
                line, _ = self.server.accept()
            except OSError:
                return
            with line, line.makefile("rb") as source:
                line.sendall(self.answer(source) + b"\0")

    def answer(self, source):
        assert source.read(10) == b"zINSTREAM\0"
        self.seen = b""
        while size := struct.unpack(">I", source.read(4))[0]:
            self.seen += source.read(size)
            if len(self.seen) > self.most:
                return b"INSTREAM size limit exceeded. ERROR"
        return self.says or (b"stream: Eicar-Test-Signature FOUND" if EICAR in self.seen else b"stream: OK")


@pytest.fixture
def scanner(settings):
    scanner = Scanner()
    scanner.start()
    settings.CLAMD_ADDRESS = scanner.address
    yield scanner
    scanner.server.close()


def test_a_file_goes_its_way_and_each_step_is_visible(attach, run_jobs):
    file = attach(b"words")
    states = [now(file).state]
    with look_as(EVERYTHING):
        for step in (hash_file, scan_file, copy_file):
            step(file.pk)
            states.append(now(file).state)

    assert states == [FileState.RECEIVED, FileState.HASHED, FileState.SCANNED, FileState.READY]
    assert now(file).scan == Scan.NOT_SCANNED
    with look_as(EVERYTHING), now(file).copy.file.open() as copy:
        assert copy.read() == b"words"
    assert kinds(file) == ["received", "checked"]


def test_each_step_twice_is_once(attach, run_jobs):
    file = attach(picture(), "image/jpeg")
    run_jobs()
    before, on_disk = now(file), files_on_disk()
    with look_as(EVERYTHING):
        for step in (hash_file, scan_file, copy_file):
            step(file.pk)

    assert (now(file).copy.pk, files_on_disk()) == (before.copy.pk, on_disk)
    assert not Job.objects.filter(state="pending").exists()


def test_the_copy_is_sealed_and_holds_nothing_hidden(attach, run_jobs):
    before = files_on_disk()
    file = attach(with_exif(), "image/jpeg", shows=["injury"])
    run_jobs()

    assert now(file).hidden == ["author", "device", "place", "time", "words"]
    assert now(file).shows == ["injury"]
    new = files_on_disk() - before
    assert len(new) == 3
    assert not any(b"JFIF" in path.read_bytes() or b"anary" in path.read_bytes() for path in new)


def test_a_scanner_that_finds_nothing_is_believed(attach, scanner, run_jobs):
    file = attach(b"words of a witness")
    run_jobs()

    assert scanner.seen == b"words of a witness"
    assert (now(file).state, now(file).scan) == (FileState.READY, Scan.CLEAN)
    assert kinds(file) == ["received", "checked", "scanned"]


def test_what_a_scanner_finds_is_set_aside(attach, scanner, run_jobs):
    file = attach(EICAR)
    run_jobs()

    assert (now(file).state, now(file).scan, now(file).reason) == (FileState.QUARANTINED, Scan.INFECTED, Reason.INFECTED)
    assert kinds(file) == ["received", "checked", "set_aside"]
    with look_as(EVERYTHING):
        assert not WorkingCopy.objects.exists()


def test_what_is_too_large_for_the_scanner_counts_as_not_scanned(attach, scanner, run_jobs):
    scanner.most = 10
    file = attach(b"x" * 100_000)
    run_jobs()

    assert (now(file).state, now(file).scan) == (FileState.READY, Scan.NOT_SCANNED)


def test_a_scanner_that_is_away_or_confused_is_asked_again(attach, scanner, run_jobs):
    file = attach(b"words")
    with look_as(EVERYTHING):
        hash_file(file.pk)
        scanner.says = b"COMMAND READ TIMED OUT"
        with pytest.raises(clamd.Unanswered):
            scan_file(file.pk)
        scanner.server.close()
        with pytest.raises(OSError):
            scan_file(file.pk)

    assert now(file).state == FileState.HASHED


def test_a_hostile_file_is_set_aside_and_opens_no_more(attach, run_jobs, sign_in, partner, draft):
    office = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    file = attach(zipped([("../../x", b"x")]), office)
    run_jobs()

    assert (now(file).state, now(file).reason) == (FileState.QUARANTINED, Reason.PATHS)
    client = sign_in(partner)
    page = client.get(reverse("cases:evidence-receipt", args=[draft.reference, file.pk])).content.decode()
    assert "What is packed in it wants to be written elsewhere." in page
    for name in ("evidence-download", "evidence-copy", "evidence-veil"):
        assert client.get(reverse(f"cases:{name}", args=[draft.reference, file.pk])).status_code == 404
    with look_as(EVERYTHING), pytest.raises(evidence.Locked):
        evidence.open_evidence(now(file), by=partner)


def test_a_child_that_is_stopped_sets_the_file_aside(attach, run_jobs, monkeypatch):
    monkeypatch.setattr(treatment, "BEGIN", "import os, signal; os.kill(os.getpid(), signal.SIGKILL)")
    file = attach(b"words")
    run_jobs()

    assert (now(file).state, now(file).reason) == (FileState.QUARANTINED, Reason.TOO_MUCH)


def test_a_child_that_cannot_begin_sets_nothing_aside(attach, monkeypatch):
    monkeypatch.setattr(treatment, "BEGIN", "raise SystemExit(1)")
    file = attach(b"words")
    with look_as(EVERYTHING):
        hash_file(file.pk)
        scan_file(file.pk)
        with pytest.raises(treatment.WorkshopFailed):
            copy_file(file.pk)

    assert now(file).state == FileState.SCANNED


def test_what_is_too_large_gets_no_copy_and_is_still_checked(attach, run_jobs, monkeypatch):
    monkeypatch.setattr(treatment, "LARGEST", 10)
    file, bad = attach(picture(), "image/jpeg"), attach(b"MZ" + b"\x00" * 300, "image/jpeg")
    run_jobs()

    assert (now(file).state, now(file).reason) == (FileState.READY, Reason.TOO_LARGE)
    assert (now(bad).state, now(bad).reason) == (FileState.QUARANTINED, Reason.NOT_WHAT_IT_SAYS)


def test_people_look_at_the_copy_and_that_is_written_down(attach, run_jobs, sign_in, partner, draft):
    file = attach(with_exif(), "image/jpeg", shows=["death"])
    run_jobs()
    client = sign_in(partner)

    page = client.get(reverse("cases:evidence-receipt", args=[draft.reference, file.pk])).content.decode()
    assert "the place where it was made" in page
    assert "It is said to show: Death." in page
    veil = client.get(reverse("cases:evidence-veil", args=[draft.reference, file.pk]))
    assert len(b"".join(veil.streaming_content)) < 1500
    assert kinds(file) == ["received", "checked"]
    shown = client.get(reverse("cases:evidence-copy", args=[draft.reference, file.pk]))
    assert b"anary" not in b"".join(shown.streaming_content)
    assert (shown["Content-Type"], shown["Content-Security-Policy"]) == ("image/jpeg", "sandbox; default-src 'none'")
    assert shown["Content-Disposition"] == f'inline; filename="{draft.reference}-01-copy.jpg"'
    assert kinds(file) == ["received", "checked", "copy_opened"]
    assert Record.objects.filter(verb="case.copy_opened").count() == 1


def test_a_locked_file_opens_for_nobody_and_counsel_is_told(
    attach, run_jobs, sign_in, coordinator, partner, draft, settings, django_capture_on_commit_callbacks
):
    settings.COUNSEL_EMAIL = "counsel@example.org"
    file = attach(picture(), "image/jpeg")
    run_jobs()
    with look_as(EVERYTHING):
        type(draft).objects.update(status=CaseStatus.FILED)
    before, client = files_on_disk(), sign_in(coordinator)

    with django_capture_on_commit_callbacks(execute=True):
        for _ in range(2):
            client.post(reverse("cases:evidence-lock", args=[draft.reference, file.pk]))
    run_jobs()

    assert now(file).locked_at is not None
    assert len(before - files_on_disk()) == 2
    assert kinds(file) == ["received", "checked", "locked"]
    assert [message.to for message in mail.outbox] == [["counsel@example.org"]]
    assert draft.reference not in mail.outbox[0].body
    for name in ("evidence-download", "evidence-copy", "evidence-veil"):
        assert client.get(reverse(f"cases:{name}", args=[draft.reference, file.pk])).status_code == 404
    with look_as(EVERYTHING):
        type(draft).objects.update(status=CaseStatus.DRAFT)
        with pytest.raises(evidence.Locked):
            evidence.remove_evidence(now(file), by=partner)


def test_a_removed_file_takes_its_copy_along(attach, run_jobs, partner, django_capture_on_commit_callbacks):
    before = files_on_disk()
    file = attach(picture(), "image/jpeg")
    run_jobs()

    with look_as(EVERYTHING), django_capture_on_commit_callbacks(execute=True):
        evidence.remove_evidence(now(file), by=partner)

    assert files_on_disk() == before


def test_a_file_that_was_removed_meanwhile_is_no_work(attach, run_jobs, partner):
    file = attach(b"words")
    with look_as(EVERYTHING):
        evidence.remove_evidence(file, by=partner)

    assert run_jobs() == ["cases.hash_file"]
    assert not Job.objects.exclude(state="done").exists()
