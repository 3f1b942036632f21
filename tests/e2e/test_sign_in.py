"""The way in, walked in a browser: invitation, name and password, second step, home; out, and in again."""

import pytest
from playwright.sync_api import expect

from accounts import notices, services
from accounts.roles import Role
from tests.e2e.codes import code_for

PASSWORD = "seven grey herons at noon"


@pytest.mark.django_db(transaction=True)
def test_from_the_invitation_to_the_first_page_and_back_again(walk, organisation, coordinator):
    invitation = services.invite("mia@partner.example", organisation, Role.AUTHOR, by=coordinator)
    mia = walk()

    join(mia, notices.invitation_token(invitation))
    secret = set_up_an_app(mia)
    mia.go("home")
    expect(mia.page.get_by_role("navigation", name="Rooms")).to_contain_text("Cases")
    sign_out(mia)
    sign_in_with_both(mia, secret)

    assert mia.path == "/"
    mia.assert_clean()


def join(mia, token):
    mia.go("accounts:join", token)
    mia.fill(name="Mia", password="too short")
    mia.press("Continue")
    expect(mia.page.get_by_role("alert")).to_contain_text("at least 15 characters")
    mia.fill(password=PASSWORD)
    mia.press("Continue")


def set_up_an_app(mia):
    """Nothing but this can be reached before it is done; the password just typed is not asked for again."""
    assert mia.heading == "One more thing: a second step"
    mia.go("cases:list")
    assert mia.heading == "One more thing: a second step"

    mia.press("Use an app on my phone")
    secret = mia.page.locator("code.secret").inner_text()
    mia.fill(code=code_for(secret))
    mia.press("Set it up")
    assert mia.heading == "Recovery codes"
    assert mia.page.locator(".codes li").count() == 10
    return secret


def sign_out(mia):
    mia.press("Sign out")
    assert mia.heading == "Sign in"
    mia.go("home")
    assert mia.heading == "Sign in"


def sign_in_with_both(mia, secret):
    """Between the password and the code there is no way in."""
    mia.fill(login="mia@partner.example", password=PASSWORD)
    mia.press("Sign in")
    mia.go("home")
    assert mia.path != "/"

    mia.go("mfa_authenticate")
    mia.fill(code=code_for(secret))
    mia.press("Go on")
