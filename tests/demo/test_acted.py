"""What the demonstration shows of a recommendation that was acted upon: two judged it, and found a basis in what was sent."""

import pytest
from django.urls import reverse

from demo import cases, days, tasks, veldonia
from demo.stories import ACTED_ON
from submissions.models import Outcome
from vault.sight import EVERYTHING, look_as

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(db):
    with look_as(EVERYTHING):
        veldonia.people()
        days.absorb(days.BEFORE)
        days.absorb(days.AFTER)
        assert tasks.act() == {"outcomes": 1}


def test_what_was_acted_upon_is_told_once(told):
    with look_as(EVERYTHING):
        assert tasks.act() == {"outcomes": 0}
        assert Outcome.objects.count() == 1


def test_the_demonstration_has_a_listing_that_two_persons_confirmed(told, sign_in):
    client = sign_in(cases.person(cases.COORDINATOR))

    def context(name):
        return client.get(reverse(f"insight:{name}")).context

    (_share, numbers, _part) = next(row for row in context("share")["rows"] if row[0].levels)
    ((line, _cells, _age),) = context("matrix")["rows"]
    (day,) = context("listing-days")["object_list"]

    assert (dict(numbers)["acted"], dict(numbers)["basis"]) == ("1", "1")
    assert (str(line.subject), line.cells["us"].is_listed) == (ACTED_ON.subject, True)
    assert [cell.government for cell in line.ask_next] == ["gb", "ca", "eu"]
    assert day.outcome.kind == "listed_same_programme"
    assert {row.group: row.counts for row in context("recognition")["named"] if row.counts["explicit"]} == {
        "women": {"explicit": 1, "misframed": 0, "implicit": 0, "contextual": 0, "absent": 0}
    }
