"""Two corrections to kombu's transport over Redis and Valkey, without which a busy worker dies with its broker.

What a worker has to say about a message (done, or: another may have it) after its line to the broker was
closed makes kombu ask a connection of None for its host name, and nobody upstream expects that error.
Nothing is lost by keeping silent: a job that was sent and is in no queue is sent again.
"""

from typing import Any

from kombu.transport import redis
from redis.exceptions import ConnectionError as LineGone


def _is_open(channel: Any) -> bool:
    return getattr(channel.connection, "client", None) is not None


class CarefulQoS(redis.QoS):
    """Puts unfinished messages back when it closes, unless there is nowhere to put them."""

    def restore_unacked_once(self, stderr: Any = None) -> None:
        if _is_open(self.channel):
            super().restore_unacked_once(stderr)  # type: ignore[no-untyped-call]


class CarefulChannel(redis.Channel):
    """Says of a line that is gone what kombu and Celery expect to hear, and wait out."""

    QoS = CarefulQoS

    def _connparams(self, asynchronous: bool = False) -> Any:
        if not _is_open(self):
            raise LineGone("The line to the broker was closed.")
        return super()._connparams(asynchronous)  # type: ignore[no-untyped-call]


def correct_kombu() -> None:
    redis.Transport.Channel = CarefulChannel
