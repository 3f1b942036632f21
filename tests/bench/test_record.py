"""What the record costs those who write, and how fast it is sealed and walked."""

import os
import statistics
import subprocess
import sys
import threading
import time

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts.models import Organisation
from accounts.roles import Role
from audit.chain import seal_records, verify
from audit.log import record
from audit.models import Record
from jobs import services
from jobs.models import Job
from jobs.states import JobState
from tests.bench.conftest import seconds

pytestmark = pytest.mark.django_db(transaction=True)
WRITERS, REQUESTS, ROUNDS = 8, 20, 15
ROWS = 20_000


SEAL = """
import django, sys, time; django.setup()
from audit.chain import seal_records
print("ready", flush=True)
while True:
    seal_records()
    time.sleep(1)
"""


@pytest.fixture
def sealer():
    """As in production a process of its own, ten times as busy as the clock makes it."""
    address = os.environ["DATABASE_URL"].rpartition("/")[0] + "/" + connection.settings_dict["NAME"]
    environment = {**os.environ, "DATABASE_URL": address, "DJANGO_SETTINGS_MODULE": "config.settings.test"}
    with subprocess.Popen([sys.executable, "-c", SEAL], env=environment, stdout=subprocess.PIPE) as process:
        process.stdout.readline()
        yield
        process.kill()


def requests_in_a_second(clients):
    together = threading.Barrier(WRITERS + 1, timeout=30)

    def send(client, address):
        together.wait()
        for _ in range(REQUESTS):
            assert client.post(address).status_code == 302
        connection.close()

    writers = [threading.Thread(target=send, args=pair) for pair in clients]
    for writer in writers:
        writer.start()
    together.wait()
    began = time.perf_counter()
    for writer in writers:
        writer.join()
    return WRITERS * REQUESTS / (time.perf_counter() - began)


@pytest.fixture
def clients(enlist, organisation, enrolled):
    """Eight people signed in, each with running work that they ask to stop, again and again."""

    def make(number):
        person = enrolled(enlist(f"Writer{number}", organisation, Role.AUTHOR))
        client = Client()
        client.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[-1])
        job = Job.objects.create(kind="jobs.clear_finished", state=JobState.RUNNING, promised_by=person)
        return client, reverse("jobs:cancel", args=[job.pk])

    return [make(number) for number in range(WRITERS)]


def test_eight_writers_lose_at_most_a_tenth_to_the_record(say, sealer, clients, monkeypatch):
    """Requests that write and record what they do, beside the same requests without the record; the sealer follows both."""
    plain = services.cancel

    def recording(job):
        record(job.promised_by, "record.verified", job)
        return plain(job)

    with_record, without = [], []
    for _ in range(ROUNDS):
        monkeypatch.setattr(services, "cancel", recording)
        with_record.append(requests_in_a_second(clients))
        monkeypatch.setattr(services, "cancel", plain)
        without.append(requests_in_a_second(clients))

    ours, reference = statistics.median(with_record), statistics.median(without)
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
