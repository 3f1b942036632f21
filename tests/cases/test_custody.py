"""Who held and opened each file: written down once, sealed, and a changed byte or row is named."""

import json
import random
import subprocess
from io import StringIO
from pathlib import Path

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import DatabaseError
from django.urls import reverse

from audit.querysets import AppendOnly
from cases import rehash
from cases.models import CustodyEvent, CustodySeal, EvidenceFile, Source
from cases.services import evidence
from cases.statuses import CaseStatus
from cases.tasks import rehash_files, seal_custody
from cases.uploads import ReceivedFile
from jobs.models import Job
from tests.cases.material import fill
from tests.vault.superuser import superuser
from vault.models import shred
from vault.sight import EVERYTHING, look_as

pytestmark = pytest.mark.django_db(transaction=True)
BODY = b"%PDF-1.7 " + bytes(range(256)) * 40


@pytest.fixture(autouse=True)
def own_head(settings, tmp_path):
    settings.VAR = tmp_path


@pytest.fixture
def draft(make_case, organisation, partner):
    return fill(make_case(organisation, partner, status=CaseStatus.DRAFT))


@pytest.fixture
def attach(draft, partner):
    def attach_file(body=BODY, name="the report.pdf"):
        with look_as(EVERYTHING), ReceivedFile(name, "application/pdf") as received:
            received.receive(body)
            return evidence.attach_evidence(Source.objects.get(), received, by=partner, media_type="application/pdf")

    return attach_file


def seen(work, *args, **kwargs):
    with look_as(EVERYTHING):
        return work(*args, **kwargs)


def kinds(file):
    return seen(lambda: list(CustodyEvent.objects.filter(file=file.pk).values_list("kind", flat=True)))


def ask_command(*options):
    out = StringIO()
    try:
        call_command("verify_custody", *options, stdout=out)
    except SystemExit as end:
        return json.loads(out.getvalue()), end.code
    return json.loads(out.getvalue()), 0


def flip(file, at):
    path = Path(file.file.path)
    content = bytearray(path.read_bytes())
    content[at] ^= 1
    path.write_bytes(content)


def test_the_life_of_a_file_is_written_down_in_order(attach, partner):
    file = attach()
    with look_as(EVERYTHING):
        evidence.open_evidence(file, by=partner).close()
        rehash_files()
        evidence.remove_evidence(file, by=partner)

    events = seen(lambda: list(CustodyEvent.objects.select_related("actor")))
    assert [event.kind for event in events] == ["received", "opened", "checked", "removed"]
    assert [event.actor for event in events] == [partner, partner, None, partner]
    assert {event.sha256 for event in events} == {file.sha256}


def test_an_event_is_never_changed_nor_deleted(attach):
    attach()
    event = seen(CustodyEvent.objects.get)

    for change in (event.save, event.delete):
        with pytest.raises(AppendOnly):
            change()
    for change in (CustodyEvent.objects.all()._raw_delete, lambda using: CustodyEvent.objects.update(kind="x")):
        with pytest.raises(DatabaseError, match=r"append-only|permission denied"):
            seen(change, "default")


COLUMNS = {
    "at": "at + interval '1 second'",
    "actor_id": "NULL",
    "kind": "'opened'",
    "case_id": "(SELECT max(id) FROM cases_case)",
    "sha256": "'x'",
}


@pytest.mark.parametrize("column", COLUMNS)
def test_a_row_edited_by_the_superuser_is_named(attach, column, make_case, organisation, partner):
    attach()
    make_case(organisation, partner)
    file = attach()
    assert seen(seal_custody) == {"sealed": 2}
    assert ask_command() == ({"sealed": 2, "whole": True, "broken": "", "position": 0, "head": 2}, 0)
    with superuser() as server:
        server.execute("SET session_replication_role = replica")
        server.execute(f"UPDATE cases_custodyevent SET {column} = {COLUMNS[column]} WHERE file = %s", [file.pk])
        key = server.execute("SELECT id FROM cases_custodyevent WHERE file = %s", [file.pk]).fetchone()[0]

    found, code = ask_command()

    assert (found["broken"], found["position"], code) == (f"event {key} at position 2 is not what was sealed", 2, 1)


def test_a_removed_row_is_named(attach):
    attach()
    attach()
    seen(seal_custody)
    with superuser() as server:
        server.execute("SET session_replication_role = replica")
        server.execute("DELETE FROM cases_custodyseal WHERE position = 1")

    assert ask_command()[0]["broken"] == "the seal at position 1 is missing"


def test_one_flipped_byte_is_found_a_hundred_times_of_a_hundred(attach):
    file, chance = attach(), random.Random(5)
    size = Path(file.file.path).stat().st_size
    found = []
    for _ in range(100):
        place = chance.randrange(size)
        flip(file, place)
        found.append(seen(rehash._rehash, seen(EvidenceFile.objects.get)))
        flip(file, place)

    assert found == [False] * 100
    assert seen(rehash._rehash, seen(EvidenceFile.objects.get)) is True


def test_a_changed_file_is_named_and_staff_are_told_once(attach, coordinator, run_jobs, draft):
    attach()
    bad = attach(BODY + b"two")
    flip(bad, 50)

    assert seen(rehash_files) == {"read": 2, "changed": 1}
    assert kinds(bad) == ["received", "changed"]
    assert seen(lambda: EvidenceFile.objects.exclude(changed_at=None).get()).pk == bad.pk
    run_jobs()
    assert [(message.to, draft.reference in message.body) for message in mail.outbox] == [([coordinator.email], True)]
    assert ask_command("--files") == (
        {"sealed": 0, "whole": True, "broken": "", "position": 0, "head": 0, "files": {"read": 0, "changed": 0}},
        0,
    )


def test_the_weekly_reading_reads_nothing_twice_and_nothing_that_was_shredded(attach, draft):
    attach()
    assert seen(rehash_files) == {"read": 1, "changed": 0}
    assert seen(rehash_files) == {"read": 0, "changed": 0}
    attach()
    seen(shred, draft.data_key)
    assert seen(rehash_files) == {"read": 0, "changed": 0}


def test_what_one_job_cannot_read_in_its_time_is_promised_anew(attach, monkeypatch):
    attach()
    attach()
    monkeypatch.setattr(rehash, "BUDGET", -1)

    assert seen(rehash_files) == {"read": 1, "changed": 0}
    assert Job.objects.exclude(kind="cases.hash_file").get().kind == "cases.rehash_files"


@pytest.mark.parametrize("name", ["the report.pdf", "Ünï\\code\nname.pdf"])
def test_the_receipt_verifies_with_sha256sum(attach, sign_in, partner, draft, tmp_path, name):
    file = attach(name=name)
    client = sign_in(partner)
    address = reverse("cases:evidence-receipt-file", args=[draft.reference, file.pk])
    (tmp_path / name).write_bytes(BODY)
    (tmp_path / f"{draft.reference}-01.pdf").write_bytes(BODY)

    for query in ("", "?name=own"):
        (tmp_path / "receipt").write_bytes(client.get(address + query).content)
        subprocess.run(["sha256sum", "-c", "receipt"], cwd=tmp_path, check=True, capture_output=True)
    (tmp_path / name).write_bytes(BODY + b"x")
    assert subprocess.run(["sha256sum", "-c", "receipt"], cwd=tmp_path, check=False, capture_output=True).returncode == 1


def test_staff_get_no_receipt_under_the_files_own_name(attach, sign_in, coordinator, draft):
    file = attach()
    seen(type(draft).objects.update, status=CaseStatus.FILED)

    answer = sign_in(coordinator).get(reverse("cases:evidence-receipt-file", args=[draft.reference, file.pk]) + "?name=own")

    assert f"{file.sha256}  {draft.reference}-01.pdf" in answer.content.decode()
    assert "report" not in answer.content.decode()


def test_a_partner_reads_that_the_coalition_opened_it_and_not_who(attach, sign_in, coordinator, partner, draft):
    file = attach()
    seen(type(draft).objects.update, status=CaseStatus.FILED)
    seen(evidence.open_evidence, file, by=coordinator).close()

    page = sign_in(partner).get(reverse("cases:evidence-receipt", args=[draft.reference, file.pk])).content.decode()

    assert "opened the original" in page
    assert "<bdi>Coalition</bdi>" in page
    assert coordinator.name not in page


def test_an_auditor_walks_the_chain_and_has_files_read(attach, sign_in, auditor, run_jobs):
    bad = attach()
    flip(bad, 60)
    seen(seal_custody)
    client = sign_in(auditor)

    walked = client.post(reverse("cases:custody-walk"))
    read = client.post(reverse("cases:custody-reread"))
    run_jobs()

    assert "One event was checked" in client.get(walked.url).content.decode()
    assert "One file is no longer what was received" in client.get(read.url).content.decode()


def test_the_seals_cover_what_is_there(attach):
    attach()
    assert (seen(seal_custody), seen(seal_custody)) == ({"sealed": 1}, {"sealed": 0})
    assert seen(CustodySeal.objects.count) == 1
