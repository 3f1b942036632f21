"""Working days with the coalition: they pass on working days alone, and not while the partner owes the answer."""

from datetime import UTC, date, datetime

import pytest

from cases.clock import working_day_after, working_days_between
from cases.services.intake import open_case
from cases.services.review import ask_question
from cases.statuses import CaseStatus as S
from cases.workflow import move
from vault.sight import EVERYTHING, look_as

MONDAY, FRIDAY, SATURDAY, NEXT_MONDAY = date(2026, 3, 2), date(2026, 3, 6), date(2026, 3, 7), date(2026, 3, 9)


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [(MONDAY, MONDAY, 0), (MONDAY, FRIDAY, 4), (FRIDAY, SATURDAY, 0), (FRIDAY, NEXT_MONDAY, 1), (NEXT_MONDAY, MONDAY, 0),
     (MONDAY, date(2026, 3, 30), 20), (SATURDAY, NEXT_MONDAY, 1)],
)  # fmt: skip
def test_working_days_between(first, last, days):
    assert working_days_between(first, last) == days


@pytest.mark.parametrize(
    ("day", "days", "then"), [(FRIDAY, 1, NEXT_MONDAY), (SATURDAY, 1, NEXT_MONDAY), (MONDAY, 5, NEXT_MONDAY)]
)
def test_a_working_day_later(day, days, then):
    assert working_day_after(day, days) == then


@pytest.mark.django_db
def test_the_clock_stands_still_while_the_partner_owes_the_answer(
    make_case, organisation, partner, reviewer, coordinator, time_machine
):
    def on(day):
        time_machine.move_to(datetime(2026, 3, day, 12, tzinfo=UTC), tick=False)

    on(2)
    case = make_case(organisation, partner, status=S.DRAFT)
    with look_as(EVERYTHING):
        move(case, "file", by=partner)
        assert (case.due_on, case.age) == (NEXT_MONDAY, 0)
        on(4)
        move(case, "take_up", by=reviewer)
        ask_question(case, "claims", "Which day?", by=reviewer)
        on(6)
        move(case, "return", by=reviewer)
        assert (case.due_on, case.age, case.is_overdue) == (None, 4, False)
        on(27)
        assert case.age == 4
        case.questions.update(answered_at=datetime(2026, 3, 27, tzinfo=UTC))
        move(case, "answer", by=partner)
        assert (case.age, case.due_on) == (4, date(2026, 4, 20))  # sixteen of twenty are left


@pytest.mark.django_db
def test_a_first_note_is_due_in_five_working_days(partner, time_machine):
    time_machine.move_to(datetime(2026, 3, 6, 12, tzinfo=UTC), tick=False)
    answers = {"who": "A colonel", "what": "Detentions", "how_known": "Told", "evidence": "", "safe_contact": "x"}

    with look_as(partner.sight):
        case = open_case(by=partner, title="Quarry", number="0b0e8bd0-1111-4111-8111-000000000001", **answers)

    assert case.due_on == date(2026, 3, 13)
