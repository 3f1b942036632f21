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
    def bring(url, into, known=None):
        into.write_bytes((CUTS / "2021-07-07" / into.name).read_bytes())
        return fetch.Fetched(into, None)

    monkeypatch.setattr(fetch, "download", bring)


def test_second_run_changes_nothing(publisher):
    assert tasks.refresh_list("us-ofac-sdn")["verdict"] == "absorbed"
    assert tasks.refresh_list("us-ofac-sdn")["verdict"] == "unchanged"

    assert (Snapshot.objects.count(), Change.objects.count()) == (1, 16)


def test_publisher_that_is_away_is_asked_again_later(monkeypatch, run_jobs):
    def away(url, into, known=None):
        raise TimeoutError

    monkeypatch.setattr(fetch, "download", away)
    job = promise("sanctions.refresh_list", slug="us-ofac-sdn")

    from jobs.runner import run

    run(job.pk)
    job.refresh_from_db()

    assert (job.state, job.queue, Snapshot.objects.count()) == (JobState.PENDING, "slow", 0)
    assert Job.objects.get().last_error == "TimeoutError"


@pytest.fixture
def conditional(monkeypatch):
    """A publisher that sends each file once and then says that it has not changed; what it is asked for."""
    brought, changed = [], set()

    def bring(url, into, known=None):
        if known and into.name not in changed:
            return fetch.Fetched(None, None, known)
        brought.append(into.name)
        body = (CUTS / "2021-07-07" / into.name).read_bytes()
        into.write_bytes(body.replace(b"GLOMAG", b"MAGNIT") if into.name in changed else body)
        return fetch.Fetched(into, None, {"ETag": "1"})

    monkeypatch.setattr(fetch, "download", bring)
    return brought, changed


def test_what_has_not_changed_is_not_sent_again(conditional):
    brought, changed = conditional
    tasks.refresh_list("us-ofac-sdn")

    assert tasks.refresh_list("us-ofac-sdn")["verdict"] == "unchanged"
    assert len(brought) == 4

    changed.add("sdn.csv")
    outcome = tasks.refresh_list("us-ofac-sdn")

    assert brought[4:] == ["sdn.csv"]
    assert (outcome["verdict"], outcome["changes"]["amended"]) == ("absorbed", 0)
    assert outcome["changes"]["programme_added"] > 0
    assert [part["older"] for part in Snapshot.objects.newest().parts.values()] == [False] * 4


def test_after_files_brought_by_hand_everything_is_asked_anew(conditional, publish):
    """Else the server would say "not modified" of what it has, and we would take that for what was brought."""
    brought, _ = conditional
    tasks.refresh_list("us-ofac-sdn")
    publish(sdn=(CUTS / "2021-07-07" / "sdn.csv").read_bytes().replace(b"GLOMAG", b"MAGNIT"))

    outcome = tasks.refresh_list("us-ofac-sdn")

    assert len(brought) == 8
    assert outcome["verdict"] == "absorbed"
    assert outcome["changes"]["programme_added"] > 0


def test_part_that_is_not_there_any_more_stays_as_last_known(monkeypatch):
    missing = set()

    def bring(url, into, known=None):
        if into.name in missing:
            raise fetch.NotThere("lists.example answered 404.")
        into.write_bytes((CUTS / "2021-07-07" / into.name).read_bytes())
        return fetch.Fetched(into, None)

    monkeypatch.setattr(fetch, "download", bring)
    tasks.refresh_list("us-ofac-sdn")
    missing.add("alt.csv")

    assert tasks.refresh_list("us-ofac-sdn")["verdict"] == "unchanged"

    missing.add("sdn.csv")
    with pytest.raises(fetch.NotThere):
        tasks.refresh_list("us-ofac-sdn")
