"""One function takes every step: locked, asked, checked, saved and recorded, or not at all."""

import re
import threading
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from audit import verbs
from audit.models import Record
from audit.steps import IllegalStep, Step, take_step
from audit.verbs import UnknownVerb
from cases.models import Case
from cases.statuses import CaseStatus as S
from vault.sight import EVERYTHING, look_as

pytestmark = pytest.mark.django_db

STEPS = {
    "test_go": Step({S.DRAFT, S.RETURNED}, S.FILED, lambda user, case: user.pk == case.opened_by_id, "Go"),
    "test_stop": Step({S.FILED}, S.DECLINED, lambda user, case: True, "Stop", needs_note=True),
}
ROOMS = ("accounts", "audit", "cases", "config", "delivery", "demo", "jobs", "sanctions", "submissions", "vault")
ASSIGNS_STATUS = re.compile(r"""\.status\s*=[^=]|\bsetattr\([^)]*status|\.update\([^)]*\bstatus=|bulk_update\([^)]*status""")


@pytest.fixture(autouse=True)
def known_verbs(monkeypatch):
    for action in STEPS:
        monkeypatch.setitem(verbs.VERBS, f"case.{action}", action)


@pytest.fixture
def case(make_case, organisation, partner):
    return make_case(organisation, partner, status=S.DRAFT)


def take(case, action, by, note="because"):
    with look_as(EVERYTHING):
        return take_step(case, action, STEPS, by=by, note=note)


def stored(case):
    with look_as(EVERYTHING):
        return Case.objects.get(pk=case.pk).status


@pytest.mark.parametrize("status", S.values)
@pytest.mark.parametrize("action", STEPS)
def test_step_is_taken_from_its_sources_and_from_nowhere_else(make_case, organisation, partner, status, action):
    case, step = make_case(organisation, partner, status=status), STEPS[action]

    if status in step.sources:
        row = take(case, action, partner)
        assert (row.actor, row.verb, row.object_id) == (partner, f"case.{action}", str(case.pk))
        assert (row.status_before, row.status_after) == (status, step.target)
        assert case.status == stored(case) == step.target
    else:
        with pytest.raises(IllegalStep, match="can no longer be done"):
            take(case, action, partner)
        assert stored(case) == status
        assert not Record.objects.about(case).exists()


def test_refusal_says_where_the_case_is_now(make_case, organisation, partner):
    case = make_case(organisation, partner, status=S.ACCEPTED)

    with pytest.raises(IllegalStep, match="it is now “Accepted”"):
        take(case, "test_go", partner)


def test_policy_is_asked_before_anything_is_told(case, other_partner):
    with pytest.raises(PermissionDenied):
        take(case, "test_go", other_partner)
    with pytest.raises(PermissionDenied):
        take(case, "test_go", other_partner, note="")

    assert stored(case) == S.DRAFT
    assert not Record.objects.about(case).exists()


@pytest.mark.parametrize("note", ["", "  \n"])
def test_step_that_needs_a_note_is_refused_without_one(make_case, organisation, partner, note):
    case = make_case(organisation, partner, status=S.FILED)

    with pytest.raises(IllegalStep, match="a note is needed"):
        take(case, "test_stop", partner, note=note)

    assert stored(case) == S.FILED


def test_note_stays_out_of_the_record(make_case, organisation, partner):
    row = take(make_case(organisation, partner, status=S.FILED), "test_stop", partner, note="canary")

    with connection.cursor() as cursor:
        (text,) = cursor.execute("SELECT record::text FROM audit_record record WHERE id = %s", [row.pk]).fetchone()
    assert "canary" not in text


def test_step_looks_at_the_row_and_not_at_what_the_page_showed(case, partner):
    with look_as(EVERYTHING):
        stale = Case.objects.get(pk=case.pk)
    take(case, "test_go", partner)

    with pytest.raises(IllegalStep):
        take(stale, "test_go", partner)


def test_step_that_cannot_be_recorded_is_not_taken(case, partner, monkeypatch):
    monkeypatch.delitem(verbs.VERBS, "case.test_go")

    with pytest.raises(UnknownVerb):
        take(case, "test_go", partner)

    assert stored(case) == S.DRAFT


@pytest.mark.django_db(transaction=True)
def test_of_eight_at_once_one_takes_the_step(case, partner):
    ends, together = [], threading.Barrier(8, timeout=10)

    def try_it():
        with look_as(EVERYTHING):
            mine = Case.objects.get(pk=case.pk)
        together.wait()
        try:
            take(mine, "test_go", partner)
            ends.append("taken")
        except IllegalStep:
            ends.append("refused")
        connection.close()

    threads = [threading.Thread(target=try_it) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(ends) == ["refused"] * 7 + ["taken"]
    assert Record.objects.about(case).count() == 1


def test_status_is_assigned_in_one_place():
    modules = [path for room in ROOMS for path in Path(room).rglob("*.py") if "migrations" not in path.parts]
    assert len(modules) > 50

    assert [str(path) for path in modules if ASSIGNS_STATUS.search(path.read_text())] == ["audit/steps.py"]
