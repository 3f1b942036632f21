"""Whether each part of an installation does its work, judged by what it last did. Nothing is changed by asking."""

import http.client
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.db import DatabaseError, connection
from django.urls import reverse
from django.utils import timezone

from jobs.beat import ONE_BEAT
from jobs.models import Job
from jobs.states import JobState
from sanctions.models import WatchedList

PATIENCE = timedelta(seconds=60)  # beat promises every ten seconds; six missed are no accident
ANSWER_SECONDS = 5
LIST_PERIODS = timedelta(days=2)  # each list is read once a day
BEAT_IS_THERE = "SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND objid = %s AND granted)"
BEGAN = "SELECT min(applied) FROM django_migrations"
READING = "sanctions.refresh_list"


@dataclass(frozen=True)
class Part:
    """`says` is what was found, in words without names of people or cases."""

    ok: bool
    says: str


def look() -> dict[str, Part]:
    """Every part by its name. With the database away nothing but the web server can be asked."""
    found = {"web": web()}
    for name, ask in PARTS.items():
        try:
            found[name] = ask()
        except DatabaseError:
            found[name] = Part(False, "the database does not answer")
    return found


def web() -> Part:
    """The sign-in page is asked for as a proxy asks: by the site's own name, and over TLS as far as the site can tell."""
    site, address = urlsplit(settings.SITE_ADDRESS), urlsplit(settings.HEALTH_ADDRESS)
    kind = http.client.HTTPSConnection if address.scheme == "https" else http.client.HTTPConnection
    line = kind(address.hostname or "localhost", address.port, timeout=ANSWER_SECONDS)
    try:
        line.request("GET", reverse("account_login"), headers={"Host": site.netloc, "X-Forwarded-Proto": site.scheme})
        status = line.getresponse().status
    except (OSError, http.client.HTTPException):
        return Part(False, f"does not answer at {settings.HEALTH_ADDRESS}")
    finally:
        line.close()
    return Part(status == http.client.OK, f"answers {status}")


def beat() -> Part:
    with connection.cursor() as cursor:
        (is_there,) = cursor.execute(BEAT_IS_THERE, [ONE_BEAT]).fetchone()
    if not is_there:
        return Part(False, "is not running")
    return Part(True, "is running")


def relay() -> Part:
    """A job that is due waits for nothing but the relay."""
    due = Job.objects.due().first()
    if due is None:
        return Part(True, "nothing waits to be sent")
    return _since(due.not_before, "the oldest job has been due for {seconds} s")


def worker() -> Part:
    """What was sent is begun, or the workers are busy; what was begun is not abandoned."""
    if Job.objects.abandoned().exists():
        return Part(False, "a job was begun and abandoned")
    if Job.objects.filter(state=JobState.RUNNING).exists():
        return Part(True, "is busy")
    sent = Job.objects.filter(state=JobState.SENT, sent_at__isnull=False).order_by("sent_at").first()
    if sent is None or sent.sent_at is None:
        return Part(True, "nothing waits to be done")
    return _since(sent.sent_at, "the oldest job was sent {seconds} s ago and nobody has begun it")


def _since(moment: datetime, words: str) -> Part:
    waited = timezone.now() - moment
    return Part(waited < PATIENCE, words.format(seconds=int(waited.total_seconds())))


def lists() -> Part:
    """Every list that is read by the clock was found to be current lately; a new installation has two days."""
    watched = {entry["kwargs"]["slug"] for entry in settings.CELERY_BEAT_SCHEDULE.values() if entry["task"] == READING}
    lately = timezone.now() - LIST_PERIODS
    if not watched:
        return Part(True, "none is read by the clock")
    current = WatchedList.objects.filter(slug__in=watched, confirmed_at__gt=lately).values_list("slug", flat=True)
    stale = sorted(watched - set(current))
    if not stale:
        return Part(True, f"{len(watched)} are current")
    with connection.cursor() as cursor:
        (began,) = cursor.execute(BEGAN).fetchone()
    if began > lately:
        return Part(True, f"not read yet: {', '.join(stale)}")
    return Part(False, f"not confirmed for two days: {', '.join(stale)}")


PARTS: dict[str, Callable[[], Part]] = {"worker": worker, "relay": relay, "beat": beat, "lists": lists}
