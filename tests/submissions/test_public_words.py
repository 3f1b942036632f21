"""What a partner reads in the list and on the page of a case, once something of it was sent."""

import pytest
from django.urls import reverse

from submissions import judging
from submissions.statuses import Verdict

pytestmark = pytest.mark.django_db

ACCEPTED = "The coalition accepted this case."
SENT = "It was sent to a government. None has acted so far."
ACTED = "A government has acted."


@pytest.fixture
def read(sign_in, partner, veldonia):
    """Both pages, as the author reads them."""

    def both():
        client = sign_in(partner)
        return [client.get(url).content.decode() for url in (reverse("cases:list"), veldonia.case.get_absolute_url())]

    return both


def test_before_anything_is_sent_the_case_is_accepted(approved, read):
    assert [ACCEPTED in page for page in read()] == [True, True]


def test_what_was_sent_is_said_and_no_government_named(sent, read):
    for page in read():
        assert SENT in page
        assert ACCEPTED not in page
        assert "United States" not in page


def test_what_was_done_is_said_without_by_whom(candidate, read, coordinator, liaison):
    for person in (coordinator, liaison):
        judging.judge(candidate, Verdict.SAME, by=person)

    for page in read():
        assert ACTED in page
        assert "United States" not in page


def test_a_case_that_was_declined_since_says_so(sent, veldonia, read):
    veldonia.case.status = "declined"
    veldonia.case.save()

    assert [SENT in page for page in read()] == [False, False]


def test_staff_read_the_status(sent, sign_in, coordinator):
    assert SENT not in sign_in(coordinator).get(reverse("cases:list")).content.decode()


def test_what_another_partner_sent_is_not_theirs(sent, sign_in, other_partner):
    assert SENT not in sign_in(other_partner).get(reverse("cases:list")).content.decode()
