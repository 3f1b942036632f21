"""Who may do what, as a table, and that who may see agrees with it."""

import pytest

from accounts.roles import Role
from submissions import policies
from submissions.models import Dossier, Recommendation
from vault.sight import look_as

pytestmark = pytest.mark.django_db

STAFF = {"coordinator", "reviewer", "approver", "lawyer", "guardian", "liaison", "londoner"}
PERSONS = (
    "partner", "lead", "outsider", "coordinator", "reviewer", "approver", "lawyer", "guardian", "liaison", "londoner", "analyst",
    "auditor", "admin",
)  # fmt: skip


@pytest.fixture
def cast(request, approver, other_liaison, enlist, coalition):
    made = {
        "approver": approver,
        "londoner": other_liaison,
        "lawyer": enlist("Lawyer", coalition, Role.LEGAL_REVIEWER),
        "guardian": enlist("Guardian", coalition, Role.SAFETY_REVIEWER),
    }
    return {name: made.get(name) or request.getfixturevalue(name) for name in PERSONS}


def those(cast, may):
    return {name for name, person in cast.items() if may(person)}


@pytest.mark.parametrize(
    ("may", "who"),
    [
        (policies.can_open_dossier, {"liaison", "londoner"}),
        (policies.can_read_dossiers, STAFF),
        (policies.can_judge, {"coordinator", "reviewer", "approver", "liaison", "londoner"}),
    ],
)
def test_what_a_role_is_enough_for(cast, may, who):
    assert those(cast, may) == who


@pytest.mark.parametrize(
    ("may", "who"),
    [
        (policies.can_draft, {"liaison"}),
        (policies.can_sign, {"coordinator", "approver", "lawyer", "guardian", "liaison"}),
        (policies.can_send, {"liaison"}),
        (policies.can_stop, {"coordinator", "liaison"}),
    ],
)
def test_what_depends_on_the_government(cast, opened, may, who):
    assert those(cast, lambda person: may(person, opened)) == who


def test_nobody_signs_twice(cast, signed_once):
    assert those(cast, lambda person: policies.can_sign(person, signed_once)) == {"coordinator", "approver", "lawyer", "guardian"}


def test_a_liaison_without_a_government_opens_nothing(enlist, coalition):
    assert not policies.can_open_dossier(enlist("Nobody", coalition, Role.LIAISON))


def test_queries_and_database_show_the_same(cast, opened):
    """Who may read dossiers sees this one, but for the liaison of another government; a partner sees its own recommendation."""
    seen = {name: (seen_by(person, Dossier), seen_by(person, Recommendation)) for name, person in cast.items()}

    assert {name for name, (dossiers, _) in seen.items() if dossiers} == STAFF - {"londoner"}
    assert {name for name, (_, asks) in seen.items() if asks} == (STAFF - {"londoner"}) | {"partner", "lead"}


def seen_by(person, model):
    with look_as(person.sight):
        shown = model.objects.visible_to(person)
        assert set(shown) <= set(model.objects.all())
        return shown.count()
