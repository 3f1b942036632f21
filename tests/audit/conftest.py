"""Records, the hands of somebody who holds the whole database, and a head of the chain for each test."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import Organisation
from audit.log import record
from audit.models import Record
from tests.vault.superuser import superuser


@pytest.fixture(autouse=True)
def own_head(settings, tmp_path):
    settings.VAR = tmp_path


@pytest.fixture
def thing(db):
    return Organisation.objects.create(name="Thing")


@pytest.fixture
def write(thing):
    """`write(3)` writes three records."""

    def write_records(count=1):
        return [record(None, "organisation.added", thing) for _ in range(count)]

    return write_records


@pytest.fixture
def write_as_of(thing):
    """A record that says it was written so many seconds ago."""

    def write_one(seconds):
        fields = {"verb": "organisation.added", "object_id": str(thing.pk), "at": timezone.now() - timedelta(seconds=seconds)}
        return Record.objects.create(object_type=record(None, "organisation.added", thing).object_type, **fields)

    return write_one


@pytest.fixture
def forger():
    """The superuser with every trigger and foreign key asleep."""
    with superuser() as server:
        server.execute("SET session_replication_role = replica")
        yield server
