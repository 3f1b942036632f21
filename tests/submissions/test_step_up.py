"""Acts for which a session alone is not enough: asked again after five minutes, and nothing that was sent is lost."""

import json
import uuid

import pytest
from django.urls import reverse

from accounts.models import RoleRequest
from accounts.roles import Role
from audit.models import Record
from cases.models import FirstNote
from config.step_up import KEPT, READING, STEP_UP
from jobs.models import Job
from submissions.models import Delivery, DossierVersion
from tests.architecture.routes import PATTERNS
from tests.conftest import PASSWORD, prove
from tests.submissions.pages import address
from vault.sight import EVERYTHING, look_as

pytestmark = pytest.mark.django_db

QUESTION = reverse("account_reauthenticate")
STALE = 5 * 60 + 1


@pytest.fixture
def stale(sign_in):
    """A client whose person signed in, or was asked, a little more than five minutes ago."""

    def sign(person):
        client = sign_in(person)
        prove(client, person, ago=STALE)
        return client

    return sign


def answer(client, question, password=PASSWORD):
    """What the person who is asked sends: the password, and where they were."""
    page = client.get(question)
    assert page.status_code == 200
    return client.post(QUESTION, {"password": password, "next": page.wsgi_request.GET["next"]})


def is_whole(response):
    """Whether this is a file, read to its end so that it is closed."""
    return response.streaming and bool(list(response))


def somewhere(route):
    """An address of this route; whether its object exists is not asked before the question."""
    return reverse(route, args=NOWHERE.get(route, ()))


NOWHERE = {
    "cases:contact": ["C-00000"],
    "cases:contact-of": ["C-00000", uuid.UUID(int=0)],
    "cases:change-part": ["C-00000", uuid.UUID(int=0), "end"],
    "cases:identity-read": ["C-00000", 1],
    "cases:seal-decide": ["C-00000", 1, "allow"],
    "cases:evidence-download": ["C-00000", "00000000-0000-0000-0000-000000000000"],
    "submissions:file": ["D-00000", 1, "pdf"],
    "submissions:freeze": ["D-00000"],
    "submissions:deliver": ["D-00000", 1],
    "submissions:copies": ["D-00000", 1],
    "submissions:copy": ["D-00000", 1, "00000000-0000-0000-0000-000000000000", 1],
    "submissions:copy-password": ["D-00000", 1, "00000000-0000-0000-0000-000000000000"],
    "accounts:give-role": [1],
    "accounts:take-role": [1, "reviewer"],
    "accounts:decide-invitation": [1],
    "accounts:decide-role": [1],
    "accounts:ask-restoration": [1],
    "accounts:decide-restoration": [1],
    "mfa_edit_webauthn": [1],
    "mfa_remove_webauthn": [1],
}


@pytest.mark.parametrize("route", STEP_UP)
def test_stale_session_is_asked_first(stale, liaison, route):
    client = stale(liaison)

    for method in STEP_UP[route].methods:
        response = client.generic(method, somewhere(route))

        assert response.status_code == 302
        assert response.url.startswith(f"{QUESTION}?next=%2F"), method


@pytest.mark.parametrize("route", STEP_UP)
def test_who_was_asked_a_moment_ago_is_not_asked_again(sign_in, liaison, route):
    client = sign_in(liaison)

    for method in STEP_UP[route].methods:
        response = client.generic(method, somewhere(route))

        assert not response.get("Location", "").startswith(QUESTION), method


def test_every_row_is_an_address_and_every_page_to_come_back_to_too():
    named = set(STEP_UP) | {row.page for row in STEP_UP.values() if row.page}

    assert named <= set(PATTERNS)
    assert all(row.page for route, row in STEP_UP.items() if row.methods == READING), "a file is no place to come back to"


def test_the_table_names_what_must_not_fall_to_whoever_finds_a_browser_open():
    assert set(STEP_UP) >= {
        "cases:contact", "cases:evidence-download", "submissions:file", "submissions:freeze", "submissions:deliver",
        "accounts:give-role", "mfa_deactivate_totp", "mfa_remove_webauthn",
    }  # fmt: skip


def test_somebody_signed_out_is_asked_to_sign_in(client):
    assert client.get(reverse("accounts:invite")).url.startswith(reverse("account_login"))


def test_what_was_frozen_meanwhile_is_frozen_when_the_password_is_right(stale, liaison, approved):
    client = stale(liaison)
    asked = client.post(address("freeze", approved.dossier.reference))
    assert not DossierVersion.objects.exists()

    wrong = client.post(QUESTION, {"password": "not it at all", "next": address("freeze", approved.dossier.reference)})
    assert (wrong.status_code, DossierVersion.objects.exists()) == (200, False)

    done = answer(client, asked.url)

    assert DossierVersion.objects.get().dossier == approved.dossier
    assert done.url == reverse("jobs:detail", args=[Job.objects.get(kind="submissions.build_files").pk])


def test_nothing_typed_about_a_delivery_is_lost(stale, liaison, built, office):
    client = stale(liaison)
    form = {"recipient": office.pk, "channel": "portal", "sent_on": "2022-03-14"}

    asked = client.post(address("deliver", built.dossier.reference, built.number), form)
    done = answer(client, asked.url)

    delivery = Delivery.objects.get()
    assert (delivery.recipient, delivery.channel, str(delivery.sent_on)) == (office, "portal", "2022-03-14")
    assert done.url == built.dossier.get_absolute_url()


def test_a_file_is_offered_again_on_the_page_it_stands_on(stale, liaison, built):
    client = stale(liaison)
    file = address("file", built.dossier.reference, built.number, "pdf")

    back = answer(client, client.get(file).url)

    assert back.url == built.dossier.get_absolute_url()
    assert "Go on; for five minutes you are not asked again." in client.get(back.url).content.decode()
    assert is_whole(client.get(file))


def test_contact_is_shown_after_the_question_and_read_on_record_once(stale, reviewer, make_case, organisation, partner):
    case = make_case(organisation, partner)
    with look_as(EVERYTHING):
        FirstNote.objects.create(case=case, who="x", what="x", how_known="x", safe_contact="behind the mill")
    client = stale(reviewer)

    asked = client.post(reverse("cases:contact", args=[case.reference]))
    shown = answer(client, asked.url)

    assert "behind the mill" in shown.content.decode()
    assert Record.objects.filter(verb="case.contact_revealed").count() == 1


def test_role_is_asked_for_after_the_question(stale, admin, reviewer):
    client = stale(admin)
    address = reverse("accounts:give-role", args=[reviewer.pk])

    asked = client.post(address, {"role": Role.APPROVER})
    assert not RoleRequest.objects.exists()
    answer(client, asked.url)

    assert RoleRequest.objects.get().role == Role.APPROVER


def test_what_waited_for_an_answer_that_never_came_is_not_done_later(stale, liaison, approved):
    client = stale(liaison)
    client.post(address("freeze", approved.dossier.reference))

    later = client.get(reverse("mfa_deactivate_totp"))
    answer(client, later.url)

    assert not DossierVersion.objects.exists()


def test_nothing_of_where_somebody_is_waits_in_the_session(stale, liaison, approved):
    client = stale(liaison)
    client.post(address("freeze", approved.dossier.reference), REMOTE_ADDR="203.0.113.9", HTTP_X_FORWARDED_FOR="203.0.113.9")

    waiting = json.loads(client.session["account_reauthentication_state"]["request"])

    assert set(waiting["META"]) <= KEPT
    assert "203.0.113.9" not in json.dumps(waiting)


def test_demonstration_asks_for_the_password_alone(settings, client, liaison, built):
    settings.SECOND_FACTOR_WAIVED = True
    client.force_login(liaison, backend="accounts.backends.AccountBackend")
    prove(client, liaison, ago=STALE)
    file = address("file", built.dossier.reference, built.number, "pdf")

    answer(client, client.get(file).url)

    assert is_whole(client.get(file))


def test_signing_in_counts_as_an_answer(client, settings, liaison):
    settings.SECOND_FACTOR_WAIVED = True
    client.post(reverse("account_login"), {"login": liaison.email, "password": PASSWORD})

    assert not client.post(address("freeze", "D-00000")).get("Location", "").startswith(QUESTION)
