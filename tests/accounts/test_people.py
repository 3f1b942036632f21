"""Pages about people, and what may be done there."""

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from accounts import policies, services, tasks
from accounts.models import Invitation, Organisation, Restoration, User
from accounts.roles import Role
from audit.models import Record
from jobs.models import Job

pytestmark = pytest.mark.django_db


@pytest.fixture
def everybody(partner, lead, other_partner, coordinator, reviewer, admin):
    return {person.name: person for person in (partner, lead, other_partner, coordinator, reviewer, admin)}


SEES = {
    "Admin": {"Partner", "Lead", "Other", "Coordinator", "Reviewer", "Admin"},
    "Coordinator": {"Partner", "Lead", "Other", "Coordinator", "Reviewer", "Admin"},
    "Lead": {"Partner", "Lead"},
    "Partner": set(),
    "Reviewer": set(),
}
CLOSES = {
    "Admin": {"Partner", "Lead", "Other", "Coordinator", "Reviewer"},
    "Coordinator": {"Partner", "Lead", "Other"},
    "Lead": {"Partner"},
    "Partner": set(),
    "Reviewer": set(),
}


@pytest.mark.parametrize("who", SEES)
def test_who_sees_whom(everybody, who):
    assert {person.name for person in User.objects.visible_to(everybody[who])} == SEES[who]


@pytest.mark.parametrize("who", CLOSES)
def test_who_may_close_whose_account(everybody, who):
    user = everybody[who]

    assert {name for name, person in everybody.items() if policies.can_close_account(user, person)} == CLOSES[who]


def test_nobody_may_do_to_somebody_what_they_cannot_see(everybody):
    for who, user in everybody.items():
        for name, person in everybody.items():
            may = policies.can_close_account(user, person) or policies.can_ask_restoration(user, person)
            assert not may or name in SEES.get(who, set()), (who, name)


def test_list_shows_people_roles_and_waiting_invitations(sign_in, lead, partner, other_partner, organisation, coordinator):
    services.invite("new@partner.example", organisation, Role.AUTHOR, by=coordinator)

    page = sign_in(lead).get(reverse("accounts:list")).content.decode()

    assert "new@partner.example" in page
    assert partner.name in page
    assert other_partner.name not in page


@pytest.mark.parametrize("count", [1, 3])
def test_list_asks_the_database_as_often_for_many_as_for_few(
    count, sign_in, admin, enlist, organisation, django_assert_max_num_queries
):
    for number in range(count):
        enlist(f"Person{number}", organisation, Role.AUTHOR, Role.LEAD)
        services.invite(f"new{number}@partner.example", organisation, Role.AUTHOR, by=admin)
    client = sign_in(admin)
    client.get(reverse("accounts:list"))

    with django_assert_max_num_queries(26):
        client.get(reverse("accounts:list"))


def test_person_page_offers_what_the_policies_allow(sign_in, coordinator, partner, reviewer):
    client = sign_in(coordinator)

    partners_page = client.get(reverse("accounts:person", args=[partner.pk])).content.decode()
    staff_page = client.get(reverse("accounts:person", args=[reviewer.pk])).content.decode()

    assert reverse("accounts:close", args=[partner.pk]) in partners_page
    assert reverse("accounts:close", args=[reviewer.pk]) not in staff_page
    assert reverse("accounts:ask-restoration", args=[reviewer.pk]) in staff_page


def test_closing_an_account_is_recorded_and_withdraws_its_invitations(sign_in, admin, lead, organisation):
    services.invite("new@partner.example", organisation, Role.AUTHOR, by=lead)

    sign_in(admin).post(reverse("accounts:close", args=[lead.pk]))

    lead.refresh_from_db()
    assert not lead.is_active
    assert Invitation.objects.waiting().count() == 0
    assert Record.objects.get(verb="person.deactivated").object_id == str(lead.pk)


def test_nobody_closes_their_own_account(admin):
    with pytest.raises(PermissionDenied):
        services.close_account(admin, by=admin)


def test_an_organisation_is_added_and_recorded(sign_in, coordinator):
    answer = sign_in(coordinator).post(reverse("accounts:add-organisation"), {"name": "Kestrel"})

    added = Organisation.objects.get(name="Kestrel")
    assert answer["Location"] == reverse("accounts:invite")
    assert not added.is_coalition
    assert Record.objects.get(verb="organisation.added").object_id == str(added.pk)


def test_two_people_restore_access(sign_in_fully, is_in, secret_of, partner, coordinator, admin):
    client = sign_in_fully(partner)
    restoration = services.ask_restoration(partner, by=coordinator)

    services.decide_restoration(restoration, by=admin, confirmed=True)

    assert not Authenticator.objects.filter(user=partner).exists()
    assert not is_in(client)
    verbs = Record.objects.filter(verb__startswith="person.restore").order_by("pk").values_list("verb", "actor")
    assert list(verbs) == [("person.restore_asked", coordinator.pk), ("person.restore_confirmed", admin.pk)]


def test_who_lost_the_phone_is_told_that_something_moved(partner, coordinator, admin):
    services.decide_restoration(services.ask_restoration(partner, by=coordinator), by=admin, confirmed=True)

    job = Job.objects.get(kind="accounts.tell_of_restoration")
    assert job.arguments == {"person": partner.pk}
    tasks.tell_of_restoration(partner.pk)
    assert [sent.to for sent in mail.outbox] == [[partner.email]]
    assert "step" not in mail.outbox[0].body


def test_asking_alone_changes_nothing(secret_of, partner, coordinator):
    secret_of(partner)

    services.ask_restoration(partner, by=coordinator)

    assert Authenticator.objects.filter(user=partner).exists()


def test_refusing_changes_nothing(secret_of, partner, coordinator, admin):
    secret_of(partner)

    services.decide_restoration(services.ask_restoration(partner, by=coordinator), by=admin, confirmed=False)

    assert Authenticator.objects.filter(user=partner).exists()
    assert Record.objects.filter(verb="person.restore_refused").count() == 1


@pytest.mark.parametrize("who", ["coordinator", "partner", "reviewer", "lead"])
def test_nobody_else_is_the_second_of_two(request, who, partner, coordinator):
    """Neither who asked, nor whom it is about, nor somebody without the right."""
    restoration = services.ask_restoration(partner, by=coordinator)

    with pytest.raises(PermissionDenied):
        services.decide_restoration(restoration, by=request.getfixturevalue(who), confirmed=True)


def test_an_administrator_who_lost_the_phone_cannot_be_one_of_the_two(admin, coordinator):
    with pytest.raises(PermissionDenied):
        services.ask_restoration(admin, by=admin)
    with pytest.raises(PermissionDenied):
        services.decide_restoration(services.ask_restoration(admin, by=coordinator), by=admin, confirmed=True)


def test_a_decision_is_made_once(partner, coordinator, admin):
    restoration = services.ask_restoration(partner, by=coordinator)
    services.decide_restoration(restoration, by=admin, confirmed=False)

    with pytest.raises(PermissionDenied):
        services.decide_restoration(restoration, by=admin, confirmed=True)


def test_the_database_too_wants_two(partner, coordinator):
    with pytest.raises(IntegrityError), transaction.atomic():
        Restoration.objects.create(person=partner, asked_by=coordinator, decided_by=coordinator)


def test_asking_twice_gives_the_open_one(partner, coordinator, admin):
    assert services.ask_restoration(partner, by=coordinator) == services.ask_restoration(partner, by=admin)


def test_the_page_shows_the_decision_only_to_a_second_person(sign_in, client, partner, coordinator, admin, enrolled):
    services.ask_restoration(partner, by=coordinator)
    asker = sign_in(coordinator).get(reverse("accounts:list")).context["restorations"]
    client.logout()

    second = sign_in(admin).get(reverse("accounts:list")).context["restorations"]

    assert (asker, [restoration.person for restoration in second]) == ([], [partner])


def test_confirming_on_the_page(sign_in, partner, coordinator, admin):
    restoration = services.ask_restoration(partner, by=coordinator)

    sign_in(admin).post(reverse("accounts:decide-restoration", args=[restoration.pk]), {"decision": "confirm"})

    restoration.refresh_from_db()
    assert (restoration.confirmed, restoration.decided_by) == (True, admin)


def test_ones_own_page_shows_what_the_others_see(sign_in, partner):
    page = sign_in(partner).get(reverse("accounts:me")).content.decode()

    for shown in (partner.name, partner.email, partner.organisation.name, "Author"):
        assert shown in page


def test_nobody_signs_up():
    page = Client().post(reverse("account_signup"), {"email": "a@example.org", "password1": "seven grey herons at noon"})

    assert not User.objects.exists()
    assert page.status_code == 200


def test_an_organisation_says_itself_whether_dossiers_name_it(organisation, lead, coordinator, other_partner, admin, sign_in):
    organisation.may_be_named = False
    organisation.save()
    address = reverse("accounts:naming", args=[organisation.pk])
    client = sign_in(lead)
    assert "Its name is withheld." in client.get(reverse("accounts:list")).content.decode()

    assert client.post(address, {"may": "1"}).status_code == 302
    organisation.refresh_from_db()
    assert organisation.may_be_named

    sign_in(coordinator).post(address, {"may": ""})
    organisation.refresh_from_db()
    assert not organisation.may_be_named
    verbs = Record.objects.filter(verb__startswith="organisation.").values_list("verb", "actor")
    assert set(verbs) == {("organisation.may_be_named", lead.pk), ("organisation.not_named", coordinator.pk)}
    assert [user for user in (other_partner, admin) if policies.can_let_be_named(user, organisation)] == []
