"""The clock. It promises jobs as rows and sends nothing itself, so a broker that is away misses no appointment."""

import logging
from typing import Any

from celery.beat import ScheduleEntry, Scheduler
from django.db import DatabaseError, InterfaceError, close_old_connections, connection

from jobs.models import Job
from jobs.services import promise

log = logging.getLogger("jobs")

ONE_BEAT = 7_202_611  # the advisory lock that the one true beat holds for as long as it lives
HELD = "SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND objid = %s AND pid = pg_backend_pid() AND granted"


class RowScheduler(Scheduler):
    """Celery's scheduler with rows for messages.

    When it last ran is read from the rows too, so there is no schedule file to lose. A second beat
    waits until the first one's connection is gone.
    """

    def setup_schedule(self) -> None:
        self.merge_inplace(self.app.conf.beat_schedule)

    def tick(self, *args: Any, **kwargs: Any) -> float:
        """Promise what is due; returns the seconds until the next time. With the database away: wait, miss nothing."""
        try:
            if not self._is_the_one():
                return float(self.max_interval)
            return min([self._promise_if_due(entry) for entry in list(self.schedule.values())], default=float(self.max_interval))
        except (DatabaseError, InterfaceError):
            log.warning("beat: the database is away, trying again")
            close_old_connections()
            return float(self.max_interval)

    def _promise_if_due(self, entry: ScheduleEntry) -> float:
        due, wait = entry.is_due()
        if due:
            promise(entry.task, dedup_key=_key(entry), **(entry.kwargs or {}))
            self.reserve(entry)  # only now: what could not be promised is still due
        return min(float(wait), float(self.max_interval))

    def _is_the_one(self) -> bool:
        with connection.cursor() as cursor:
            if cursor.execute(HELD, [ONE_BEAT]).fetchone():
                return True
            won = bool(cursor.execute("SELECT pg_try_advisory_lock(%s)", [ONE_BEAT]).fetchone()[0])
        if won:
            self._remember()
        return won

    def _remember(self) -> None:
        """When each entry last ran, by this beat or the one before it."""
        for entry in self.schedule.values():
            last = Job.objects.filter(dedup_key=_key(entry)).order_by("-created_at").first()
            if last is not None:
                entry.last_run_at = last.created_at


def _key(entry: ScheduleEntry) -> str:
    return f"beat:{entry.name}"
