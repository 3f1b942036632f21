"""Each role: how far it sees, which rooms it finds at the top of a page, what its first page says."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from accounts import policies
from accounts.models import RoleGrant, User
from accounts.roles import PARTNER_ROLES, SCOPES, Role, widest
from accounts.services import change_role, decide_role, give_role, take_role
from audit.models import Record
from vault.sight import BLIND, Scope, Sight

pytestmark = pytest.mark.django_db

# role: sight, rooms, the headings of the first page
SHOWN = {
    Role.AUTHOR: (Scope.OWN, {"Cases"}, {"My cases"}),
    Role.LEAD: (Scope.OWN, {"Cases", "People"}, {"My cases", "People"}),
    Role.COORDINATOR: (Scope.ALL, {"Cases", "People"}, {"Cases", "People"}),
    Role.REVIEWER: (Scope.ALL, {"Cases"}, {"Cases"}),
    Role.LIAISON: (Scope.ACCEPTED, {"Cases"}, {"Recommendations"}),
    Role.LEGAL_REVIEWER: (Scope.ALL, {"Cases"}, {"Cases"}),
    Role.SAFETY_REVIEWER: (Scope.ALL, {"Cases"}, {"Cases"}),
    Role.APPROVER: (Scope.ALL, {"Cases"}, {"Cases"}),
    Role.ANALYST: (Scope.NOTHING, set(), {"Insight"}),
    Role.REFERENCE_EDITOR: (Scope.NOTHING, set(), {"Reference"}),
    Role.AUDITOR: (Scope.NOTHING, {"Record"}, {"The record", "The custody of evidence"}),
    Role.SYSTEM_ADMIN: (Scope.NOTHING, {"People", "Jobs"}, {"People", "Background work"}),
}
# rooms with tables of their own
GROWING = {"Recommendations", "Candidates", "Insight", "Ledger", "Lists", "Outcomes", "Reference", "Search"}


@pytest.mark.parametrize("role", Role)
def test_what_a_role_is_shown(sign_in, enlist, organisation, coalition, role):
    home = organisation if role in PARTNER_ROLES else coalition
    person = enlist("Somebody", home, role, jurisdictions=["us"])

    page = sign_in(person).get(reverse("home"))

    rooms = {link.label for link in page.context["navigation"]}
    headings = {str(section.title) for section in page.context["sections"]}
    assert (person.sight.scope, rooms - GROWING, headings) == SHOWN[role]


def test_somebody_without_a_role_finds_no_room(sign_in, outsider):
    page = sign_in(outsider).get(reverse("home"))

    assert page.context["navigation"] == page.context["sections"] == []
    assert outsider.sight.scope == Scope.NOTHING


def test_every_role_has_a_scope():
    assert set(SCOPES) == set(Role)


@pytest.mark.parametrize(
    ("roles", "scope"),
    [
        (set(), Scope.NOTHING),
        ({Role.SYSTEM_ADMIN}, Scope.NOTHING),
        ({Role.SYSTEM_ADMIN, Role.AUTHOR}, Scope.OWN),
        ({Role.AUTHOR, Role.LIAISON}, Scope.ACCEPTED),
        ({Role.LIAISON, Role.REVIEWER, Role.ANALYST}, Scope.ALL),
    ],
)
def test_of_several_roles_the_widest_sight_counts(roles, scope):
    assert widest(frozenset(roles)) == scope


def test_sight_names_person_and_organisation(partner):
    assert partner.sight == Sight(Scope.OWN, partner.organisation_id, partner.pk)


def test_a_closed_account_is_blind(coordinator):
    User.objects.filter(pk=coordinator.pk).update(is_active=False)

    assert User.objects.get(pk=coordinator.pk).sight == BLIND


def test_a_liaison_has_one_grant_for_each_government(enlist, coalition):
    person = enlist("Marek", coalition, Role.LIAISON, jurisdictions=["us", "gb"])

    assert person.jurisdictions == {"us", "gb"}
    assert {str(grant) for grant in person.grants.all()} == {"Liaison United States", "Liaison United Kingdom"}


def test_giving_a_role_twice_gives_it_once(partner, admin):
    give_role(partner, Role.AUTHOR, by=admin)

    assert RoleGrant.objects.filter(person=partner).count() == 1


def test_giving_a_role_is_recorded_with_the_role(partner, admin):
    give_role(partner, Role.LEAD, by=admin)

    told = Record.objects.get(actor=admin)
    assert (told.verb, told.status_after, told.object_id) == ("person.role_given", "lead", str(partner.pk))


def test_roles_are_given_by_an_administrator_alone_and_fit_the_organisation(partner, reviewer, admin, coordinator, lead, auditor):
    for user in (coordinator, lead, auditor, reviewer, partner):
        assert not any(policies.can_give_role(user, person, role) for person in (partner, reviewer) for role in Role)

    assert {role for role in Role if policies.can_give_role(admin, partner, role)} == PARTNER_ROLES
    assert {role for role in Role if policies.can_give_role(admin, reviewer, role)} == set(Role) - PARTNER_ROLES


def test_an_administrator_gives_themselves_nothing(admin):
    """Or the one who sees no case could see them all by a click."""
    with pytest.raises(PermissionDenied):
        change_role(admin, Role.COORDINATOR, by=admin)


def test_a_role_of_a_partner_is_given_on_the_page(sign_in, admin, partner):
    sign_in(admin).post(reverse("accounts:give-role", args=[partner.pk]), {"role": "lead"})

    assert User.objects.get(pk=partner.pk).roles == {Role.AUTHOR, Role.LEAD}


def test_governments_of_a_liaison_are_replaced(admin, coordinator, liaison):
    decide_role(change_role(liaison, Role.LIAISON, by=admin, jurisdictions=["gb"]), by=coordinator, confirmed=True)

    assert User.objects.get(pk=liaison.pk).jurisdictions == {"gb"}


def test_a_liaison_needs_a_government(sign_in, admin, reviewer):
    page = sign_in(admin).post(reverse("accounts:give-role", args=[reviewer.pk]), {"role": "liaison"})

    assert "at least one government" in page.content.decode()


def test_a_role_is_taken_on_the_page_and_its_sight_ends_at_once(sign_in, admin, reviewer):
    sign_in(admin).post(reverse("accounts:take-role", args=[reviewer.pk, "reviewer"]))

    assert User.objects.get(pk=reviewer.pk).sight.scope == Scope.NOTHING
    told = Record.objects.get(verb="person.role_taken")
    assert (told.actor, told.status_before, told.object_id) == (admin, "reviewer", str(reviewer.pk))


def test_a_role_that_somebody_has_not_cannot_be_taken(sign_in, admin, reviewer):
    answer = sign_in(admin).post(reverse("accounts:take-role", args=[reviewer.pk, "approver"]))

    assert answer.status_code == 404


def test_taking_what_was_taken_records_nothing(admin, reviewer):
    for _ in range(2):
        take_role(reviewer, Role.REVIEWER, by=admin)

    assert Record.objects.filter(verb="person.role_taken").count() == 1
