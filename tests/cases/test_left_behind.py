"""Files that stopped halfway are gone on with by the clock."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cases.left_behind import NEXT
from cases.models import EvidenceFile, Source
from cases.services import evidence
from cases.statuses import CaseStatus, FileState
from cases.tasks import pick_up_files
from cases.uploads import ReceivedFile
from jobs.models import Job
from jobs.states import JobState
from tests.cases.material import fill
from vault.sight import EVERYTHING, look_as

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(make_case, organisation, partner):
    """Received two hours ago, by a version that promised nothing."""
    fill(make_case(organisation, partner, status=CaseStatus.DRAFT))
    with look_as(EVERYTHING):
        with ReceivedFile("a name.txt", "text/plain") as received:
            received.receive(b"what was said")
            row = evidence.attach_evidence(Source.objects.get(), received, by=partner, media_type="text/plain")
        Job.objects.all().delete()
        change(row, received_at=timezone.now() - timedelta(hours=2))
    return row


def change(file, **fields):
    with look_as(EVERYTHING):
        EvidenceFile.objects.filter(pk=file.pk).update(**fields)


def pick_up():
    """As a worker does: the job sees everything."""
    with look_as(EVERYTHING):
        pick_up_files()


def promised():
    return list(Job.objects.order_by("created_at").values_list("kind", flat=True))


def test_a_file_from_before_there_were_copies_becomes_ready(file, run_jobs):
    pick_up()

    assert run_jobs() == ["cases.hash_file", "cases.scan_file", "cases.copy_file"]
    with look_as(EVERYTHING):
        assert EvidenceFile.objects.get().state == FileState.READY


@pytest.mark.parametrize(("state", "kind"), NEXT.items())
def test_it_goes_on_from_where_the_file_stopped(file, state, kind):
    change(file, state=state)

    pick_up()

    assert promised() == [kind]


def test_a_second_run_promises_nothing_more(file):
    pick_up()
    pick_up()

    assert promised() == ["cases.hash_file"]


def test_what_was_given_up_waits_for_a_person(file):
    pick_up()
    Job.objects.update(state=JobState.DEAD)

    pick_up()

    assert promised() == ["cases.hash_file"]


@pytest.mark.parametrize(
    "fields",
    [
        {"state": FileState.READY},
        {"state": FileState.QUARANTINED},
        {"changed_at": timezone.now()},
        {"locked_at": timezone.now()},
        {"received_at": timezone.now()},
    ],
)
def test_a_file_that_waits_for_nothing_is_left_alone(file, fields):
    change(file, **fields)

    pick_up()

    assert promised() == []
