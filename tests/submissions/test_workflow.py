"""Status × action × kind of person: what each step does, and what is said when it is refused."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

from audit.models import Record
from audit.steps import IllegalStep
from submissions.models import Recommendation
from submissions.statuses import RecommendationStatus as S
from submissions.workflow import STEPS, move, open_actions

pytestmark = pytest.mark.django_db

# From each status, where each kind of person can bring it. Whoever is not named can do nothing.
MOVES = {
    S.DRAFTING: {"liaison": {"propose": S.TO_SIGN, "stop": S.STOPPED}, "coordinator": {"stop": S.STOPPED}, "approver": {}},
    S.TO_SIGN: {
        "liaison": {"approve": S.APPROVED, "reopen": S.DRAFTING, "stop": S.STOPPED},
        "coordinator": {"approve": S.APPROVED, "reopen": S.DRAFTING, "stop": S.STOPPED},
        "approver": {"approve": S.APPROVED},
    },
    S.APPROVED: {
        "liaison": {"send": S.SENT, "reopen": S.DRAFTING, "stop": S.STOPPED},
        "coordinator": {"reopen": S.DRAFTING, "stop": S.STOPPED},
        "approver": {},
    },
    S.SENT: {},
    S.STOPPED: {},
}
PERSONS = ("partner", "lead", "coordinator", "reviewer", "approver", "liaison", "other_liaison", "analyst", "auditor", "admin")


def outcome_of(ask, action, person):
    with transaction.atomic():
        try:
            move(ask, action, by=person)
            return ask.status
        except IllegalStep:
            return None
        except PermissionDenied:
            return None
        finally:
            transaction.set_rollback(True)


@pytest.mark.parametrize("status", S)
@pytest.mark.parametrize("name", PERSONS)
def test_each_step(request, opened, status, name):
    person = request.getfixturevalue(name)
    Recommendation.objects.filter(pk=opened.pk).update(status=status)
    opened.refresh_from_db()

    moves = {action: outcome_of(opened, action, person) for action in STEPS}

    expected = MOVES[status].get(name, {})
    assert {action: after for action, after in moves.items() if after} == expected
    opened.refresh_from_db()
    assert set(open_actions(opened, person)) == set(expected)


def test_a_step_is_recorded(opened, liaison):
    move(opened, "stop", by=liaison)

    last = Record.objects.first()
    assert (last.verb, last.status_before, last.status_after, last.actor) == (
        "recommendation.stop",
        "drafting",
        "stopped",
        liaison,
    )
