import signal
import threading
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.db import DatabaseError, InterfaceError, close_old_connections, connection
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

from jobs.relay import relay_once

PAUSE = 0.2
PAUSE_AWAY = 1.0
BROKER_AWAY = (OperationalError, RedisError)


class Command(BaseCommand):
    help = "Carries promised jobs to the workers, until it is stopped. Any number may run."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="one round, then stop")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["once"]:
            relay_once()
            return
        stopped = threading.Event()
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, lambda *_: stopped.set())
        connection.ensure_connection()
        self.stderr.write("relay: in-process, no broker is set" if not settings.CELERY_BROKER_URL else "relay: to the broker")
        while not stopped.wait(self.round()):
            pass

    def round(self) -> float:
        """One round; returns how long to rest before the next. Broker or database away: rest, then try again."""
        try:
            return 0.0 if relay_once() else PAUSE
        except BROKER_AWAY:
            return PAUSE_AWAY
        except (DatabaseError, InterfaceError):
            close_old_connections()
            return PAUSE_AWAY
