"""What the record costs those who write, and how fast it is sealed and walked."""

import threading
import time

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts.models import Organisation
from audit.chain import seal_records, verify
from audit.log import record
from audit.models import Record
from jobs import views
from jobs.models import Job
from jobs.states import JobState
from tests.bench.conftest import seconds

pytestmark = pytest.mark.django_db(transaction=True)
WRITERS, REQUESTS, ROUNDS = 8, 40, 5
ROWS = 20_000


@pytest.fixture
def sealer():
    """Seals ten times as often as the clock does, as long as the test runs."""
    over = threading.Event()

    def work():
        while not over.wait(1.0):
            seal_records()
        connection.close()

    thread = threading.Thread(target=work)
    thread.start()
    yield
    over.set()
    thread.join()


def requests_in_a_second(sessions, address):
    together = threading.Barrier(WRITERS + 1, timeout=30)

    def send(session):
        client = Client()
        client.cookies.load({"sessionid": session})
        together.wait()
        for _ in range(REQUESTS):
            assert client.get(address).status_code == 200
        connection.close()

    writers = [threading.Thread(target=send, args=(session,)) for session in sessions]
    for writer in writers:
        writer.start()
    together.wait()
    began = time.perf_counter()
    for writer in writers:
        writer.join()
    return WRITERS * REQUESTS / (time.perf_counter() - began)


def test_eight_writers_lose_at_most_a_tenth_to_the_record(say, sealer, monkeypatch, auditor, enrolled):
    """A request that records what it does, beside the same request without the record; the sealer follows both."""
    job = Job.objects.create(kind="jobs.clear_finished", state=JobState.RUNNING, promised_by=auditor)
    address, plain = reverse("jobs:progress", args=[job.pk]), views.JobDetail.get_object
    sessions = []
    enrolled(auditor)
    for _ in range(WRITERS):
        client = Client()
        client.force_login(auditor, backend="accounts.backends.AccountBackend")
        sessions.append(client.cookies["sessionid"].value)

    def recording(view, queryset=None):
        found = plain(view, queryset)
        record(view.request.user, "record.verified", found)
        return found

    with_record, without = [], []
    for _ in range(ROUNDS):
        monkeypatch.setattr(views.JobDetail, "get_object", recording)
        with_record.append(requests_in_a_second(sessions, address))
        monkeypatch.setattr(views.JobDetail, "get_object", plain)
        without.append(requests_in_a_second(sessions, address))

    ours, reference = max(with_record), max(without)
    say(f"recording: {ours:.0f} requests/s ({ours / reference:.2f} × {reference:.0f} of the same requests without it)")
    assert Record.objects.filter(verb="record.verified").count() == ROUNDS * WRITERS * REQUESTS
    assert ours >= 0.9 * reference


def test_the_sealer_keeps_up_with_a_thousand_records_a_second(say):
    kind = record(None, "organisation.added", Organisation.objects.create(name="x")).object_type
    rows = [Record(verb="organisation.added", object_type=kind, object_id=str(number)) for number in range(ROWS)]

    reference = seconds(lambda: Record.objects.bulk_create(rows, batch_size=5000))
    sealing = seconds(seal_records)
    walking = seconds(verify)

    say(f"sealing: {ROWS / sealing:.0f} records/s ({sealing / reference:.1f} × the time of inserting them)")
    say(f"walking the chain: {ROWS / walking:.0f} records/s ({walking / reference:.1f} × the time of inserting them)")
    assert ROWS / sealing >= 1000
    assert ROWS / walking >= 1000
