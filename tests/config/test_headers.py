"""What every answer carries, at every address, with the settings of a server that strangers can reach."""

import re
from urllib.parse import urlsplit

import pytest
from django.db import transaction
from django.test import Client, override_settings

from tests.architecture.cast import assemble, client_of
from tests.architecture.routes import PATTERNS, address, is_named
from tests.config.observatory import score

ROUTES = sorted(filter(is_named, PATTERNS))  # the matrix asks for those that are not
# The one address outside that a page may name: where "Leave quickly" leads.
OUTSIDE = {"www.wikipedia.org"}
PRODUCTION = {
    "SECURE_SSL_REDIRECT": True,
    "SECURE_HSTS_SECONDS": 365 * 24 * 3600,
    "SECURE_HSTS_INCLUDE_SUBDOMAINS": True,
    "SECURE_HSTS_PRELOAD": True,
    "SESSION_COOKIE_SECURE": True,
    "CSRF_COOKIE_SECURE": True,
    "SESSION_COOKIE_NAME": "__Host-session",
    "CSRF_COOKIE_NAME": "__Host-csrf",
}


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic(), override_settings(**PRODUCTION):
        yield assemble()
        transaction.set_rollback(True)


@pytest.fixture(scope="module", params=["nobody", "lead", "admin"])
def answers(world, request):
    """Every route as one visitor gets it."""

    def visit(route):
        with transaction.atomic():
            where = address(route, world)
            response = client_of(world, request.param).get(where, secure=True)
            transaction.set_rollback(True)
        return response

    return {route: visit(route) for route in ROUTES}


def words(response):
    """What a page says; a file that is downloaded is no page."""
    kind = response.get("Content-Type", "")  # a calendar names its maker between slashes, which is no address
    is_page = kind.startswith("text/") and not kind.startswith("text/calendar") and not response.streaming
    return response.content.decode() if is_page else ""


def test_every_answer_scores_an_a_plus(answers):
    assert {route: score(response) for route, response in answers.items() if score(response) < 125} == {}


def test_nothing_stays_on_the_device(answers):
    assert {response["Cache-Control"] for response in answers.values()} == {"no-store"}


def test_no_page_names_another_host(answers):
    named = {}
    for route, response in answers.items():
        hosts = {urlsplit(found).netloc for found in re.findall(r"""(?:https?:)?//[^\s"'<>]+""", words(response))}
        named[route] = hosts - OUTSIDE - {"testserver", "localhost:8000", "www.w3.org"}

    assert {route: hosts for route, hosts in named.items() if hosts} == {}


def test_no_page_holds_style_or_script_of_its_own(answers):
    """The policy would not run them; a page that needs them would be a page that does not work."""
    inline = re.compile(r"""<script(?![^>]*\bsrc=)(?![^>]*type="application/json")|<style|\sstyle=|\son[a-z]+=""")

    assert {route for route, response in answers.items() if inline.search(words(response))} == set()


def test_cookies_are_bound_to_this_host_and_hidden_from_scripts(world):
    response = Client().get("/account/sign-in/", secure=True)

    csrf = response.cookies["__Host-csrf"]
    assert (csrf["secure"], csrf["httponly"], csrf["samesite"], csrf["path"], csrf["domain"]) == (True, True, "Strict", "/", "")


def test_session_cookie_is_bound_to_this_host_and_ends_with_the_browser(world):
    response = client_of(world, "lead").get("/people/me/", secure=True)

    session = response.cookies["__Host-session"]
    assert (session["secure"], session["httponly"], session["samesite"], session["path"]) == (True, True, "Lax", "/")
    assert session["domain"] == session["expires"] == session["max-age"] == ""


def test_plain_http_is_sent_to_https(world):
    response = Client().get("/account/sign-in/")

    assert (response.status_code, response["Location"]) == (301, "https://testserver/account/sign-in/")


def test_the_score_notices_what_is_missing(world):
    response = Client().get("/account/sign-in/", secure=True)
    whole = score(response)

    del response.headers["Content-Security-Policy"]

    assert whole == 160
    assert score(response) < 90
