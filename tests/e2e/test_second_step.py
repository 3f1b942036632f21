"""Second steps in a browser: passkeys, a lost phone, sessions elsewhere."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core import mail
from django.core.cache import cache
from playwright.sync_api import expect

from accounts import notices
from tests.conftest import PASSWORD
from tests.e2e.codes import code_for

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def with_app():
    """Give a person an authenticator app; the answer is its secret."""

    def make(person):
        secret = generate_totp_secret()
        TOTP.activate(person, secret)
        return secret

    return make


def test_passkey_is_set_up_and_then_signs_in_alone(walk, partner):
    mia = walk()
    mia.has_passkeys()
    mia.sign_in(partner, PASSWORD)
    mia.press("Or use a passkey: this device, or a key on your key ring.")
    mia.fill(name="My laptop")
    mia.page.locator("[name=passwordless]").check()
    mia.press("Add it")
    assert mia.heading == "Recovery codes"
    mia.press("Sign out")

    mia.go("account_login")
    mia.press("Sign in with a passkey")

    assert mia.path == "/"
    mia.assert_clean()


def test_passkey_serves_as_the_second_step_after_the_password(walk, partner):
    mia = walk()
    mia.has_passkeys()
    mia.sign_in(partner, PASSWORD)
    mia.go("mfa_add_webauthn")
    mia.fill(name="My key")
    mia.press("Add it")
    mia.press("Sign out")

    mia.sign_in(partner, PASSWORD)
    mia.press("Use a passkey")

    assert mia.path == "/"
    mia.assert_clean()


def test_lost_phone_two_colleagues_and_a_new_second_step(walk, with_app, partner, coordinator, admin):
    lost = with_app(partner)
    mia, noor, sam = walk(), walk(), walk()
    mia.sign_in(partner, PASSWORD, lost)
    noor.sign_in(coordinator, PASSWORD, with_app(coordinator))
    sam.sign_in(admin, PASSWORD, with_app(admin))

    noor.go("accounts:person", partner.pk)
    noor.press("Ask to restore access")
    noor.go("accounts:list")
    assert noor.page.get_by_role("button", name="Confirm").count() == 0
    sam.go("accounts:list")
    sam.press("Confirm")

    mia.go("home")
    assert mia.heading == "Sign in"
    mia.sign_in(partner, PASSWORD)
    assert mia.heading == "One more thing: a second step"
    mia.press("Use an app on my phone")
    found = mia.page.locator("code.secret").inner_text()
    assert found != lost
    mia.fill(code=code_for(found))
    mia.press("Set it up")
    assert mia.heading == "Recovery codes"
    for walker in (mia, noor, sam):
        walker.assert_clean()


def test_sessions_elsewhere_are_listed_and_ended(walk, with_app, partner):
    secret = with_app(partner)
    phone, laptop = walk(), walk()
    phone.sign_in(partner, PASSWORD, secret)
    cache.clear()  # the same six digits serve once; another half minute would go by before the second sign-in
    laptop.sign_in(partner, PASSWORD, secret)

    laptop.go("usersessions_list")
    assert laptop.page.locator(".rows li").count() == 2
    laptop.press("Sign out everywhere else")
    assert laptop.page.locator(".rows li").count() == 1

    phone.go("home")
    assert phone.heading == "Sign in"
    laptop.go("home")
    assert laptop.path == "/"


def test_a_person_who_forgot_everything_walks_back_in(walk, with_app, partner):
    secret = with_app(partner)
    mia = walk()
    mia.go("account_login")
    mia.press("Forgot your password?")
    mia.fill(email=partner.email)
    mia.press("Send the link")
    notices.send_password_link(partner)
    address = next(line for line in mail.outbox[-1].body.splitlines() if line.startswith("http"))
    mia.page.goto(address)
    mia.fill(password1="a new sentence of my own", password2="a new sentence of my own")
    mia.press("Change the password")

    mia.sign_in(partner, "a new sentence of my own", secret)

    assert mia.path == "/"
    mia.assert_clean()


def test_removing_a_factor_asks_for_the_password_again(walk, with_app, partner, settings):
    secret = with_app(partner)
    mia = walk()
    mia.sign_in(partner, PASSWORD, secret)

    after = settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 0  # as if the five minutes after signing in were over
    mia.go("mfa_deactivate_totp")
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = after
    expect(mia.page.locator("[name=password]")).to_be_visible()
    mia.fill(password=PASSWORD)
    mia.press("Go on")
    mia.press("Remove it")

    assert not Authenticator.objects.filter(user=partner).exists()
    mia.go("home")
    assert mia.heading == "One more thing: a second step"
