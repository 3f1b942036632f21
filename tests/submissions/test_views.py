"""Who gets which page, and how often each asks the database."""

import pytest

from submissions import services
from submissions.models import Recommendation
from tests.submissions.conftest import (
    make_accepted_case,
    make_act,
    make_candidate,
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
def more(organisation, partner, criterion, liaison):
    """Two more of everything, the dossiers sent as the first was."""

    def make(sent):
        for name in ("Pavo Dresnik", "Goran Vettel"):
            world = make_accepted_case(organisation, partner, name)
            ask = services.open_recommendation(world.case, world.subject, criterion, by=liaison)
            make_accepted_case(organisation, partner, f"{name} Junior")
            make_candidate(world.subject, number=name)
            Recommendation.objects.filter(pk=ask.pk).update(status="sent", dossier=sent.dossier)
            other = make_subject(sent.case, f"{name} Senior")
            again = services.open_recommendation(sent.case, other, criterion, by=liaison)
            Recommendation.objects.filter(pk=again.pk).update(status="sent")

    return make


# Every statement, those of the frame (transaction, session, person, sight) included.
QUERIES = {
    "list": 11,
    "candidates": 10,
    "recommendation": 18,
    "dossier": 13,
    "candidate": 16,
    "open": 22,
    "came-of-it": 11,
}


@pytest.mark.parametrize("name", QUERIES)
def test_pages_ask_as_often_for_one_row_as_for_three(sent, candidate, more, liaison, sign_in, count_statements, name):
    args = {
        "recommendation": [sent.reference],
        "dossier": [sent.dossier.reference],
        "candidate": [candidate.pk],
        "open": [sent.case.reference],
        "came-of-it": [sent.case.reference],
    }.get(name, [])
    client = sign_in(liaison)
    client.get("/")  # the session is renewed once a minute, on whichever page

    one = count_statements(client, address(name, *args))
    more(sent)

    assert (one, count_statements(client, address(name, *args))) == (QUERIES[name], QUERIES[name])


def test_what_is_unsent_takes_as_many_statements_however_much_is_argued(argued, veldonia, liaison, sign_in, count_statements):
    client = sign_in(liaison)
    client.get("/")

    one = count_statements(client, argued.get_absolute_url())
    argued.findings.first().claims.remove(veldonia.claims[0])
    make_act(veldonia.case, veldonia.subject, "Marcher 3")
    make_act(veldonia.case, veldonia.subject, "Marcher 4")

    assert (one, count_statements(client, argued.get_absolute_url())) == (48, 48)
