"""Signing in through the pages, as a browser does it."""

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from tests.conftest import PASSWORD
from tests.e2e.codes import code_for


@pytest.fixture
def secret_of(db):
    """Give a person an authenticator app; the answer is its secret."""

    def make(person):
        secret = generate_totp_secret()
        TOTP.activate(person, secret)
        return secret

    return make


@pytest.fixture
def type_password(db):
    """The first step: `type_password(person)`, from an address and with a wrong password if so wished."""

    def type_it(email, password=PASSWORD, *, client=None, address="203.0.113.7", **more):
        client = client or Client()
        fields = {"login": email, "password": password, **more}
        return client.post(reverse("account_login"), fields, REMOTE_ADDR=address)

    return type_it


@pytest.fixture
def sign_in_fully(type_password, secret_of):
    """Both steps, in a browser of its own. A second call for the same person uses the same app."""
    secrets = {}

    def sign(person, address="203.0.113.7"):
        client = Client(REMOTE_ADDR=address)
        secret = secrets.get(person.pk) or secrets.setdefault(person.pk, secret_of(person))
        type_password(person.email, client=client, address=address)
        cache.clear()  # the same six digits serve once, and these tests do not wait half a minute
        answer = client.post(reverse("mfa_authenticate"), {"code": code_for(secret)})
        assert answer.status_code == 302, answer.context["form"].errors
        client.secret = secret
        return client

    return sign


@pytest.fixture
def is_in():
    """Whether this browser still gets the first page."""
    return lambda client: client.get(reverse("home")).status_code == 200
