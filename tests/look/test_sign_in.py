"""The sign-in library's pages in our frame: no way to sign up, nothing the content security policy would refuse."""

import pytest
from django.urls import reverse

from tests.conftest import PASSWORD


@pytest.fixture
def page(client, partner):
    """Signs a partner in as a browser would, then reads the named page."""
    client.post(reverse("account_login"), {"login": partner.email, "password": PASSWORD})
    return lambda name: client.get(reverse(name)).content.decode()


def test_sign_in_offers_no_way_to_sign_up(client, db):
    page = client.get(reverse("account_login")).content.decode()

    assert reverse("account_signup") not in page
    assert "invitation" in page


def test_sign_up_is_by_invitation(client, db):
    assert "by invitation" in client.get(reverse("account_signup")).content.decode()


def test_secret_is_drawn_within_the_page(page):
    shown = page("mfa_activate_totp")

    assert "<svg" in shown
    assert "data:image" not in shown
    assert "style=" not in shown


@pytest.mark.parametrize("name", ["mfa_index", "mfa_list_webauthn"])
def test_account_pages_stand_in_our_frame(page, name):
    shown = page(name)

    assert 'class="leaves"' in shown
    assert 'class="leave"' in shown
