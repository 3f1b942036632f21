"""Our own estimates against those of lifelines 0.30.3 on seeded days (fixtures/survival), and what they say of small cases."""

import json
from math import inf
from pathlib import Path

import pytest

from insight.survival import Step, innermost, kaplan_meier, median, not_yet, remaining_at, turnbull

REFERENCE = json.loads((Path(__file__).parent.parent / "fixtures" / "survival" / "lifelines.json").read_text())


def test_curve_of_known_days_equals_lifelines():
    steps = kaplan_meier(REFERENCE["days"], REFERENCE["happened"])

    assert [remaining_at(steps, day) for day, _ in REFERENCE["kaplan_meier"]] == pytest.approx(
        [part for _, part in REFERENCE["kaplan_meier"]], abs=1e-12
    )


def test_curve_of_intervals_equals_lifelines():
    """lifelines gives, on a day itself, what stood before it; inside an interval it gives both ends."""
    steps = turnbull((left, inf if right is None else right) for left, right in REFERENCE["intervals"])

    assert len(REFERENCE["turnbull"]) > 70
    for day, upper, lower in REFERENCE["turnbull"]:
        ours = (remaining_at(steps, day), remaining_at(steps, max(day - 1e-6, 0)))
        assert min(abs(mine - theirs) for mine in ours for theirs in (upper, lower)) < 1e-6, day


def test_where_every_day_is_known_both_estimates_are_one():
    days, happened = REFERENCE["days"][:120], REFERENCE["happened"][:120]
    known = kaplan_meier(days, happened)
    intervals = turnbull((day, day) if is_event else not_yet(day) for day, is_event in zip(days, happened, strict=True))

    for step in known:
        assert remaining_at(intervals, step.day) == pytest.approx(step.remaining, abs=1e-6)


@pytest.mark.parametrize(
    ("intervals", "found"),
    [
        ([], [Step(0, 0, 1.0)]),
        ([(10, 10)], [Step(0, 1, 1.0), Step(10, 1, 0.0)]),
        ([not_yet(5)], [Step(0, 1, 1.0)]),
        ([(0, 10), (5, 15)], [Step(0, 2, 1.0), Step(10, 2, 0.0)]),
        ([(3, 3), not_yet(3)], [Step(0, 2, 1.0), Step(3, 2, 0.5)]),
    ],
)
def test_small_cases(intervals, found):
    assert turnbull(intervals) == found


def test_a_day_on_which_an_interval_ends_belongs_to_it_and_one_on_which_it_begins_does_not():
    assert innermost([(0, 10), (10, 10)]) == [(10, 10)]
    assert innermost([(10, 20), (10, 10)]) == [(10, 10), (10, 20)]


def test_no_median_while_fewer_than_half_have_happened():
    assert median(turnbull([(10, 10), not_yet(20), not_yet(20)])) is None
    assert median(turnbull([(10, 10), (12, 12), not_yet(20)])) == 12
