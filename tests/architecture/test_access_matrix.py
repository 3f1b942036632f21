"""Who gets what, at every address: one row for each route and method, one column for each kind of visitor.

The rows stand in `access/<room>.txt`, so that a room adds its own. A route without rows fails here, and the
failure shows the rows as they are answered now: read them, and paste what is right. The answers:

    200 403 404 405 410   as they are                   2nd   sent to set up a second step
    in                    sent to sign in               pw    asked for the password again
    go                    sent on to another page: it is done, or this is not the way
"""

from pathlib import Path

import pytest
from django.db import transaction
from django.test import override_settings
from django.urls import reverse

from tests.architecture.cast import VISITORS, assemble, client_of
from tests.architecture.routes import PATTERNS, address, is_named, route_of

ROWS = Path(__file__).parent / "access"
METHODS = ("GET", "POST")
ROUTES = sorted(PATTERNS)
ABOUT_SOMETHING = [route for route in ROUTES if is_named(route) and route_of(route)]


def read_rows():
    rows = {}
    for table in sorted(ROWS.glob("*.txt")):
        _, *lines = (line.split() for line in table.read_text().splitlines() if line.strip())
        rows |= {(route, method): tuple(answers) for route, method, *answers in lines}
    return rows


MATRIX = read_rows()


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """The cast is assembled once, and all have proved who they are; what a visit changes is rolled back after it."""
    proved = override_settings(ACCOUNT_REAUTHENTICATION_TIMEOUT=24 * 60 * 60, REVIEW_PHASES=True)
    with proved, django_db_blocker.unblock(), transaction.atomic():
        yield assemble()
        transaction.set_rollback(True)


@pytest.fixture
def places(world, route):
    """The address of an object of the partner's, and of none at all; made once for all who visit it."""
    with transaction.atomic():
        yield address(route, world), address(route, world, missing=True)
        transaction.set_rollback(True)


def visit(world, visitor, method, where):
    with transaction.atomic():
        response = client_of(world, visitor).generic(method, where)
        if response.streaming:
            list(response)  # read to its end, so that its file is closed
        transaction.set_rollback(True)
    return response


def answer(response):
    if response.status_code != 302:
        return str(response.status_code)
    place = response["Location"].partition("?")[0]
    known = {"account_login": "in", "accounts:enrol": "2nd", "account_reauthenticate": "pw"}
    return next((word for name, word in known.items() if reverse(name) == place), "go")


def row(route, method, answers):
    return f"{route:<38}{method:<6}" + "".join(f"{word:<12}" for word in answers).rstrip()


HEAD = row("", "", VISITORS)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("route", ROUTES)
def test_everybody_gets_what_the_row_says(world, places, route, method):
    here, _nowhere = places

    answered = tuple(answer(visit(world, visitor, method, here)) for visitor in VISITORS)

    said = MATRIX.get((route, method), ("no row yet",))

    if answered != said:
        pytest.fail("\n".join(["answered, and said:", HEAD, row(route, method, answered), row("", "", said)]), pytrace=False)


def test_no_row_is_left_of_a_route_that_is_gone():
    assert set(MATRIX) - {(route, method) for route in ROUTES for method in METHODS} == set()


@pytest.mark.parametrize("table", sorted(ROWS.glob("*.txt")), ids=lambda table: table.name)
def test_every_table_names_the_visitors_in_their_order(table):
    assert table.read_text().splitlines()[0].split() == list(VISITORS)


@pytest.mark.parametrize("route", [route for route in ROUTES if is_named(route)])
def test_no_other_site_can_press_a_button(world, places, route):
    """Whatever is posted without the token of a page of ours is refused before anything is done."""
    here, _nowhere = places
    for visitor in ("nobody", "lead", "admin"):
        client = client_of(world, visitor)
        client.handler.enforce_csrf_checks = True
        assert client.post(here).status_code == 403, visitor


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("route", ABOUT_SOMETHING)
def test_what_is_not_theirs_looks_like_what_does_not_exist(world, places, route, method):
    """To whoever is told 404 (the rows say who), an object of others and no object at all are one page."""
    for visitor in told_that_it_does_not_exist(route, method):
        here, nowhere = (visit(world, visitor, method, where) for where in places)

        assert (nowhere.status_code, nowhere.content) == (404, here.content), visitor
        assert dict(nowhere.headers) == dict(here.headers), visitor


def told_that_it_does_not_exist(route, method):
    said = MATRIX.get((route, method), ())
    return [visitor for visitor, word in zip(VISITORS, said, strict=False) if word == "404"]
