"""A worker that was busy when the broker died closes its line without dying of it."""

import logging

import pytest
from celery import current_app
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

from tests.jobs.conftest import waiting

log = logging.getLogger("tests")


@pytest.fixture
def busy(broker):
    """A line that has taken a message and not finished with it."""
    current_app.send_task("jobs.run", args=["x"], queue="default")
    line = current_app.connection_for_read()
    message = line.default_channel.basic_get("default")
    assert message is not None
    return line, message


@pytest.fixture
def cut_off(busy, broker):
    """The same, after its broker died: the transport has forgotten whose it is."""
    line, message = busy
    broker.stop()
    message.channel.connection.client = None
    message.channel._pool = message.channel._async_pool = None
    return line, message


def test_line_without_a_broker_closes_quietly(cut_off):
    line, message = cut_off

    line.close()

    assert message.channel.closed


@pytest.mark.parametrize("answer", ["ack_log_error", "reject_log_error"])
def test_answer_that_reaches_no_broker_is_logged_and_no_more(cut_off, answer, caplog):
    line, message = cut_off

    getattr(message, answer)(log, line.connection_errors)

    assert "The line to the broker was closed" in caplog.text


def test_unfinished_message_goes_back_while_the_broker_is_there(busy):
    line, _ = busy
    assert waiting("default") == 0

    line.close()

    assert waiting("default") == 1


def test_broker_errors_are_those_the_relay_waits_out(broker):
    broker.stop()

    with pytest.raises((OperationalError, RedisError)):
        waiting("default")
