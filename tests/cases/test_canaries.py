"""Planted names and contents of files are found in clear nowhere: not in a dump, nor on a disk, nor in a queue, log or mail."""

import base64
import logging
import tempfile
import uuid
from io import StringIO

import pytest
from celery import current_app
from django.core.management import call_command
from django.urls import reverse

from cases.models import Dictation, EvidenceFile, Incident, SealRequest, Source, Victim
from cases.statuses import CaseStatus
from jobs import relay
from jobs.services import promise
from tests.cases.material import fill
from tests.cases.test_typing import NOTE, sheet_on
from tests.cases.test_uploads import TUS
from tests.planted_words import dump, found_in, lies_in
from vault.sight import EVERYTHING, look_as
from vault.staging import RECORD

pytestmark = pytest.mark.django_db(transaction=True)

SEALED = (
    "name",
    "also_called",
    "contact",
    "marks",
    "safe_contact",
    "typed",
    "file_name",
    "content",
    "second_name",
    "second_content",
    "message",
    "call",
)


@pytest.fixture(scope="module")
def canaries():
    return {name: f"canary-{name}-{uuid.uuid4().hex}" for name in (*SEALED, "narrative")}


@pytest.fixture
def lived(canaries, make_case, organisation, partner, reviewer, coordinator, client, enrolled, prove_it, run_jobs, spools):
    """Everything that a case's sealed words go through: typed, sent, kept, copied, asked for, read."""
    case = fill(make_case(organisation, partner, status=CaseStatus.DRAFT))
    with look_as(EVERYTHING):
        source, victim = Source.objects.get(), Victim.objects.get()
        Incident.objects.update(narrative=canaries["narrative"])
    for person in (partner, reviewer, coordinator):
        enrolled(person)

    prove_it(partner)
    client.post(reverse("cases:note"), NOTE | {"safe_contact": canaries["safe_contact"]})
    words = {name: canaries[name] for name in ("name", "also_called", "contact", "marks")}
    client.post(reverse("cases:identity", args=[case.reference, "victim", victim.pk]), words)
    sheet = sheet_on(client, reverse("cases:item-add", args=[case.reference, "victims"]))
    assert client.post(reverse("cases:keep"), {"sheet": sheet, "pseudonym": canaries["typed"]}).json()["kept"]
    send_whole(client, case, source, canaries)
    send_in_pieces(client, case, source, canaries)
    run_jobs()
    read_files(client, case)
    read_identity(client, case, reviewer, coordinator, prove_it)
    speak(client, case, partner, reviewer, canaries, prove_it)
    run_jobs()
    promise("cases.tell_of_seal", request=1)
    relay.relay_once()
    return case


@pytest.fixture
def prove_it(client):
    from tests.conftest import prove

    def sign_in(person):
        client.force_login(person, backend="accounts.backends.AccountBackend")
        prove(client, person)

    return sign_in


@pytest.fixture
def spools(monkeypatch, tmp_path):
    """What passes through the temporary folder stays there under a name, for the search."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    monkeypatch.setattr(tempfile, "TemporaryFile", lambda *args: tempfile.NamedTemporaryFile(*args, delete=False))  # noqa: SIM115
    return folder


def send_whole(client, case, source, canaries):
    from django.core.files.uploadedfile import SimpleUploadedFile

    file = SimpleUploadedFile(f"{canaries['file_name']}.txt", f"Told: {canaries['content']}".encode())
    answer = client.post(reverse("cases:evidence-upload", args=[case.reference, source.pk]), {"file": file})
    assert answer.status_code == 302


def send_in_pieces(client, case, source, canaries):
    """One that arrives whole, and one of which only a piece does."""
    body = f"Told: {canaries['second_content']}\n".encode().ljust(RECORD + 9, b".")
    name = base64.b64encode(f"{canaries['second_name']}.txt".encode()).decode()
    for pieces in ((body[:RECORD], body[RECORD:]), (body[:RECORD],)):
        told = {**TUS, "Upload-Length": str(len(body)), "Upload-Metadata": f"filename {name}"}
        address = client.post(reverse("cases:upload-begin", args=[case.reference, source.pk]), headers=told)["Location"]
        for number, piece in enumerate(pieces):
            sent = {**TUS, "Upload-Offset": str(number * RECORD)}
            answer = client.patch(address, piece, content_type="application/offset+octet-stream", headers=sent)
            assert answer.status_code == 204


def read_files(client, case):
    with look_as(EVERYTHING):
        files = list(EvidenceFile.objects.all())
    for file in files:
        for name in ("cases:evidence-copy", "cases:evidence-download"):
            assert b"canary" in b"".join(client.get(reverse(name, args=[case.reference, file.pk])))


def read_identity(client, case, reviewer, coordinator, prove_it):
    with look_as(EVERYTHING):
        type(case).objects.filter(pk=case.pk).update(status=CaseStatus.IN_REVIEW)
        identity = case.identities.get()
    prove_it(reviewer)
    client.post(reverse("cases:seal-ask", args=[case.reference, "reveal"]) + f"?about={identity.pk}", {"reason": "Why."})
    with look_as(EVERYTHING):
        request = SealRequest.objects.get()
    prove_it(coordinator)
    client.post(reverse("cases:seal-decide", args=[case.reference, request.pk, "allow"]))
    prove_it(reviewer)
    assert "canary-name" in client.post(reverse("cases:identity-read", args=[case.reference, request.pk])).content.decode()


def speak(client, case, partner, reviewer, canaries, prove_it):
    """The partner writes, and the coalition reads; and a call in which the case was confirmed."""
    prove_it(partner)
    client.post(reverse("cases:messages", args=[case.reference]), {"text": canaries["message"]})
    prove_it(reviewer)
    assert canaries["message"] in client.get(reverse("cases:messages", args=[case.reference])).content.decode()
    with look_as(EVERYTHING):
        Dictation.objects.create(case=case, channel="signal", arrived_on="2022-12-01", call=canaries["call"])


def queued():
    with current_app.connection_for_read() as line:
        broker = line.default_channel.client
        lists = [key for key in broker.keys("*") if broker.type(key) == b"list"]
        return b"".join(piece for key in lists for piece in broker.lrange(key, 0, -1))


def backed_up(folder):
    call_command("backup", str(folder / "backup"), stdout=StringIO())
    return (folder / "backup").read_bytes()


def test_sealed_words_are_found_nowhere(lived, canaries, spools, mailoutbox, caplog, tmp_path):
    """The narrative is found in the database, as the threat model says; and that shows that the search finds."""
    dumped = dump()
    assert b"COPY public.cases_evidencefile" in dumped
    assert found_in(dumped, canaries) == {"narrative"}

    on_disk = lies_in(canaries, spools)

    assert set(on_disk) == {"narrative"}
    assert "pg_wal" in on_disk["narrative"]
    assert any(path.stat().st_size for path in spools.iterdir())
    assert found_in(backed_up(tmp_path), canaries) == set()
    assert found_in(queued(), canaries) == set()
    assert queued()
    assert found_in(" ".join(f"{mail.subject} {mail.body} {mail.to}" for mail in mailoutbox).encode(), canaries) == set()
    assert mailoutbox
    assert found_in(caplog.text.encode(), canaries) == set()


@pytest.fixture(autouse=True)
def _hear_everything(caplog):
    caplog.set_level(logging.DEBUG)
