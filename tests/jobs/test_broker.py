"""A worker that was busy when the broker died closes its line without dying of it."""

import pytest
from celery import current_app
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

from tests.jobs.conftest import waiting


@pytest.fixture
def busy(broker):
    """A line that has taken a message and not finished with it."""
    current_app.send_task("jobs.run", args=["x"], queue="default")
    line = current_app.connection_for_read()
    channel = line.default_channel
    assert channel.basic_get("default") is not None
    return line, channel


def test_line_without_a_broker_closes_quietly(busy, broker):
    line, channel = busy
    broker.stop()

    channel.connection.client = None  # as the transport leaves it when its socket broke
    line.close()

    assert channel.closed


def test_unfinished_message_goes_back_while_the_broker_is_there(busy):
    line, _ = busy
    assert waiting("default") == 0

    line.close()

    assert waiting("default") == 1


def test_broker_errors_are_those_the_relay_waits_out(broker):
    broker.stop()

    with pytest.raises((OperationalError, RedisError)):
        waiting("default")
