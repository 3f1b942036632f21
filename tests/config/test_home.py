"""The first page: what waits for each person, as numbers that lead to the list behind them."""

import pytest

from config.home import waiting_for
from demo import cases, days, recommendations, veldonia
from submissions import tracking
from vault.sight import EVERYTHING, look_as


@pytest.fixture
def demonstration(db):
    with look_as(EVERYTHING):
        veldonia.people()
        days.absorb(days.BEFORE)
        cases.tell_all()
        recommendations.recommend()
        days.absorb(days.AFTER)
        tracking.watch_lists()


def test_every_role_with_work_sees_it_counted_and_each_number_leads_to_a_list_of_that_length(demonstration, sign_in):
    def piles(email):
        person = cases.person(email)
        with look_as(person.sight):
            return {str(pile.label): pile.count for pile in waiting_for(person)}

    def piles_beside_what_is_due(email):
        """What is due grows as the days go by."""
        found = piles(email)
        assert found.pop("Follow-ups and reminders that are due") >= 1
        return found

    assert piles("author@orsa.example") == {"Cases that wait for you": 1}
    assert piles("author@kestrel.example") == {"Cases that wait for you": 2}
    assert piles_beside_what_is_due("coordinator@coalition.example") == {
        "First notes to answer": 2,
        "Filed, not taken up": 3,
        "With nobody yet": 5,
        "Waits for a second person": 2,
        "Waiting for the partner": 3,
        "Recommendations that wait for a second signature": 1,
        "Candidates to judge": 1,
    }
    assert piles("reviewer@coalition.example") == {
        "My work": 2,
        "First notes to answer": 2,
        "Filed, not taken up": 3,
        "With nobody yet": 5,
        "Waiting for the partner": 3,
        "Candidates to judge": 1,
    }
    assert piles_beside_what_is_due("liaison@coalition.example") == {"Accepted cases to argue": 1, "Candidates to judge": 1}
    assert piles("approver@coalition.example")["Recommendations that wait for a second signature"] == 1
    assert piles("analyst@coalition.example") == {}

    client = sign_in(cases.person("coordinator@coalition.example"))

    page = client.get("/")

    for pile in page.context["waiting"]:
        behind = client.get(pile.url).context
        length = len(behind["page_obj"].object_list if "page_obj" in behind else behind["ours"])  # none fills a page
        assert length == pile.count, pile.label
