"""Who promised a job watches and stops it; strangers learn nothing; operators begin given-up jobs anew."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from jobs.models import Job
from jobs.states import ENDED, OPEN, JobState

pytestmark = pytest.mark.django_db


def make(state=JobState.RUNNING, **fields):
    return Job.objects.create(kind="jobs.clear_finished", state=state, **fields)


def address(name, job):
    return reverse(f"jobs:{name}", args=[job.pk])


@pytest.mark.parametrize("name", ["detail", "progress"])
@pytest.mark.parametrize("state", JobState)
def test_owner_sees_how_far_it_is(sign_in, partner, name, state):
    job = make(state, promised_by=partner, progress_done=1, progress_total=4, last_error="ValueError")

    response = sign_in(partner).get(address(name, job))

    assert response.status_code == 200
    page = response.content.decode()
    assert ("<html" in page) == (name == "detail")
    assert ("hx-get" in page) == (state in OPEN)
    assert "ValueError" not in page


@pytest.mark.parametrize("name", ["detail", "progress"])
def test_strangers_and_operators_get_404(sign_in, partner, admin, coordinator, name):
    job, nobodys = make(promised_by=partner), make()

    for person in (admin, coordinator):
        assert sign_in(person).get(address(name, job)).status_code == 404
    assert sign_in(partner).get(address(name, nobodys)).status_code == 404


def test_job_of_a_kind_that_no_longer_exists_still_has_a_page(sign_in, partner):
    job = Job.objects.create(kind="room.of_last_year", state=JobState.DONE, promised_by=partner)

    assert sign_in(partner).get(address("detail", job)).status_code == 200


def test_owner_stops_what_waits(sign_in, partner):
    job = make(JobState.PENDING, promised_by=partner)

    response = sign_in(partner).post(address("cancel", job), follow=True)

    job.refresh_from_db()
    assert (response.status_code, job.state) == (200, JobState.CANCELLED)


def test_owner_asks_running_work_to_stop_and_is_told(sign_in, partner):
    job = make(promised_by=partner)

    response = sign_in(partner).post(address("cancel", job), follow=True)

    job.refresh_from_db()
    assert (job.state, job.cancel_requested) == (JobState.RUNNING, True)
    assert "It stops at its next step" in response.content.decode()


def test_stranger_stops_nothing(sign_in, other_partner, partner):
    job = make(promised_by=partner)

    assert sign_in(other_partner).post(address("cancel", job)).status_code == 404

    job.refresh_from_db()
    assert not job.cancel_requested


def test_acts_need_a_post(sign_in, partner, admin):
    job = make(JobState.DEAD, promised_by=partner)

    assert sign_in(partner).get(address("cancel", job)).status_code == 405
    assert sign_in(admin).get(address("again", job)).status_code == 405


def test_operator_sees_what_was_given_up_and_nothing_else(sign_in, admin):
    for state in JobState:
        Job.objects.create(kind=f"kind.{state}", state=state, last_error="OSError", finished_at=timezone.now())

    page = sign_in(admin).get(reverse("jobs:list")).content.decode()

    assert "kind.dead" in page
    assert "OSError" in page
    assert [state for state in JobState if f"kind.{state}" in page] == [JobState.DEAD]


def test_operator_begins_a_given_up_job_anew(sign_in, admin):
    job = make(JobState.DEAD, attempts=5, finished_at=timezone.now())

    response = sign_in(admin).post(address("again", job), follow=True)

    job.refresh_from_db()
    assert (response.status_code, job.state, job.attempts) == (200, JobState.PENDING, 0)


@pytest.mark.parametrize("state", sorted(set(OPEN) | set(ENDED) - {JobState.DEAD}))
def test_only_given_up_jobs_are_begun_anew(sign_in, admin, state):
    job = make(state)

    assert sign_in(admin).post(address("again", job)).status_code == 404


def test_colleagues_without_the_right_get_403(sign_in, coordinator):
    job = make(JobState.DEAD, promised_by=coordinator)

    client = sign_in(coordinator)

    assert client.get(reverse("jobs:list")).status_code == 403
    assert client.post(address("again", job)).status_code == 403


def questions_about_jobs(client, url):
    """How often a page asks for jobs. What every page asks for its frame is counted elsewhere."""
    with CaptureQueriesContext(connection) as asked:
        client.get(url)
    return sum("jobs_job" in query["sql"] for query in asked.captured_queries)


@pytest.mark.parametrize("rows", [1, 3])
def test_list_asks_as_often_for_one_row_as_for_three(sign_in, admin, rows):
    for _ in range(rows):
        make(JobState.DEAD, finished_at=timezone.now())

    assert questions_about_jobs(sign_in(admin), reverse("jobs:list")) == 2


@pytest.mark.parametrize("name", ["detail", "progress"])
def test_progress_is_one_question(sign_in, partner, name):
    assert questions_about_jobs(sign_in(partner), address(name, make(promised_by=partner))) == 1


def test_page_that_promises_work_needs_no_broker(sign_in, auditor, broker):
    broker.stop()

    assert sign_in(auditor).post(reverse("audit:verify"), follow=True).status_code == 200

    assert Job.objects.get().state == JobState.PENDING
