"""Nobody brings in staff, or gives a role of staff, alone; and nobody who may not invite any more has invited anybody."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts import notices, services
from accounts.models import Invitation, RoleGrant, RoleRequest, User
from accounts.roles import Role
from audit.models import Record
from jobs.models import Job

pytestmark = pytest.mark.django_db

CHOSEN = {"name": "Ana", "password": "seven grey herons at noon"}


@pytest.fixture
def second_admin(enlist, coalition):
    return enlist("Second", coalition, Role.SYSTEM_ADMIN)


@pytest.fixture
def staff_invitation(admin, coalition):
    return services.invite("new@coalition.example", coalition, Role.LIAISON, by=admin, jurisdictions=["us", "gb"])


@pytest.fixture
def role_request(admin, reviewer):
    return services.change_role(reviewer, Role.LIAISON, by=admin, jurisdictions=["us", "eu"])


def link(invitation):
    return reverse("accounts:join", args=[notices.invitation_token(invitation)])


def opens(invitation):
    return Client().get(link(invitation)).status_code == 200


def mails():
    return Job.objects.filter(kind="accounts.send_invitation").count()


def told(verb):
    return [(row.actor, row.status_before, row.status_after) for row in Record.objects.filter(verb=verb).order_by("pk")]


def test_staff_are_not_sent_a_link_before_a_second_person_confirms(staff_invitation, coordinator):
    assert (opens(staff_invitation), mails()) == (False, 0)

    services.decide_invitation(staff_invitation, by=coordinator, confirmed=True)

    assert (opens(staff_invitation), mails()) == (True, 1)


def test_72_hours_begin_with_the_second_person(staff_invitation, coordinator):
    Invitation.objects.update(expires_at=timezone.now() + timedelta(minutes=1))

    services.decide_invitation(staff_invitation, by=coordinator, confirmed=True)

    assert Invitation.objects.get().expires_at > timezone.now() + timedelta(hours=71)


def test_who_joined_has_the_role_from_both(staff_invitation, admin, coordinator):
    services.decide_invitation(staff_invitation, by=coordinator, confirmed=True)
    Client().post(link(staff_invitation), CHOSEN)

    grants = RoleGrant.objects.filter(person__email="new@coalition.example")
    assert {(grant.jurisdiction, grant.given_by, grant.confirmed_by) for grant in grants} == {
        ("us", admin, coordinator),
        ("gb", admin, coordinator),
    }


def test_refused_it_opens_nothing_and_cannot_be_confirmed_any_more(staff_invitation, coordinator):
    services.decide_invitation(staff_invitation, by=coordinator, confirmed=False)

    with pytest.raises(PermissionDenied):
        services.decide_invitation(staff_invitation, by=coordinator, confirmed=True)
    assert (opens(staff_invitation), mails()) == (False, 0)


def test_partners_come_in_by_one_person(coordinator, organisation):
    invitation = services.invite("new@partner.example", organisation, Role.AUTHOR, by=coordinator)

    assert (opens(invitation), mails()) == (True, 1)
    with pytest.raises(PermissionDenied):
        services.decide_invitation(invitation, by=coordinator, confirmed=True)


def test_first_person_made_on_the_machine_needs_no_second(coalition):
    first = Invitation.objects.create(
        email="first@coalition.example", organisation=coalition, role=Role.SYSTEM_ADMIN,
        expires_at=timezone.now() + timedelta(hours=1),
    )  # fmt: skip

    assert opens(first)


@pytest.mark.parametrize("who", ["admin", "reviewer", "liaison", "lead", "auditor", "outsider"])
def test_only_an_administrator_or_coordinator_who_did_not_ask_is_second(request, staff_invitation, role_request, who):
    person = request.getfixturevalue(who)

    for decide, row in ((services.decide_invitation, staff_invitation), (services.decide_role, role_request)):
        with pytest.raises(PermissionDenied):
            decide(row, by=person, confirmed=True)


def test_nobody_confirms_a_role_of_their_own(admin, coordinator):
    asked = services.change_role(coordinator, Role.APPROVER, by=admin)

    with pytest.raises(PermissionDenied):
        services.decide_role(asked, by=coordinator, confirmed=True)


@pytest.mark.parametrize("field", ["asked_by", "person"])
def test_database_refuses_one_person_twice(role_request, field):
    with pytest.raises(IntegrityError, match="role_takes_two"), transaction.atomic():
        RoleRequest.objects.update(decided_by=getattr(role_request, field))


def test_database_refuses_who_invites_and_confirms(staff_invitation, admin):
    with pytest.raises(IntegrityError, match="invitation_takes_two"), transaction.atomic():
        Invitation.objects.update(confirmed_by=admin)


def test_role_of_staff_holds_from_the_second_word(role_request, reviewer, admin, coordinator):
    assert User.objects.get(pk=reviewer.pk).roles == {Role.REVIEWER}

    services.decide_role(role_request, by=coordinator, confirmed=True)

    person = User.objects.get(pk=reviewer.pk)
    assert (person.roles, person.jurisdictions) == ({Role.REVIEWER, Role.LIAISON}, {"us", "eu"})
    assert {(grant.given_by, grant.confirmed_by) for grant in person.grants.filter(role=Role.LIAISON)} == {(admin, coordinator)}


def test_refused_role_is_not_given(role_request, reviewer, coordinator):
    services.decide_role(role_request, by=coordinator, confirmed=False)

    assert User.objects.get(pk=reviewer.pk).roles == {Role.REVIEWER}
    with pytest.raises(PermissionDenied):
        services.decide_role(role_request, by=coordinator, confirmed=True)


def test_asked_anew_the_newest_stands(role_request, reviewer, admin):
    newer = services.change_role(reviewer, Role.LIAISON, by=admin, jurisdictions=["ca"])

    assert list(RoleRequest.objects.waiting()) == [newer]


def test_record_keeps_role_and_governments_as_codes(role_request, staff_invitation, reviewer, admin, coordinator):
    services.decide_role(role_request, by=coordinator, confirmed=True)
    services.take_role(User.objects.get(pk=reviewer.pk), Role.LIAISON, by=admin)
    services.decide_invitation(staff_invitation, by=coordinator, confirmed=False)

    assert told("person.role_asked") == [(admin, "", "liaison eu,us")]
    assert told("person.role_given")[-1] == (coordinator, "", "liaison eu,us")
    assert told("person.role_taken") == [(admin, "liaison eu,us", "")]
    assert told("person.invited") == [(admin, "", "liaison gb,us")]
    assert told("person.invitation_refused") == [(coordinator, "", "")]


def test_every_role_with_all_its_governments_fits_the_record():
    assert len("liaison ca,eu,gb,us") <= Record._meta.get_field("status_after").max_length
    assert max(map(len, Role.values)) <= Record._meta.get_field("status_after").max_length


@pytest.fixture
def invited_by_lead(lead, organisation):
    return services.invite("new@partner.example", organisation, Role.AUTHOR, by=lead)


def test_invitation_of_somebody_who_lost_the_role_opens_nothing(invited_by_lead, lead, admin):
    assert opens(invited_by_lead)

    services.take_role(lead, Role.LEAD, by=admin)

    assert not opens(invited_by_lead)
    assert not Invitation.objects.waiting().exists()
    assert told("person.invitation_withdrawn") == [(admin, "", "")]


def test_invitation_of_somebody_who_may_not_invite_any_more_is_over_whatever_took_the_right(invited_by_lead, lead):
    token = notices.invitation_token(invited_by_lead)
    RoleGrant.objects.filter(person=lead).delete()

    with pytest.raises(services.InvitationOver):
        services.find_invitation(token)
    with pytest.raises(services.InvitationOver):
        services.join(Invitation.objects.get(), **CHOSEN)


def test_invitation_of_somebody_whose_account_was_closed_opens_nothing(invited_by_lead, lead):
    User.objects.filter(pk=lead.pk).update(is_active=False)

    assert not opens(invited_by_lead)


@pytest.mark.parametrize("how", ["closed", "demoted"])
def test_what_somebody_asked_for_who_is_gone_can_only_be_refused(staff_invitation, role_request, admin, second_admin, how):
    if how == "closed":
        User.objects.filter(pk=admin.pk).update(is_active=False)
    else:
        RoleGrant.objects.filter(person=admin).delete()

    for decide, row in ((services.decide_invitation, staff_invitation), (services.decide_role, role_request)):
        with pytest.raises(services.AskerGone, match="has left"):
            decide(type(row).objects.get(), by=second_admin, confirmed=True)
        decide(type(row).objects.get(), by=second_admin, confirmed=False)


def test_closing_an_account_ends_what_it_asked_for(staff_invitation, role_request, admin, second_admin):
    services.close_account(admin, by=second_admin)

    assert not Invitation.objects.waiting().exists()
    assert not RoleRequest.objects.waiting().exists()


def test_second_person_is_shown_what_waits_and_confirms_it(staff_invitation, role_request, coordinator, reviewer, sign_in):
    client = sign_in(coordinator)
    page = client.get(reverse("accounts:list")).content.decode()
    assert "new@coalition.example as Liaison, United States, United Kingdom" in page
    assert "Staff and roles to confirm" in client.get(reverse("home")).content.decode()

    for route, row in (("accounts:decide-invitation", staff_invitation), ("accounts:decide-role", role_request)):
        assert reverse(route, args=[row.pk]) in page
        client.post(reverse(route, args=[row.pk]), {"decision": "confirm"})

    assert opens(staff_invitation)
    assert Role.LIAISON in User.objects.get(pk=reviewer.pk).roles


def test_who_asked_sees_that_it_waits_and_no_button(staff_invitation, role_request, admin, reviewer, sign_in):
    client = sign_in(admin)
    page = client.get(reverse("accounts:list")).content.decode()

    assert "waits for a second person" in page
    assert reverse("accounts:decide-invitation", args=[staff_invitation.pk]) not in page
    assert reverse("accounts:decide-role", args=[role_request.pk]) not in page
    assert (
        "It holds when a second person confirms it" in client.get(reverse("accounts:person", args=[reviewer.pk])).content.decode()
    )


def test_what_only_can_be_refused_is_said_on_the_page(staff_invitation, coordinator, admin, sign_in):
    User.objects.filter(pk=admin.pk).update(is_active=False)

    answer = sign_in(coordinator).post(
        reverse("accounts:decide-invitation", args=[staff_invitation.pk]), {"decision": "confirm"}, follow=True
    )

    assert "It can only be refused" in answer.content.decode()
