"""Two versions side by side: rows are known again by their number or name, not by their place."""

import pytest

from submissions import services
from submissions.comparing import Difference, differences
from tests.submissions.conftest import TICKS
from tests.submissions.pages import address, page_of


def told(before, after):
    return list(differences(before, after))


def test_what_is_the_same_is_not_told():
    assert (
        told({"version": 1, "a": [{"reference": "R-1", "b": "x"}]}, {"version": 2, "a": [{"reference": "R-1", "b": "x"}]}) == []
    )


def test_a_row_that_came_and_one_that_moved():
    before = {"exhibits": [{"label": "A-1", "title": "Letter"}]}
    after = {"exhibits": [{"label": "A-2", "title": "Photograph"}, {"label": "A-1", "title": "Letter of May"}]}

    assert told(before, after) == [
        Difference("exhibits › A-1 › title", "Letter", "Letter of May"),
        Difference("exhibits › A-2", "", "A-2; Photograph"),
    ]


def test_plain_lists_are_compared_by_place():
    assert told({"rows": ["a", "b"]}, {"rows": ["a", "c", "d"]}) == [
        Difference("rows › 2", "b", "c"),
        Difference("rows › 3", "", "d"),
    ]


@pytest.mark.django_db
def test_the_page_shows_what_changed(frozen, approved, liaison, approver, sign_in):
    services.reopen(approved, by=liaison)
    words = {name: getattr(approved, name) for name in ("affected", "contrary")} | {"summary": "He was promoted in June."}
    services.write_recommendation(approved, words, by=liaison)
    services.sign_first(approved, by=liaison)
    services.sign_second(approved, TICKS, by=approver)
    services.freeze(approved.dossier, by=liaison)
    client = sign_in(liaison)

    page = page_of(client, "compare-versions", approved.dossier.reference, 2, 1)

    assert "He is still in command." in page
    assert "He was promoted in June." in page
    assert client.get(address("compare-versions", approved.dossier.reference, 1, 3)).status_code == 404
