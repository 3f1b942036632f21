"""The pages on which candidates are judged, and on which a partner reads what came of a case."""

import pytest

from submissions import judging, services
from submissions.models import Delivery
from tests.submissions.conftest import (
    LATIN,
    make_accepted_case,
)
from tests.submissions.pages import page_of

pytestmark = pytest.mark.django_db


def test_candidate_shows_ours_theirs_and_the_days(candidate, liaison, sign_in):
    Delivery.objects.update(sent_on="2022-03-14")

    page = page_of(sign_in(liaison), "candidate", candidate.pk)

    assert [page.count(f'<tr class="{name}">') for name in ("agree", "differ", "against")] == [2, 1, 1]
    assert "listed after 8 December 2022 and not later than 9 December 2022" in " ".join(page.split())
    assert "270 days after it was sent" in page
    assert [f'value="{verdict}"' in page for verdict in ("same", "different", "unsure")] == [True] * 3


def test_judged_by_two_it_has_no_buttons(candidate, coordinator, approver, liaison, sign_in):
    for person in (coordinator, approver):
        judging.judge(candidate, "same", by=person)

    page = page_of(sign_in(liaison), "candidate", candidate.pk)

    assert "Confirmed by two persons" in page
    assert 'name="verdict"' not in page


def test_a_partner_reads_what_was_asked_and_what_the_government_did(candidate, coordinator, approver, partner, sign_in, sent):
    Delivery.objects.update(sent_on="2022-03-14")
    client = sign_in(partner)
    before = page_of(client, "came-of-it", sent.case.reference)
    for person in (coordinator, approver):
        judging.judge(candidate, "same", by=person)

    after = page_of(client, "came-of-it", sent.case.reference)

    assert "It was sent. The government has not acted so far" in before
    for words in (
        "United States",
        "14 March 2022",
        "Department of State",
        "under the law we named",
        "270 days after it was sent",
    ):
        assert words in after
    assert [person.name for person in (coordinator, approver) if person.name in after] == []


def test_of_a_dossier_a_partner_reads_its_own_lines_alone(sent, other_organisation, other_partner, criterion, liaison, sign_in):
    theirs = make_accepted_case(other_organisation, other_partner, "Pavo Dresnik")
    Delivery.objects.all().delete()
    services.open_recommendation(theirs.case, theirs.subject, criterion, by=liaison, dossier=sent.dossier)

    page = page_of(sign_in(other_partner), "came-of-it", theirs.case.reference)

    assert "Pavo Dresnik" in page
    assert LATIN not in page
