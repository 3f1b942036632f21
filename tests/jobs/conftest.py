"""Work declared for one test, a real second connection for leases and progress, and the real broker."""

import pytest
from celery import current_app
from django.db import connections

from accounts.models import Organisation
from jobs.registry import KINDS, job
from tests import servers

BOTH = pytest.mark.django_db(transaction=True, databases=["default", "side"])


@pytest.fixture
def declare():
    """`declare("tests.kind", work)` declares a kind of work until the test ends."""
    before = dict(KINDS)

    def declare_kind(name, work, **options):
        return job(name, **options)(work)

    yield declare_kind
    KINDS.clear()
    KINDS.update(before)


@pytest.fixture
def leave_trace(declare):
    """A kind whose effect is one row."""
    return declare("tests.leave_trace", lambda name="trace": Organisation.objects.create(name=name) and None)


@pytest.fixture
def side(settings):
    """As in production, leases and progress travel on a connection of their own. Use it with `BOTH`."""
    connections.settings["side"].update(connections.settings["default"])
    settings.JOBS_SIDE_DATABASE = "side"
    yield
    connections["side"].close()


@pytest.fixture
def broker():
    """The real broker with empty queues, restarted after the test when the test stopped it."""
    valkey = next(server for server in servers._servers._all if server.name == "broker")
    if not servers._servers.addresses.broker_url:
        pytest.skip("somebody else's broker is not ours to stop")
    valkey.start()
    waiting("default", purge=True)
    waiting("slow", purge=True)
    yield valkey
    valkey.start()


def waiting(queue, *, purge=False):
    """How many messages lie in a queue."""
    with current_app.connection_for_write() as connection, connection.channel() as channel:
        if purge:
            channel.queue_declare(queue)
            return channel.queue_purge(queue)
        return channel.queue_declare(queue).message_count


def traces():
    return sorted(Organisation.objects.values_list("name", flat=True))
