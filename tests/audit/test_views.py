"""The auditor reads the record and has it walked; nobody else."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from audit.chain import seal_records
from audit.models import Record
from jobs.models import Job

pytestmark = pytest.mark.django_db


@pytest.fixture
def page():
    return reverse("audit:list")


def test_auditor_reads_what_happened(sign_in, auditor, write, page):
    write(2)
    seal_records()

    shown = sign_in(auditor).get(page).content.decode()

    assert shown.count("added an organisation") >= 2


@pytest.mark.parametrize("role", ["admin", "coordinator", "partner", "outsider"])
def test_others_are_refused(request, sign_in, role, page):
    client = sign_in(request.getfixturevalue(role))

    assert client.get(page).status_code == 403
    assert client.post(reverse("audit:verify")).status_code == 403
    assert not Job.objects.exists()


def test_walking_the_record_is_promised_recorded_and_shown(sign_in, auditor, write, run_jobs):
    write(3)
    seal_records()
    client = sign_in(auditor)

    response = client.post(reverse("audit:verify"))

    assert Record.objects.filter(verb="record.verified", actor=auditor).count() == 1
    assert "audit.verify" in run_jobs()
    assert "The chain is whole" in client.get(response["Location"]).content.decode()


def test_asking_twice_walks_once(sign_in, auditor):
    client = sign_in(auditor)

    assert len({client.post(reverse("audit:verify"))["Location"] for _ in range(2)}) == 1


@pytest.mark.parametrize("rows", [1, 3])
def test_list_asks_as_often_for_one_row_as_for_three(sign_in, auditor, write, rows, page):
    write(rows)
    client = sign_in(auditor)

    with CaptureQueriesContext(connection) as asked:
        client.get(page)

    assert sum("audit_" in query["sql"] for query in asked.captured_queries) == 3
