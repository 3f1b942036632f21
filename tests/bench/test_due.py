"""Ten thousand clocks, of what lies in the database and of nothing but events; and the ledger above as many rows."""

from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse

from delivery.clocks.evaluate import Event, clocks
from delivery.due import asks_with_clocks, clocks_of, count_ours_now, due_for
from delivery.past import bringing
from submissions.models import Dossier
from tests.bench.test_past import everything, promised, timed  # noqa: F401 -- a fixture

ASKS, TODAY = 3_400, date(2026, 6, 1)
HAPPENED = ("delivered", "question", "reply", "question", "reply", "wrote")


def test_ten_thousand_clocks(say):
    events = [Event(what, date(2026, 1, 1) + timedelta(days=4 * turn)) for turn, what in enumerate(HAPPENED)]

    made, took = timed(lambda: [clock for _ in range(ASKS) for clock in clocks(events, TODAY, government="us")])

    say(f"{len(made):,} clocks of six events each: {took:.2f} s")
    assert len(made) >= 10_000
    assert took <= 2


@pytest.fixture
def sent(everything, coordinator, organisation, monkeypatch):  # noqa: F811
    """As if all of them had left from here in spring."""
    monkeypatch.setattr(bringing, "compare", lambda subjects, done: 0)
    rows = [f"Somebody {number},US,2026-0{1 + number % 5}-1{number % 10}" for number in range(ASKS)]
    with time_machine.travel("2026-06-01 12:00", tick=False):
        bringing.bring_in(promised(rows, coordinator))
    Dossier.objects.update(made_elsewhere=False)


def test_ten_thousand_clocks_of_what_was_sent(sent, liaison, say):
    asks, read = timed(lambda: asks_with_clocks(liaison, TODAY))
    made, evaluated = timed(lambda: list(clocks_of(asks, TODAY)))
    due, took = timed(lambda: due_for(liaison, TODAY))
    _count, counted = timed(lambda: count_ours_now(liaison, TODAY, most=100))
    say(f"the first page counts as far as a hundred: {counted * 1000:.0f} ms")

    say(f"{len(asks):,} recommendations read in {read:.2f} s, their {len(made):,} clocks evaluated in {evaluated:.2f} s")
    say(f"what is due, read and evaluated: {len(due):,} rows in {took:.2f} s")
    assert len(made) >= 10_000
    assert evaluated <= 2


def test_ledger_above_thousands(sent, liaison, sign_in, count_statements, say):
    client = sign_in(liaison)
    client.get(reverse("delivery:ledger"))

    statements = count_statements(client, reverse("delivery:ledger"))
    _page, took = timed(lambda: client.get(reverse("delivery:ledger")))

    say(f"the ledger above {ASKS:,} recommendations: {statements} statements, {took * 1000:.0f} ms")
    assert statements <= 12
