import json
from io import StringIO

import pytest
from django.core.management import call_command

from sanctions.models import EntryVersion
from submissions import judging
from submissions.models import Candidate
from submissions.replay import Difference, replay

pytestmark = pytest.mark.django_db


@pytest.fixture
def judged(candidate, coordinator):
    """Somebody who is not the same, and whom the machine thinks possible by a name that has little in common."""
    plain = {"kind": "person", "reference": candidate.entry.reference, "names": [{"full": "TESKAN, Maro"}], "programmes": []}
    EntryVersion.objects.create(entry=candidate.entry, snapshot=candidate.snapshot, content=plain)
    judging.judge(candidate, "different", by=coordinator)
    return candidate


def test_algorithm_that_says_the_same_has_no_differences(judged):
    for difference in replay():
        Candidate.objects.filter(pk=judged.pk).update(band=difference.now)

    assert list(replay()) == []


def test_difference_is_told_and_nothing_is_written(judged, monkeypatch):
    Candidate.objects.update(band="", score=0.1)
    out = StringIO()

    with pytest.raises(SystemExit) as ended:
        call_command("replay_judgements", stdout=out)

    told = json.loads(out.getvalue())
    assert (ended.value.code, told["candidate"], told["judged"], told["before"], told["worse"]) == (
        3,
        judged.pk,
        "different",
        "",
        True,
    )
    assert Candidate.objects.get().band == ""


@pytest.mark.parametrize(
    ("judged", "before", "now", "worse"),
    [
        ("same", "strong", "possible", True),
        ("same", "possible", "strong", False),
        ("same", "possible", "", True),
        ("different", "possible", "probable", True),
        ("different", "strong", "", False),
    ],
)
def test_worse_is_what_people_would_mind(judged, before, now, worse):
    assert Difference(1, judged, before, now, 0.8, 0.8).is_worse is worse
