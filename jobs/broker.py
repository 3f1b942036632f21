"""One correction to kombu's transport over Redis and Valkey."""

from typing import Any

from kombu.transport import redis


class CarefulQoS(redis.QoS):
    """Puts unfinished messages back into the broker, unless the line to it is already gone.

    Without the question a worker that was busy when the broker died asks a connection of None for its
    host name and dies of it. Nothing is lost either way: what was sent and is in no queue is sent again.
    """

    def restore_unacked_once(self, stderr: Any = None) -> None:
        if getattr(self.channel.connection, "client", None) is not None:
            super().restore_unacked_once(stderr)  # type: ignore[no-untyped-call]


def correct_kombu() -> None:
    redis.Channel.QoS = CarefulQoS
