"""The pages on which candidates are judged, and on which a partner reads what came of a case."""

import pytest
from django.urls import reverse

from jobs.models import Job
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


def test_candidate_shows_the_names_word_by_word_and_the_list_it_was_found_in(candidate, liaison, sign_in):
    aligned = [{"ours": "Тескан", "theirs": "Teskan", "how": "same"}]
    type(candidate).objects.update(reasons=[{**candidate.reasons[0], "what": "name", "aligned": aligned}])

    page = " ".join(page_of(sign_in(liaison), "candidate", candidate.pk).split())

    assert "The names, word by word" in page
    assert "<bdi>Тескан</bdi>" in page
    assert "in the list of 9 December 2022" in page


def test_reopened_candidate_says_why_it_is_asked_again(candidate, liaison, sign_in):
    type(candidate).objects.update(reopened_at="2022-12-20T10:00Z")

    page = " ".join(page_of(sign_in(liaison), "candidate", candidate.pk).split())

    assert "What this was judged on changed on 20 December 2022" in page


def test_calibration_counts_what_people_judged(candidate, coordinator, liaison, sign_in):
    judging.judge(candidate, "different", by=coordinator)

    page = sign_in(liaison).get(reverse("submissions:calibration"))

    rows = {row["band"]: (row["same"], row["different"], row["precision"]) for row in page.context["bands"]}
    assert rows[candidate.band] == (0, 1, 0)
    assert list(page.context["page_obj"]) == [candidate]


def test_judge_has_everybody_compared_at_once(candidate, liaison, sign_in):
    answer = sign_in(liaison).post(reverse("submissions:compare"))

    assert Job.objects.get(kind="submissions.compare_everything").get_absolute_url() == answer.url
