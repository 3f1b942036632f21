"""The table of clocks: events, pauses and due days, in working and calendar days, and who must act next."""

import time
from datetime import date, timedelta

import pytest

from delivery.clocks.evaluate import Event, add, clocks, evaluate
from delivery.clocks.rules import BY_CODE, RULES
from delivery.clocks.words import Ball, Counting, Happened, Kind, State

H = Happened


def d(text):
    return date.fromisoformat(text)


def happened(text):
    """`delivered 2026-01-01, question 2026-01-10`"""
    return [Event(H(what), d(day)) for what, day in (part.split() for part in text.split(", ") if part)]


# rule, what happened, today; state, due on, calendar days left, working days left, who must act
TABLE = [
    ("follow-up-30", "delivered 2026-01-01", "2026-01-11", "running", "2026-01-31", 20, 15, "they"),
    ("follow-up-30", "delivered 2026-01-01", "2026-01-31", "due", "2026-01-31", 0, 0, "we"),
    ("follow-up-30", "delivered 2026-01-01", "2026-02-05", "due", "2026-01-31", -5, -4, "we"),
    ("follow-up-90", "delivered 2026-01-01", "2026-01-01", "running", "2026-04-01", 90, 64, "they"),
    ("follow-up-180", "delivered 2026-01-01", "2026-01-01", "running", "2026-06-30", 180, 128, "they"),
    # a second delivery does not start it anew
    ("follow-up-30", "delivered 2026-01-01, delivered 2026-01-20", "2026-01-11", "running", "2026-01-31", 20, 15, "they"),
    # it stands still while we owe the answer: ten days later by ten days
    ("follow-up-30", "delivered 2026-01-01, question 2026-01-11", "2026-03-01", "paused", "2026-01-31", 20, 15, "we"),
    (
        "follow-up-30", "delivered 2026-01-01, question 2026-01-11, reply 2026-01-21", "2026-01-21",
        "running", "2026-02-10", 20, 14, "they",
    ),
    (
        "follow-up-30",
        "delivered 2026-01-01, question 2026-01-05, reply 2026-01-08, question 2026-01-10, reply 2026-01-15",
        "2026-02-08",
        "due", "2026-02-08", 0, 0, "we",
    ),
    # asked twice before we replied is one pause
    (
        "follow-up-30", "delivered 2026-01-01, question 2026-01-11, question 2026-01-14, reply 2026-01-21", "2026-01-21",
        "running", "2026-02-10", 20, 14, "they",
    ),
    # a reply that nobody asked for changes nothing
    ("follow-up-30", "delivered 2026-01-01, reply 2026-01-05", "2026-01-11", "running", "2026-01-31", 20, 15, "they"),
    # done by what we wrote for it, or by their answer; stopped when it was taken back or they acted
    ("follow-up-30", "delivered 2026-01-01, wrote 2026-01-30", "2026-02-05", "done", "2026-01-31", 1, 0, "nobody"),
    ("follow-up-90", "delivered 2026-01-01, wrote 2026-01-30", "2026-02-05", "running", "2026-04-01", 55, 39, "they"),
    ("follow-up-180", "delivered 2026-01-01, answered 2026-01-30", "2026-02-05", "done", "2026-06-30", 151, 107, "nobody"),
    ("follow-up-30", "delivered 2026-01-01, withdrawn 2026-01-10", "2026-02-05", "stopped", "2026-01-31", 21, 15, "nobody"),
    ("follow-up-30", "delivered 2026-01-01, listed 2026-01-10", "2026-02-05", "stopped", "2026-01-31", 21, 15, "nobody"),
    # what happens tomorrow has not happened
    ("follow-up-30", "delivered 2026-01-01, answered 2026-03-01", "2026-02-05", "due", "2026-01-31", -5, -4, "we"),
    ("us-congress", "parliament 2026-01-01", "2026-01-31", "running", "2026-05-01", 90, 65, "they"),
    ("us-congress", "parliament 2026-01-01", "2026-05-02", "due", "2026-05-01", -1, 0, "we"),
    ("us-congress", "parliament 2026-01-01, answered 2026-03-01", "2026-05-02", "done", "2026-05-01", 61, 45, "nobody"),
    ("ca-jvcfoa-tabling", "order 2026-03-02", "2026-03-03", "running", "2026-03-17", 14, 10, "they"),
    ("ca-sema-tabling", "order 2026-03-05", "2026-03-05", "running", "2026-03-12", 7, 5, "they"),
    ("gb-urgent", "urgent 2026-03-01", "2026-04-25", "running", "2026-04-26", 1, 0, "they"),
    ("gb-urgent", "urgent 2026-03-01, extended 2026-04-20", "2026-04-25", "done", "2026-04-26", 6, 4, "nobody"),
    ("gb-urgent-extended", "urgent 2026-03-01, extended 2026-04-26", "2026-04-26", "running", "2026-06-21", 56, 40, "they"),
    ("us-recency", "conduct 2021-05-31", "2026-05-30", "running", "2026-05-31", 1, 0, "we"),
    ("us-recency", "conduct 2024-02-29", "2026-05-30", "running", "2029-02-28", 1005, 718, "we"),
    ("consent-ends", "consent_ends 2026-05-30", "2026-05-31", "due", "2026-05-31", 0, 0, "we"),
    ("list-stale", "list_confirmed 2026-05-01", "2026-05-02", "running", "2026-05-04", 2, 1, "nobody"),
    ("list-stale", "list_confirmed 2026-05-01", "2026-05-04", "due", "2026-05-04", 0, 0, "we"),
    ("list-stale-by-hand", "list_confirmed 2026-05-01", "2026-08-01", "running", "2026-08-09", 8, 5, "we"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "events", "today", "state", "due", "left", "working", "ball"), TABLE)
def test_clock(code, events, today, state, due, left, working, ball):
    clock = evaluate(BY_CODE[code], happened(events), d(today))

    assert (clock.state, clock.due_on, clock.days_left, clock.working_days_left, clock.ball) == (
        state,
        d(due),
        left,
        working,
        ball,
    )


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_rule_names_its_instrument_source_and_kind_and_is_in_the_table(rule):
    assert str(rule.instrument)
    assert rule.source
    assert rule.kind in Kind
    assert rule.code in {row[0] for row in TABLE}


def test_nothing_runs_before_it_was_started():
    assert evaluate(BY_CODE["follow-up-30"], happened("question 2026-01-01"), d("2026-02-01")) is None


def test_law_of_another_government_starts_no_clock():
    events = happened("parliament 2026-01-01, order 2026-01-01, urgent 2026-01-01")

    found = {
        government: [clock.rule.code for clock in clocks(events, d("2026-01-02"), government=government)]
        for government in ("us", "ca", "gb", "eu")
    }

    assert found == {"us": ["us-congress"], "ca": ["ca-jvcfoa-tabling", "ca-sema-tabling"], "gb": ["gb-urgent"], "eu": []}


@pytest.mark.parametrize(
    ("counting", "day"),
    [
        (Counting.DAYS, "2026-03-10"),
        (Counting.WORKING, "2026-03-12"),
        (Counting.SITTING, "2026-03-12"),
        (Counting.YEARS, "2031-03-05"),
    ],
)
def test_five_of_each_from_a_thursday(counting, day):
    assert add(d("2026-03-05"), 5, counting) == d(day)


def test_clock_that_stands_still_waits_for_us_however_long():
    for today in ("2026-01-12", "2027-01-12"):
        clock = evaluate(BY_CODE["follow-up-30"], happened("delivered 2026-01-01, question 2026-01-11"), d(today))
        assert (clock.state, clock.ball, clock.days_left) == (State.PAUSED, Ball.WE, 20)


def test_ten_thousand_clocks_are_evaluated_in_two_seconds():
    events = happened(
        "delivered 2026-01-01, question 2026-01-05, reply 2026-01-08, question 2026-01-10, reply 2026-01-15, wrote 2026-02-01"
    )
    began = time.process_time()

    made = [clock for _ in range(3_400) for clock in clocks(events, d("2026-03-01"), government="us")]

    assert len(made) >= 10_000
    assert time.process_time() - began < 2


def test_day_after_day_a_clock_only_comes_nearer():
    events = happened("delivered 2026-01-01")
    left = [evaluate(BY_CODE["follow-up-30"], events, d("2026-01-01") + timedelta(days=n)).days_left for n in range(40)]

    assert left == list(range(30, -10, -1))
