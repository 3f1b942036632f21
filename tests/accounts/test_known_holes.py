"""What a published test of a system much like this one found (Hypha, 2021), one test for each hole that could be ours.

Some are held elsewhere in more detail: guessing and enumeration in `test_guessing.py`, mails and links in
`test_password_reset.py`, every address and every role in `tests/architecture/test_access_matrix.py`.
"""

from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.test import Client
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from accounts import services
from accounts.roles import Role
from tests.architecture.routes import PATTERNS

pytestmark = pytest.mark.django_db

ELSEWHERE = [
    "https://evil.example/",
    "//evil.example/",
    "https:evil.example",
    r"\\evil.example",
    "/\\evil.example",
    "javascript:alert(1)",
    "https://testserver@evil.example/",
    "https://testserver.evil.example/",
]


@pytest.mark.parametrize("target", ELSEWHERE)
def test_sign_in_redirects_to_no_other_site(settings, type_password, partner, target):
    settings.SECOND_FACTOR_WAIVED = True

    assert type_password(partner.email, next=target)["Location"] == reverse("home")


@pytest.mark.parametrize("target", ELSEWHERE)
def test_sign_out_redirects_to_no_other_site(sign_in_fully, partner, target):
    answer = sign_in_fully(partner).post(reverse("account_logout"), {"next": target})

    assert answer["Location"] == reverse("account_login")


def test_sign_in_leads_back_to_the_page_that_was_asked_for(settings, type_password, partner):
    settings.SECOND_FACTOR_WAIVED = True
    asked = reverse("accounts:me")

    assert type_password(partner.email, next=asked)["Location"] == asked


def test_a_link_to_choose_a_password_lives_for_an_hour():
    assert settings.PASSWORD_RESET_TIMEOUT == 3600


def test_reset_mails_cannot_be_sent_by_the_hundred(partner):
    from jobs.models import Job

    for _ in range(30):
        Client().post(reverse("account_reset_password"), {"email": partner.email})

    assert Job.objects.filter(kind="accounts.send_password_link").count() == 3


def test_nobody_changes_an_address_and_so_nobody_learns_from_it_who_is_here():
    with pytest.raises(NoReverseMatch):
        reverse("account_email")
    assert not {route for route in PATTERNS if "email" in route}


def test_the_second_step_is_not_taken_off_without_the_password(sign_in_fully, partner):
    client = sign_in_fully(partner)

    with time_machine.travel(timezone.now() + timedelta(minutes=6)):  # a session that nobody was asked about since
        client.post(reverse("mfa_deactivate_totp"))

    assert Authenticator.objects.filter(user=partner, type="totp").exists()


def test_a_session_left_open_does_not_take_the_second_step_off(sign_in_fully, partner):
    client = sign_in_fully(partner)
    client.post(reverse("account_reauthenticate"), {"password": "a long sentence for the tests"})

    with time_machine.travel(timezone.now() + timedelta(minutes=6)):
        client.post(reverse("mfa_deactivate_totp"))

    assert Authenticator.objects.filter(user=partner, type="totp").exists()


def test_nobody_touches_the_passkey_of_somebody_else(sign_in_fully, partner, other_partner):
    passkey = Authenticator.objects.create(user=other_partner, type="webauthn", data={"name": "x", "credential": {}})
    client = sign_in_fully(partner)
    client.post(reverse("account_reauthenticate"), {"password": "a long sentence for the tests"})

    answers = [client.post(reverse(route, args=[passkey.pk])) for route in ("mfa_edit_webauthn", "mfa_remove_webauthn")]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert Authenticator.objects.filter(pk=passkey.pk).exists()


@pytest.mark.parametrize("who", ["partner", "lead", "reviewer", "liaison", "analyst", "auditor", "outsider"])
def test_low_roles_reach_no_page_of_administrators(request, sign_in, who, other_partner):
    client = sign_in(request.getfixturevalue(who))
    hidden = [reverse("jobs:list"), reverse("accounts:add-organisation"), reverse("accounts:person", args=[other_partner.pk])]

    assert {client.get(address).status_code for address in hidden} <= {403, 404}


def test_there_is_no_second_door_for_administrators():
    """Django's own admin site knows nothing of recusal, consent or the record."""
    assert "django.contrib.admin" not in settings.INSTALLED_APPS
    assert not {route for route in PATTERNS if route.startswith("admin")}


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", "{{ user.password }}", "{% debug %}", "'\"><img src=x onerror=a>"])
def test_a_name_is_never_a_piece_of_the_page(sign_in, admin, enlist, organisation, name):
    """Names of people and organisations are what anybody may choose, and administrators read them."""
    services.add_organisation(name, by=admin)
    person = enlist("Mia", organisation, Role.AUTHOR)
    person.name = name
    person.save(update_fields=["name"])

    page = sign_in(admin).get(reverse("accounts:list")).content.decode()

    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert page.count("alert(1)") <= 1
