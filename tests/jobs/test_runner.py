"""The effect and the mark that it is done are one; every other end leaves no effect and says in one word why."""

from datetime import timedelta

import pytest
from django.db import InterfaceError, OperationalError, connection
from django.utils import timezone

from accounts.models import Organisation
from cases.models import Case
from jobs import progress
from jobs.models import Job
from jobs.runner import MAX_ATTEMPTS, run
from jobs.services import cancel, promise
from jobs.states import JobState
from tests.jobs.conftest import BOTH, traces
from vault.sight import EVERYTHING

pytestmark = pytest.mark.django_db
CANARY = "canary: the name of a witness"


@pytest.fixture
def failing(declare):
    """Work that leaves an effect and then fails as it is told."""

    def make(error, **options):
        def work():
            Organisation.objects.create(name="half done")
            raise error(CANARY)

        declare("tests.failing", work, **options)
        return promise("tests.failing")

    return make


def row_as_text():
    with connection.cursor() as cursor:
        return str(cursor.execute("SELECT job::text FROM jobs_job job").fetchall())


def ended(job):
    job.refresh_from_db()
    return job.state, job.attempts, job.last_error


def test_done_work_leaves_effect_mark_and_answer(declare):
    declare("tests.counting", lambda name: {"id": Organisation.objects.create(name=name).pk})
    job = promise("tests.counting", name="x")

    run(job.pk)

    assert ended(job) == (JobState.DONE, 1, "")
    assert traces() == ["x"]
    assert job.answer == {"id": Organisation.objects.get().pk}
    assert job.finished_at


def test_second_run_changes_nothing(leave_trace):
    job = promise("tests.leave_trace")

    run(job.pk)
    run(job.pk)

    assert ended(job) == (JobState.DONE, 1, "")
    assert traces() == ["trace"]


def test_work_sees_what_its_kind_says(declare, make_case, organisation, partner):
    make_case(organisation, partner)
    declare("tests.blind", lambda: {"cases": Case.objects.count()})
    declare("tests.seeing", lambda: {"cases": Case.objects.count()}, sight=EVERYTHING)
    blind, seeing = promise("tests.blind"), promise("tests.seeing")

    run(blind.pk)
    run(seeing.pk)

    assert [Job.objects.get(pk=job.pk).answer for job in (blind, seeing)] == [{"cases": 0}, {"cases": 1}]


def test_other_errors_are_given_up_at_once_and_only_their_type_is_kept(failing, caplog):
    job = failing(ValueError)

    run(job.pk)

    assert ended(job) == (JobState.DEAD, 1, "ValueError")
    assert traces() == []
    assert "ValueError" in row_as_text() + caplog.text
    assert "canary" not in row_as_text() + caplog.text


@pytest.mark.parametrize(
    ("error", "options"),
    [(ConnectionError, {"retry_on": (OSError,)}), (OperationalError, {}), (InterfaceError, {})],
)
def test_what_time_heals_waits_and_is_tried_again(failing, error, options, caplog):
    job = failing(error, **options)

    run(job.pk)

    assert ended(job) == (JobState.PENDING, 1, error.__name__)
    assert job.not_before > timezone.now() + timedelta(seconds=7)
    assert traces() == []
    assert "canary" not in row_as_text() + caplog.text


def test_waits_grow_until_the_last_attempt(failing):
    job, waits = failing(OSError, retry_on=(OSError,)), []

    for _ in range(MAX_ATTEMPTS):
        Job.objects.update(not_before=timezone.now())
        run(job.pk)
        job.refresh_from_db()
        waits.append((job.not_before - timezone.now()).total_seconds())

    assert ended(job) == (JobState.DEAD, MAX_ATTEMPTS, "OSError")
    bounds = [(8, 12), (16, 24), (32, 48), (64, 96)]
    assert [low - 1 < wait <= high for wait, (low, high) in zip(waits, bounds, strict=False)] == [True] * 4


def test_kind_of_a_newer_version_waits_for_a_newer_worker():
    job = Job.objects.create(kind="tests.not_yet")

    run(job.pk)

    assert ended(job) == (JobState.PENDING, 1, "UnknownKind")


def test_work_that_is_asked_to_stop_stops_and_leaves_nothing(declare):
    def work():
        Organisation.objects.create(name="half done")
        cancel(Job.objects.get())
        progress.report(1, 2)

    declare("tests.long", work)
    job = promise("tests.long")

    run(job.pk)

    assert ended(job) == (JobState.CANCELLED, 1, "")
    assert traces() == []


@BOTH
@pytest.mark.usefixtures("side")
def test_cancelled_work_is_not_tried_again(declare):
    def work():
        Job.objects.using("side").update(cancel_requested=True)
        raise OSError

    declare("tests.failing", work, retry_on=(OSError,))
    job = promise("tests.failing")

    run(job.pk)

    assert ended(job) == (JobState.CANCELLED, 1, "")


@BOTH
@pytest.mark.usefixtures("side")
def test_progress_is_seen_while_the_work_runs(declare):
    seen = []

    def work():
        for done in (1, 2, 3):
            progress.report(done, 3)
            seen.append(Job.objects.using("side").get().percent)

    declare("tests.long", work)
    job = promise("tests.long")

    run(job.pk)

    assert seen == [33, 66, 100]
    assert ended(job) == (JobState.DONE, 1, "")
    assert (job.progress_done, job.progress_total) == (3, 3)


def test_progress_outside_a_job_is_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        progress.report(1, 2)


@BOTH
@pytest.mark.usefixtures("side")
def test_lost_lease_takes_the_effect_back(declare, caplog):
    def work():
        Organisation.objects.create(name="too late")
        Job.objects.using("side").update(attempts=2)  # another worker has claimed it meanwhile

    declare("tests.slow", work)
    job = promise("tests.slow")

    run(job.pk)

    assert ended(job) == (JobState.RUNNING, 2, "")
    assert traces() == []
    assert "lease lost" in caplog.text


@BOTH
@pytest.mark.usefixtures("side")
@pytest.mark.parametrize("error", [ValueError, OSError, progress.Cancelled])
def test_loser_of_the_lease_does_not_touch_the_winners_row(declare, error):
    def work():
        Job.objects.using("side").update(attempts=2)
        raise error

    declare("tests.slow", work, retry_on=(OSError,))
    job = promise("tests.slow")

    run(job.pk)

    assert ended(job) == (JobState.RUNNING, 2, "")


@BOTH
@pytest.mark.usefixtures("side")
def test_effect_and_mark_are_one_transaction(declare, monkeypatch):
    """What cannot be marked done has not happened."""
    declare("tests.work", lambda: Organisation.objects.create(name="x") and {"unfit": object()})
    job = promise("tests.work")

    run(job.pk)

    assert ended(job) == (JobState.DEAD, 1, "TypeError")
    assert traces() == []
