"""What is stale is named, and what is not is not."""

import json
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.utils import timezone

from jobs.beat import ONE_BEAT
from jobs.models import Job
from jobs.states import JobState
from sanctions.models import WatchedList
from upkeep import health

pytestmark = pytest.mark.django_db
LONG_AGO = timedelta(minutes=5)


def job(state, **moments):
    return Job.objects.create(kind="audit.verify", state=state, **{name: timezone.now() - ago for name, ago in moments.items()})


def test_nothing_to_do_is_no_illness():
    assert (health.relay().ok, health.worker().ok) == (True, True)


def test_job_that_is_due_and_not_sent_is_the_relays():
    job(JobState.PENDING, not_before=LONG_AGO)

    assert health.relay() == health.Part(False, "the oldest job has been due for 300 s")
    assert health.worker().ok


def test_job_that_is_due_later_or_since_a_moment_is_no_illness():
    job(JobState.PENDING, not_before=-LONG_AGO)
    job(JobState.PENDING, not_before=timedelta(seconds=5))

    assert health.relay().ok


def test_job_that_was_sent_and_not_begun_is_the_workers():
    job(JobState.SENT, sent_at=LONG_AGO)

    assert health.worker() == health.Part(False, "the oldest job was sent 300 s ago and nobody has begun it")
    assert health.relay().ok


def test_workers_with_work_in_hand_are_busy_not_ill():
    job(JobState.SENT, sent_at=LONG_AGO)
    job(JobState.RUNNING, lease_until=-timedelta(seconds=30))

    assert health.worker() == health.Part(True, "is busy")


def test_abandoned_job_is_the_workers():
    job(JobState.RUNNING, lease_until=timedelta(seconds=30))

    assert not health.worker().ok


def test_beat_is_there_while_it_holds_its_lock():
    assert health.beat() == health.Part(False, "is not running")

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_BEAT])

    assert health.beat().ok


@pytest.fixture
def installed_long_ago(monkeypatch):
    monkeypatch.setattr(health, "BEGAN", "SELECT now() - interval '9 days'")


def read_by_the_clock(settings, *slugs):
    settings.CELERY_BEAT_SCHEDULE = {slug: {"task": health.READING, "kwargs": {"slug": slug}} for slug in slugs}


def test_list_that_was_not_confirmed_for_two_days_is_named(settings, installed_long_ago):
    read_by_the_clock(settings, "eu-fsf", "gb-fcdo", "ca-sema")
    for slug, days in (("eu-fsf", 1), ("gb-fcdo", 3)):
        WatchedList.objects.create(slug=slug, confirmed_at=timezone.now() - timedelta(days=days))

    assert health.lists() == health.Part(False, "not confirmed for two days: ca-sema, gb-fcdo")


def test_new_installation_has_two_days_to_read_its_lists(settings):
    read_by_the_clock(settings, "eu-fsf")

    assert health.lists() == health.Part(True, "not read yet: eu-fsf")


@pytest.fixture
def web(settings):
    """A web server that answers what `status` says."""

    class Answer(BaseHTTPRequestHandler):
        status = 200

        def do_GET(self):
            asked.append((self.path, self.headers["Host"]))
            self.send_response(Answer.status)
            self.end_headers()

        def log_message(self, *_):
            pass

    asked = []
    server = HTTPServer(("127.0.0.1", 0), Answer)
    Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    settings.SITE_ADDRESS, settings.HEALTH_ADDRESS = "https://desk.example", f"http://127.0.0.1:{server.server_port}"
    Answer.asked = asked
    yield Answer
    server.shutdown()
    server.server_close()


def test_web_is_asked_by_the_sites_own_name(web):
    assert health.web() == health.Part(True, "answers 200")
    assert web.asked == [("/account/sign-in/", "desk.example")]


def test_web_that_answers_with_an_error_or_not_at_all_is_ill(web, settings):
    web.status = 503
    assert health.web() == health.Part(False, "answers 503")

    settings.HEALTH_ADDRESS = "http://127.0.0.1:9"
    assert health.web() == health.Part(False, "does not answer at http://127.0.0.1:9")


def test_command_prints_json_and_exits_with_one_when_a_part_is_ill(web, capsys):
    with pytest.raises(SystemExit) as ended:
        call_command("check_health")

    said = json.loads(capsys.readouterr().out)
    assert (ended.value.code, said["well"], said["beat"]["ok"], said["web"]["ok"]) == (1, False, False, True)
    assert set(said) == {"well", "web", "worker", "relay", "beat", "lists"}


def test_command_ends_well_when_all_are(web, capsys):
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_BEAT])

    call_command("check_health")

    assert json.loads(capsys.readouterr().out)["well"] is True


def test_database_that_is_away_is_said_and_raises_nothing(web, monkeypatch):
    def away():
        raise DatabaseError

    monkeypatch.setitem(health.PARTS, "beat", away)

    assert health.look()["beat"] == health.Part(False, "the database does not answer")
