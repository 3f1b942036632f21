"""A rule and what happened, made into a clock: when it is due, whether it stands still, and who must act next. Pure."""

from calendar import isleap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from cases.clock import working_day_after, working_days_between
from delivery.clocks.rules import RULES, Rule
from delivery.clocks.words import Ball, Counting, State


@dataclass(frozen=True, slots=True)
class Event:
    what: str
    on: date


@dataclass(frozen=True, slots=True)
class Clock:
    """`due_on` is without the days of a pause that still lasts. Days left are below 0 once it is due."""

    rule: Rule
    started_on: date
    due_on: date
    state: str
    days_left: int
    working_days_left: int
    paused_days: int
    ball: str

    @property
    def ball_label(self) -> str:
        return str(Ball(self.ball).label)

    @property
    def days_over(self) -> int:
        return -self.days_left

    @property
    def is_open(self) -> bool:
        return self.state in (State.RUNNING, State.DUE, State.PAUSED)

    @property
    def is_near(self) -> bool:
        """Due, standing still for us, or soon due."""
        return self.is_open and (self.state != State.RUNNING or self.days_left <= self.rule.warn)


def clocks(events: Iterable[Event], today: date, *, government: str = "", rules: Sequence[Rule] = RULES) -> Iterator[Clock]:
    """Every clock that these events start, in the order of the table."""
    ordered = sorted(events, key=lambda event: event.on)
    for rule in rules:
        if rule.government in ("", government) and (clock := evaluate(rule, ordered, today)) is not None:
            yield clock


def evaluate(rule: Rule, events: Sequence[Event], today: date) -> Clock | None:
    """`events` in order. None when nothing started it. The first start counts: a second delivery does not reset it."""
    started = next((event.on for event in events if event.what == rule.starts), None)
    if started is None:
        return None
    due, paused_since, paused = add(started, rule.length, rule.counting), None, 0
    for event in (event for event in events if started <= event.on <= today):
        if event.what in rule.stops:
            return _clock(rule, started, due, State.STOPPED, event.on, paused)
        if event.what in rule.ends and is_done_by(rule, event, due):
            return _clock(rule, started, due, State.DONE, event.on, paused)
        if event.what in rule.pauses:
            paused_since = paused_since or event.on
        elif event.what in rule.resumes and paused_since is not None:
            paused += length_of(paused_since, event.on, rule.counting)
            paused_since, due = None, add(started, rule.length, rule.counting, paused)
    if paused_since is not None:
        return _clock(rule, started, due, State.PAUSED, paused_since, paused)
    return _clock(rule, started, due, State.DUE if today >= due else State.RUNNING, today, paused)


def is_done_by(rule: Rule, event: Event, due: date) -> bool:
    """An answer ends every follow-up; what we wrote ends only the one that it was written for."""
    if event.what != "wrote":
        return True
    return event.on >= due - timedelta(days=rule.warn)


def add(start: date, length: int, counting: str, paused: int = 0) -> date:
    """So many days, working days or years later, and the days of pauses after that."""
    if counting in (Counting.WORKING, Counting.SITTING):
        return working_day_after(start, length + paused)
    if counting == Counting.YEARS:
        is_leap_day = (start.month, start.day) == (2, 29) and not isleap(start.year + length)
        start = start.replace(year=start.year + length, day=28 if is_leap_day else start.day)
        return start + timedelta(days=paused)
    return start + timedelta(days=length + paused)


def length_of(first: date, last: date, counting: str) -> int:
    if counting in (Counting.WORKING, Counting.SITTING):
        return working_days_between(first, last)
    return (last - first).days


def _clock(rule: Rule, started: date, due: date, state: str, at: date, paused: int) -> Clock:
    left = working_days_between(at, due) if due >= at else -working_days_between(due, at)
    balls = {State.PAUSED: Ball.WE, State.RUNNING: rule.before, State.DUE: rule.after}
    return Clock(rule, started, due, state, (due - at).days, left, paused, balls.get(State(state), Ball.NOBODY))
