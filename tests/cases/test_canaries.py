"""Planted names and contents of files are found in clear nowhere: not in a dump, nor on a disk, nor in a queue, log or mail."""

import base64
import logging
import tempfile
import uuid

import pytest
from celery import current_app
from django.urls import reverse

from cases.models import EvidenceFile, Incident, SealRequest, Source, Victim
from cases.statuses import CaseStatus
from jobs import relay
from jobs.services import promise
from tests import servers
from tests.cases.material import fill
from tests.cases.test_typing import NOTE, sheet_on
from tests.cases.test_uploads import TUS
from tests.vault.superuser import superuser
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
)
WRITINGS = (
    lambda word: word.encode(),
    lambda word: word.encode("utf-16-le"),
    lambda word: word.encode().hex().encode(),
    *(lambda word, skip=skip: base64.b64encode(word.encode()[skip:])[:24] for skip in range(3)),
)


@pytest.fixture(scope="module")
def canaries():
    return {name: f"canary-{name}-{uuid.uuid4().hex}" for name in (*SEALED, "narrative")}


# What each canary begins with, as short as a whole group of base64: most of a disk is told apart by it.
BEGINNINGS = (b"canary-", "canary-".encode("utf-16-le"), b"canary-".hex().encode(), b"Y2FuYXJ5", b"YW5hcnkt", b"bmFy")


def found_in(content, canaries):
    if not any(beginning in content for beginning in BEGINNINGS):
        return set()
    return {name for name, word in canaries.items() if any(written(word) in content for written in WRITINGS)}


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


def dump():
    """What `pg_dump` writes: every row of every table, for a superuser, whom row security does not bind."""
    with superuser() as line:
        tables = [name for (name,) in line.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()]
        return b"".join(piece for table in tables for piece in rows_of(line, table))


def rows_of(line, table):
    with line.cursor() as cursor, cursor.copy(f'COPY "{table}" TO STDOUT') as copied:
        yield from map(bytes, copied)


def everything_on_disk(*folders):
    """The tables' own files and the write-ahead log, sealed files and halves of keys, the broker's files, logs, the outbox."""
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and not path.is_symlink():
                yield path, path.read_bytes()


def queued():
    with current_app.connection_for_read() as line:
        broker = line.default_channel.client
        lists = [key for key in broker.keys("*") if broker.type(key) == b"list"]
        return b"".join(piece for key in lists for piece in broker.lrange(key, 0, -1))


def test_sealed_words_are_found_nowhere(lived, canaries, spools, mailoutbox, caplog):
    with superuser() as line:
        line.execute("CHECKPOINT")
    dumped = dump()
    assert found_in(dumped, canaries) == {"narrative"}  # which the threat model says, and which shows that the search finds

    on_disk, in_log = {}, set()
    for path, content in everything_on_disk(servers._var, spools):
        for name in found_in(content, canaries):
            on_disk.setdefault(name, set()).add(path.parent.name)
        in_log |= found_in(content, canaries) if path.parent.name == "pg_wal" else set()

    assert in_log == {"narrative"}
    assert set(on_disk) == {"narrative"}
    assert any(path.stat().st_size for path in spools.iterdir())
    assert found_in(queued(), canaries) == set()
    assert queued()
    assert found_in(" ".join(f"{mail.subject} {mail.body} {mail.to}" for mail in mailoutbox).encode(), canaries) == set()
    assert mailoutbox
    assert found_in(caplog.text.encode(), canaries) == set()


@pytest.fixture(autouse=True)
def _hear_everything(caplog):
    caplog.set_level(logging.DEBUG)
