"""The same addresses as in the matrix, asked by organisations that file a case together: one row for each address about a case.

`invited` has answered and waits to be let in: for it everything is as for a stranger. Answers are written as in the matrix.
"""

from pathlib import Path

import pytest
from django.db import transaction
from django.test import override_settings

from accounts.models import Organisation, User
from accounts.roles import Role
from cases.models import CoFiling
from tests.architecture import written
from tests.architecture.cast import VISITORS as EVERYBODY
from tests.architecture.cast import assemble, person, session
from tests.architecture.routes import PATTERNS, address
from tests.architecture.test_access_matrix import MATRIX, answer, visit
from vault.sight import EVERYTHING, look_as

ROWS = Path(__file__).parent / "parts.txt"
VISITORS = ("invited", "cofiler", "holder")
OTHER, LEAD = EVERYBODY.index("other"), EVERYBODY.index("lead")
# What somebody of a partner may ask about a case of theirs.
ASKED = sorted(
    (route, method)
    for (route, method), answers in MATRIX.items()
    if route.startswith("cases:")
    and "reference" in PATTERNS[route].pattern.regex.groupindex
    and answers[LEAD] not in ("403", "404", "405")
)


def read_rows():
    _, *lines = (line.split() for line in ROWS.read_text().splitlines() if line.strip())
    return {(route, method): tuple(answers) for route, method, *answers in lines}


TABLE = read_rows()


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """The cast of the matrix, and three more organisations on the partner's case."""
    proved = override_settings(ACCOUNT_REAUTHENTICATION_TIMEOUT=24 * 60 * 60)
    with proved, django_db_blocker.unblock(), transaction.atomic():
        made = assemble()
        for name in VISITORS:
            made[name] = person(name, Organisation.objects.create(name=f"House of {name}"), Role.LEAD)
            made["sessions"][name] = session(made[name])
        bring_together(made)
        yield made
        transaction.set_rollback(True)


def bring_together(world):
    with look_as(EVERYTHING):
        for name in VISITORS:
            row = written.offer(world)
            row.organisation, row.answered_by, row.answered_at = world[name].organisation, world[name], row.offered_at
            row.part = CoFiling.Part.SOURCE_HOLDER if name == "holder" else CoFiling.Part.CO_FILER
            row.let_in_at = None if name == "invited" else row.offered_at
            row.save()
    for name in VISITORS:
        world[name] = User.objects.get(pk=world[name].pk)


@pytest.mark.parametrize(("route", "method"), ASKED, ids=[" ".join(place) for place in ASKED])
def test_each_part_gets_what_the_row_says(world, route, method):
    with transaction.atomic():
        where = address(route, world)
        answered = tuple(answer(visit(world, visitor, method, where)) for visitor in VISITORS)
        transaction.set_rollback(True)

    said = TABLE.get((route, method), ("no row yet",))

    if answered != said:
        pytest.fail(f"answered, and said:\n{row(route, method, answered)}\n{row('', '', said)}", pytrace=False)


def row(route, method, answers):
    return f"{route:<38}{method:<6}" + "".join(f"{word:<12}" for word in answers).rstrip()


def test_for_who_was_not_let_in_everything_is_as_for_a_stranger():
    assert {place: answers[0] for place, answers in TABLE.items()} == {place: MATRIX[place][OTHER] for place in TABLE}


def test_no_row_is_left_of_an_address_that_is_gone():
    assert sorted(TABLE) == ASKED
