import pytest

from jobs.models import Job
from jobs.services import promise
from jobs.states import JobState
from sanctions import fetch, tasks
from sanctions.models import Change, Snapshot
from tests.sanctions.conftest import CUTS

pytestmark = pytest.mark.django_db


@pytest.fixture
def publisher(monkeypatch):
    def bring(url, into):
        into.write_bytes((CUTS / "2021-07-07" / into.name).read_bytes())
        return fetch.Fetched(into, None)

    monkeypatch.setattr(fetch, "download", bring)


def test_second_run_changes_nothing(publisher):
    assert tasks.refresh_list("us-ofac-sdn")["verdict"] == "absorbed"
    assert tasks.refresh_list("us-ofac-sdn")["verdict"] == "unchanged"

    assert (Snapshot.objects.count(), Change.objects.count()) == (1, 16)


def test_publisher_that_is_away_is_asked_again_later(monkeypatch, run_jobs):
    def away(url, into):
        raise TimeoutError

    monkeypatch.setattr(fetch, "download", away)
    job = promise("sanctions.refresh_list", slug="us-ofac-sdn")

    from jobs.runner import run

    run(job.pk)
    job.refresh_from_db()

    assert (job.state, job.queue, Snapshot.objects.count()) == (JobState.PENDING, "slow", 0)
    assert Job.objects.get().last_error == "TimeoutError"
