"""Two steps to get in, and everything that ends a session."""

from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts import services
from accounts.middleware import WHILE_ENROLLING
from accounts.models import User
from audit.models import Record
from tests.conftest import PASSWORD
from tests.e2e.codes import code_for

pytestmark = pytest.mark.django_db

NEW = "another long sentence of mine"


def test_password_alone_opens_nothing(type_password, secret_of, partner):
    secret_of(partner)
    client = Client()

    answer = type_password(partner.email, client=client)

    assert answer["Location"] == reverse("mfa_authenticate")
    assert client.get(reverse("home"))["Location"].startswith(reverse("account_login"))
    assert "_auth_user_id" not in client.session


def test_both_steps_open_the_first_page(sign_in_fully, is_in, partner):
    assert is_in(sign_in_fully(partner))


def test_address_is_read_in_any_case(type_password, secret_of, partner):
    secret_of(partner)

    assert type_password(partner.email.upper())["Location"] == reverse("mfa_authenticate")


@time_machine.travel("2026-03-02T10:00:00Z", tick=False)
def test_six_digits_serve_once(type_password, secret_of, partner):
    code = code_for(secret_of(partner))
    first, second = Client(), Client()
    for client in (first, second):
        type_password(partner.email, client=client)

    assert first.post(reverse("mfa_authenticate"), {"code": code}).status_code == 302
    assert "Incorrect code" in second.post(reverse("mfa_authenticate"), {"code": code}).content.decode()


def test_recovery_code_serves_once(sign_in_fully, type_password, partner, django_capture_on_commit_callbacks):
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

    sign_in_fully(partner)
    code, *_ = RecoveryCodes.activate(partner).get_unused_codes()
    answers = []
    for _ in range(2):
        client = Client()
        type_password(partner.email, client=client)
        answers.append(client.post(reverse("mfa_authenticate"), {"code": code}).status_code)

    assert answers == [302, 200]


def test_guessing_codes_is_slowed_down(type_password, secret_of, partner):
    secret_of(partner)
    client = Client()
    type_password(partner.email, client=client)

    words = [client.post(reverse("mfa_authenticate"), {"code": "000000"}).content.decode() for _ in range(21)]

    assert "Incorrect code" in words[19]
    assert "Too many failed login attempts" in words[20]


def test_whoever_has_no_second_step_is_led_to_it_at_once(type_password, partner):
    client = Client()
    type_password(partner.email, client=client)

    assert client.get(reverse("home"))["Location"] == reverse("accounts:enrol")
    assert client.get(reverse("mfa_activate_totp")).status_code == 200


def test_enrolling_opens_no_more_than_it_needs():
    """Each of these says something about the one who enrols, and nothing about anything else."""
    assert {
        "accounts:enrol",
        "account_reauthenticate",
        "account_logout",
        "mfa_index",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "mfa_list_webauthn",
    } == WHILE_ENROLLING


def test_enrolling_is_recorded_in_its_own_transaction(type_password, partner):
    client = Client()
    type_password(partner.email, client=client)
    secret = client.get(reverse("mfa_activate_totp")).context["form"].secret

    client.post(reverse("mfa_activate_totp"), {"code": code_for(secret)})

    assert set(Authenticator.objects.filter(user=partner).values_list("type", flat=True)) == {"totp", "recovery_codes"}
    verbs = Record.objects.filter(actor=partner).order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["person.signed_in", "person.second_factor_added", "person.recovery_codes_made"]


def test_secrets_are_sealed_in_the_database(secret_of, partner):
    secret = secret_of(partner)

    kept = Authenticator.objects.get(user=partner).data["secret"]
    assert secret not in kept
    assert kept.startswith("t1:")


def test_thirty_idle_minutes_end_a_session(sign_in_fully, is_in, partner):
    client = sign_in_fully(partner)
    now = timezone.now()

    with time_machine.travel(now + timedelta(minutes=29)):
        assert is_in(client)
    with time_machine.travel(now + timedelta(minutes=58)):
        assert is_in(client)
    with time_machine.travel(now + timedelta(minutes=89)):
        assert not is_in(client)


def test_twelve_hours_end_a_session_however_busy(sign_in_fully, is_in, partner):
    client = sign_in_fully(partner)
    now = timezone.now()

    for minutes in range(20, 720, 20):
        with time_machine.travel(now + timedelta(minutes=minutes)):
            assert is_in(client), minutes
    with time_machine.travel(now + timedelta(minutes=721)):
        assert not is_in(client)


def test_signing_out_ends_the_session_and_leaves_nothing(sign_in_fully, is_in, partner):
    client = sign_in_fully(partner)
    stolen = Client()
    stolen.cookies = client.cookies.copy()

    answer = client.post(reverse("account_logout"))

    assert answer["Clear-Site-Data"] == '"*"'
    assert not is_in(client)
    assert not is_in(stolen)


def test_a_closed_account_is_out_on_its_next_request(sign_in_fully, is_in, partner, admin):
    client = sign_in_fully(partner)

    services.close_account(partner, by=admin)

    assert not is_in(client)


def test_switching_an_account_off_is_enough(sign_in_fully, is_in, partner):
    """Also when nobody ended its sessions."""
    client = sign_in_fully(partner)

    User.objects.filter(pk=partner.pk).update(is_active=False)

    assert not is_in(client)


def test_a_closed_account_cannot_sign_in(type_password, partner):
    User.objects.filter(pk=partner.pk).update(is_active=False)

    assert type_password(partner.email)["Location"] == reverse("account_inactive")
    assert "not correct" in type_password(partner.email, "a wrong password").content.decode()


def test_a_new_password_ends_the_other_sessions(sign_in_fully, is_in, partner):
    here, there = sign_in_fully(partner), sign_in_fully(partner)
    fields = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}

    here.post(reverse("account_change_password"), fields)

    assert (is_in(here), is_in(there)) == (True, False)
    assert Record.objects.filter(actor=partner, verb="person.password_changed").count() == 1


def test_a_new_password_needs_the_old_one(sign_in_fully, partner):
    client = sign_in_fully(partner)

    answer = client.post(reverse("account_change_password"), {"oldpassword": "x", "password1": NEW, "password2": NEW})

    assert answer.status_code == 200
    partner.refresh_from_db()
    assert partner.check_password(PASSWORD)


def confirm_password(client):
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})


def test_a_changed_second_step_ends_the_other_sessions(sign_in_fully, is_in, partner, django_capture_on_commit_callbacks):
    here, there = sign_in_fully(partner), sign_in_fully(partner)
    confirm_password(here)

    with django_capture_on_commit_callbacks(execute=True):
        here.post(reverse("mfa_deactivate_totp"))

    assert not is_in(there)
    assert here.get(reverse("home"))["Location"] == reverse("accounts:enrol")
    assert Record.objects.filter(actor=partner, verb="person.second_factor_removed").count() == 1


def test_sessions_are_listed_and_all_but_this_one_ended(sign_in_fully, is_in, partner):
    here, there = sign_in_fully(partner), sign_in_fully(partner)
    is_in(there)

    assert len(here.get(reverse("usersessions_list")).context["sessions"]) == 2
    here.post(reverse("usersessions_list"))

    assert (is_in(here), is_in(there)) == (True, False)


STEP_UP = [
    *(
        (route, method)
        for route in ("mfa_deactivate_totp", "mfa_add_webauthn", "mfa_generate_recovery_codes")
        for method in ("get", "post")
    ),
    ("mfa_activate_totp", "get"),
    ("mfa_view_recovery_codes", "get"),
    ("mfa_download_recovery_codes", "get"),
]


@pytest.mark.parametrize(("route", "method"), STEP_UP)
def test_step_up_pages_ask_for_the_password_when_it_is_older_than_five_minutes(sign_in_fully, partner, route, method):
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

    RecoveryCodes.activate(partner)
    client = sign_in_fully(partner)
    confirm_password(client)

    with time_machine.travel(timezone.now() + timedelta(minutes=5, seconds=1)):
        stale = getattr(client, method)(reverse(route))
    fresh = getattr(client, method)(reverse(route))

    assert not fresh.get("Location", "").startswith(reverse("account_reauthenticate"))
    assert stale["Location"].startswith(reverse("account_reauthenticate"))


def test_wrong_password_does_not_step_up(sign_in_fully, partner):
    client = sign_in_fully(partner)

    with time_machine.travel(timezone.now() + timedelta(minutes=6)):
        answer = client.post(reverse("account_reauthenticate"), {"password": "not it at all"})

        assert answer.status_code == 200
        assert client.get(reverse("mfa_deactivate_totp"))["Location"].startswith(reverse("account_reauthenticate"))


def test_the_demonstration_asks_for_no_second_step(settings, type_password, is_in, partner):
    settings.SECOND_FACTOR_WAIVED = True
    client = Client()
    type_password(partner.email, client=client)

    assert is_in(client)
