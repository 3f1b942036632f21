"""How long a case has been with us: working days, which do not run while the partner owes the answer."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from cases.statuses import CaseStatus as S

# Within how many working days the coalition means to have done its part. A first note is promised an answer in five.
GOALS: Mapping[str, int] = {S.NOTED: 5, S.FILED: 5, S.IN_REVIEW: 20}
# With these a new count begins: the note was answered, and the case was filed.
BEGINS_ANEW = frozenset({S.NOTED, S.FILED})
SATURDAY = 5


def working_day_after(day: date, days: int) -> date:
    """The day so many working days later; Saturdays and Sundays are none."""
    while days > 0:
        day += timedelta(days=1)
        days -= day.weekday() < SATURDAY
    return day


def working_days_between(first: date, last: date) -> int:
    """How many working days have passed since `first`; 0 on the same day and when `last` is earlier."""
    if last <= first:
        return 0
    weeks, rest = divmod((last - first).days, 7)
    return weeks * 5 + sum((first + timedelta(days=number)).weekday() < SATURDAY for number in range(1, rest + 1))


def first_note_due() -> date:
    return working_day_after(timezone.localdate(), GOALS[S.NOTED])


def turn(case: Any) -> list[str]:
    """Set the clock of a case after a step, by its new status. Answers with the names of the fields that changed."""
    today = timezone.localdate()
    if case.with_us_since is not None:
        case.days_with_us += working_days_between(case.with_us_since, today)
    if case.status in BEGINS_ANEW:
        case.days_with_us = 0
    goal = GOALS.get(case.status)
    case.with_us_since = None if goal is None else today
    case.due_on = None if goal is None else working_day_after(today, goal - case.days_with_us)
    return ["with_us_since", "days_with_us", "due_on"]


def age(case: Any) -> int:
    """Working days that the case has been with the coalition."""
    since = case.with_us_since
    return int(case.days_with_us + (working_days_between(since, timezone.localdate()) if since else 0))
