"""A new algorithm is tried on what people judged before it is used; one that does worse waits for a person's word."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from jobs.models import Job
from sanctions.models import EntryVersion
from submissions import judging, tracking
from submissions.models import Candidate, ListCursor
from vault.sight import EVERYTHING, look_as

pytestmark = pytest.mark.django_db


@pytest.fixture
def judged(candidate, coordinator):
    """Somebody who is not the same, and whom the algorithm of before thought nobody: this one does worse."""
    plain = {"kind": "person", "reference": candidate.entry.reference, "names": [{"full": "TESKAN, Maro"}], "programmes": []}
    EntryVersion.objects.create(entry=candidate.entry, snapshot=candidate.snapshot, content=plain)
    judging.judge(candidate, "different", by=coordinator)
    Candidate.objects.update(band="", score=0.1)
    return candidate


@pytest.fixture
def held(judged):
    tracking.watch_lists()
    return ListCursor.objects.get()


def test_nothing_judged_lets_any_algorithm_be_used():
    with look_as(EVERYTHING):
        tracking.watch_lists()
        cursor = ListCursor.objects.get()

    assert (cursor.tried, cursor.differences, cursor.is_held) == (tracking.ALGORITHM, [], False)


def test_algorithm_that_does_worse_is_not_used(held):
    assert held.is_held
    assert [(difference["before"], difference["worse"]) for difference in held.differences] == [("", True)]

    assert (
        tracking.compare_everything() == tracking.watch_subjects() == tracking.watch_subject(Candidate.objects.get().subject) == 0
    )
    assert ListCursor.objects.get().algorithm == ""


def test_it_is_tried_once(held, monkeypatch):
    monkeypatch.setattr("submissions.trials.replay", lambda: pytest.fail("tried twice"))

    assert tracking.watch_lists() == 0


def test_judge_lets_it_be_used_and_everybody_is_compared(held, sign_in, coordinator):
    client = sign_in(coordinator)
    assert "Use it all the same" in client.get(reverse("submissions:calibration")).content.decode()
    assert "Ways of matching that wait for a word" in client.get("/").content.decode()

    page = client.post(reverse("submissions:accept-algorithm"), follow=True).content.decode()

    assert "<bdi>Coordinator</bdi> let it be used" in page
    assert Job.objects.filter(kind="submissions.compare_everything").count() == 1
    tracking.compare_everything()
    assert ListCursor.objects.get().algorithm == tracking.ALGORITHM


def test_what_it_says_otherwise_is_listed_by_name(held, candidate, sign_in, coordinator):
    page = sign_in(coordinator).get(reverse("submissions:calibration")).content.decode()

    listed = page.split("says otherwise")[1].split("What people rejected")[0]
    assert f'<a href="{candidate.get_absolute_url()}"><bdi>{candidate.subject}</bdi>' in " ".join(listed.split())


def test_who_wants_everybody_compared_meanwhile_is_told_what_waits(held, sign_in, coordinator):
    page = sign_in(coordinator).post(reverse("submissions:compare"), follow=True).content.decode()

    assert "Nobody is compared until somebody says whether the new algorithm is used." in page
    assert not Job.objects.filter(kind="submissions.compare_everything").exists()


def test_who_may_not_judge_may_not_let_it(held, analyst):
    with pytest.raises(PermissionDenied):
        judging.accept_algorithm(by=analyst)

    assert ListCursor.objects.get().is_held
