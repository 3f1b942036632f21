"""The pages on which it is sealed, asked for, decided and read. None but the last ever holds a name."""

import pytest
from django.urls import reverse

from accounts.roles import Role
from audit.models import Record
from cases.models import SealedIdentity, SealRequest, Victim
from cases.services import identities
from cases.statuses import Asked, CaseStatus
from tests.cases.material import fill
from tests.cases.test_identities import WORDS
from tests.conftest import prove
from vault.sight import EVERYTHING, look_as

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(make_case, organisation, partner):
    return fill(make_case(organisation, partner, status=CaseStatus.IN_REVIEW))


@pytest.fixture
def person(case):
    with look_as(EVERYTHING):
        return Victim.objects.get()


@pytest.fixture
def identity(case, person, partner):
    with look_as(EVERYTHING):
        return identities.seal_identity(case, person, WORDS, by=partner)


def pages(case, person):
    return [
        reverse("cases:identities", args=[case.reference]),
        case.get_absolute_url(),
        reverse("cases:identity", args=[case.reference, "victim", person.pk]),
    ]


def test_a_partner_seals_it_and_never_reads_it_again(case, person, partner, sign_in):
    client, address = sign_in(partner), reverse("cases:identity", args=[case.reference, "victim", person.pk])

    answer = client.post(address, WORDS, follow=True)

    assert "Sealed on" in answer.content.decode()
    for page in pages(case, person):
        assert "Canary" not in client.get(page).content.decode()
    with look_as(EVERYTHING):
        assert SealedIdentity.objects.get().name.reveal() == WORDS["name"]


def test_an_empty_sheet_is_not_sealed(case, person, partner, sign_in):
    answer = sign_in(partner).post(reverse("cases:identity", args=[case.reference, "victim", person.pk]), {})

    assert "An empty sheet is not sealed" in answer.content.decode()


def test_asked_decided_and_read_through_pages(case, person, identity, reviewer, coordinator, partner, sign_in):
    client = sign_in(reviewer)
    ask = reverse("cases:seal-ask", args=[case.reference, "reveal"]) + f"?about={identity.pk}"
    assert "never you" in client.get(ask).content.decode()
    assert "a second person decides" in client.post(ask, {"reason": "To call back."}, follow=True).content.decode().lower()
    with look_as(EVERYTHING):
        request = SealRequest.objects.get()

    client = sign_in(coordinator)
    assert "To call back." in client.get(reverse("cases:identities", args=[case.reference])).content.decode()
    client.post(reverse("cases:seal-decide", args=[case.reference, request.pk, "allow"]))

    client.force_login(reviewer, backend="accounts.backends.AccountBackend")
    prove(client, reviewer)
    shown = client.post(reverse("cases:identity-read", args=[case.reference, request.pk]))
    assert {word for word in WORDS.values() if word.splitlines()[0] in shown.content.decode()} == set(WORDS.values())
    assert "no-store" in shown["Cache-Control"]

    page = sign_in(partner).get(reverse("cases:identities", args=[case.reference])).content.decode()
    assert "To call back." in page
    assert "First read on" in page
    assert reviewer.name not in page


def test_reading_asks_again_who_one_is(case, identity, reviewer, coordinator, sign_in):
    with look_as(EVERYTHING):
        request = identities.ask(case, Asked.REVEAL, "Why", by=reviewer, identity=identity)
        identities.decide(request, "allow", by=coordinator)
    client = sign_in(reviewer)
    prove(client, reviewer, ago=600)

    answer = client.post(reverse("cases:identity-read", args=[case.reference, request.pk]))

    assert (answer.status_code, answer["Location"].startswith(reverse("account_reauthenticate"))) == (302, True)
    assert not Record.objects.filter(verb="case.identity_revealed").exists()


def test_what_goes_and_what_stays_is_said_before_it_is_asked_and_decided(case, identity, partner, coordinator, sign_in):
    client = sign_in(partner)
    ask = reverse("cases:seal-ask", args=[case.reference, "shred_case"])
    assert "Backups made before hold the files still" in client.get(ask).content.decode()
    client.post(ask, {"reason": "The family asked."})

    page = sign_in(coordinator).get(reverse("cases:identities", args=[case.reference])).content.decode()

    assert "Backups made before hold the files still" in page
    assert "The family asked." in page


def test_a_number_that_is_none_finds_nothing(case, identity, reviewer, sign_in):
    client = sign_in(reviewer)
    for about in ("", "1", "%00", "00000000-0000-0000-0000-000000000000"):
        address = reverse("cases:seal-ask", args=[case.reference, "reveal"]) + f"?about={about}"
        assert client.get(address).status_code == 404
    assert client.get(reverse("cases:seal-ask", args=[case.reference, "nonsense"])).status_code == 404


def test_the_page_costs_the_same_however_many_were_asked_for(
    case, identity, reviewer, partner, sign_in, count_statements, enlist, coalition
):
    client, address = sign_in(reviewer), reverse("cases:identities", args=[case.reference])
    with look_as(EVERYTHING):
        identities.ask(case, Asked.REVEAL, "Why", by=reviewer, identity=identity)
    client.get(address)  # what only the first page after signing in costs
    once = count_statements(client, address)
    with look_as(EVERYTHING):
        for name in ("Second", "Third"):
            another = identities.seal_identity(case, Victim.objects.create(case=case, pseudonym=name), WORDS, by=partner)
            identities.ask(case, Asked.SHRED_IDENTITY, "Why", by=enlist(name, coalition, Role.REVIEWER), identity=another)

    assert count_statements(client, address) == once
