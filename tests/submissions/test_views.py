"""Who gets which page, and how often each asks the database."""

import pytest
from django.utils import timezone

from sanctions.models import Element
from submissions import services
from submissions.models import ElementFinding, Judgement, Recommendation
from tests.submissions.conftest import (
    SAID,
    make_accepted_case,
    make_act,
    make_candidate,
    make_claim,
    make_subject,
)
from tests.submissions.pages import address, status_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def addresses(sent, built, candidate, veldonia):
    ask, dossier = sent.reference, sent.dossier.reference
    return {
        "recommendation": address("recommendation", ask),
        "write": address("write", ask),
        "finding": address("finding", ask, sent.findings.first().pk),
        "dossier": address("dossier", dossier),
        "file": address("file", dossier, 1, "pdf"),
        "candidate": address("candidate", candidate.pk),
        "open": address("open", veldonia.case.reference),
        "came-of-it": address("came-of-it", veldonia.case.reference),
    }


def statuses(client, addresses, leave_out=()):
    return {name: status_of(client, url) for name, url in addresses.items() if name not in leave_out}


def test_a_liaison_of_another_government_is_a_stranger(addresses, sign_in, other_liaison):
    found = statuses(sign_in(other_liaison), addresses, {"open", "came-of-it"})

    assert set(found.values()) == {404}


def test_a_partner_reads_what_came_of_its_own_case_and_nothing_else(addresses, sign_in, partner):
    found = statuses(sign_in(partner), addresses)

    assert found.pop("came-of-it") == 200
    assert set(found.values()) == {403}


def test_another_partner_is_a_stranger(addresses, sign_in, other_partner):
    assert sign_in(other_partner).get(addresses["came-of-it"]).status_code == 404


def test_a_coordinator_reads_and_does_not_write(addresses, sign_in, coordinator):
    assert statuses(sign_in(coordinator), addresses) == {
        "recommendation": 200,
        "write": 403,
        "finding": 403,
        "dossier": 200,
        "file": 200,
        "candidate": 200,
        "open": 403,
        "came-of-it": 200,
    }


@pytest.fixture
def twenty_more(organisation, partner, criterion, liaison):
    """Twenty more of everything, the dossiers sent as the first was."""

    def make(sent, candidate):
        for number in range(20):
            world = make_accepted_case(organisation, partner, f"Pavo Dresnik {number}")
            ask = services.open_recommendation(world.case, world.subject, criterion, by=liaison)
            make_accepted_case(organisation, partner, f"Goran Vettel {number}")
            make_candidate(world.subject, number=f"{number}")
            Recommendation.objects.filter(pk=ask.pk).update(status="sent", dossier=sent.dossier)
            other = make_subject(sent.case, f"Stevan Brodar {number}")
            again = services.open_recommendation(sent.case, other, criterion, by=liaison)
            Recommendation.objects.filter(pk=again.pk).update(status="sent")
            third = services.open_recommendation(sent.case, sent.subject, criterion, by=liaison)
            Recommendation.objects.filter(pk=third.pk).update(status="sent")
            Judgement.objects.create(candidate=candidate, verdict="unsure", by=liaison, superseded_at=timezone.now())

    return make


# Every statement of a request, those of the frame included: five of them are BEGIN, the session, the person with the roles,
# the sight (SET), and COMMIT.
STATEMENTS = {
    "list": 11,
    "candidates": 10,
    "recommendation": 8,
    "dossier": 11,
    "candidate": 10,
    "open": 12,
    "came-of-it": 11,
}


def test_pages_ask_as_often_for_one_row_as_for_twenty(sent, candidate, twenty_more, liaison, sign_in, count_statements):
    args = {
        "recommendation": [sent.reference],
        "dossier": [sent.dossier.reference],
        "candidate": [candidate.pk],
        "open": [sent.case.reference],
        "came-of-it": [sent.case.reference],
    }
    urls = {name: address(name, *args.get(name, ())) for name in STATEMENTS}
    client = sign_in(liaison)
    client.get("/")  # the session is renewed once a minute, on whichever page

    one = {name: count_statements(client, url) for name, url in urls.items()}
    twenty_more(sent, candidate)

    assert one == STATEMENTS
    assert {name: count_statements(client, url) for name, url in urls.items()} == STATEMENTS


# The pages of what is not sent yet, where every check is made anew. Counted in the same way.
STATEMENTS_UNSENT = {"recommendation": 12, "plan": 11}


@pytest.mark.parametrize("state", ["opened", "argued", "signed_once", "approved"])
def test_what_is_unsent_takes_as_many_statements_however_much_is_argued(
    request, state, veldonia, liaison, sign_in, count_statements
):
    ask = request.getfixturevalue(state)
    plan = address("plan", veldonia.case.reference, veldonia.subject.reference)
    urls = {"recommendation": ask.get_absolute_url(), "plan": plan}
    client = sign_in(liaison)
    client.get("/")

    one = {name: count_statements(client, url) for name, url in urls.items()}
    for number in range(20):
        make_act(veldonia.case, veldonia.subject, f"Marcher {number}")
        claim = make_claim(veldonia.case, f"It happened {number} times.", veldonia.statement)
        element = Element.objects.create(criterion=ask.criterion, order=3 + number, text=f"Element {number}", **SAID)
        finding = ElementFinding.objects.create(recommendation=ask, element=element)
        finding.claims.set([claim, *veldonia.claims])

    assert one == STATEMENTS_UNSENT
    assert {name: count_statements(client, url) for name, url in urls.items()} == STATEMENTS_UNSENT
