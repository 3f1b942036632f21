from datetime import timedelta

import pytest
from celery import current_app
from django.utils import timezone

from jobs.models import Job
from jobs.services import promise
from jobs.states import JobState
from jobs.tasks import KEPT_FOR, clear_finished
from tests.jobs.conftest import BOTH, traces

pytestmark = pytest.mark.django_db


@BOTH
@pytest.mark.usefixtures("side")
def test_the_one_celery_task_runs_the_job(leave_trace):
    job = promise("tests.leave_trace")

    current_app.tasks["jobs.run"](str(job.pk))

    assert traces() == ["trace"]


def test_old_rows_go_and_given_up_ones_stay_until_a_person_has_looked():
    long_ago, lately = timezone.now() - KEPT_FOR - timedelta(hours=1), timezone.now() - KEPT_FOR + timedelta(hours=1)
    for state in JobState:
        Job.objects.create(kind="tests.none", state=state, finished_at=long_ago)
        Job.objects.create(kind="tests.none", state=state, finished_at=lately)

    assert clear_finished() == {"deleted": 2}
    assert clear_finished() == {"deleted": 0}

    kept = sorted(Job.objects.filter(finished_at=long_ago).values_list("state", flat=True))
    assert kept == ["dead", "pending", "running", "sent"]
    assert Job.objects.filter(finished_at=lately).count() == len(JobState)
