"""The only way in: one person, one organisation, one role, once, within 72 hours."""

import re
from datetime import timedelta
from threading import Barrier, Thread

import pytest
import time_machine
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts import notices, policies, services
from accounts.models import Invitation, User
from accounts.roles import PARTNER_ROLES, Role
from audit.models import Record
from jobs.models import Job

pytestmark = pytest.mark.django_db

CHOSEN = {"name": "Ana", "password": "seven grey herons at noon"}


@pytest.fixture
def invitation(organisation, coordinator):
    return services.invite("new@partner.example", organisation, Role.AUTHOR, by=coordinator)


def link(invitation):
    return reverse("accounts:join", args=[notices.invitation_token(invitation)])


def test_link_leads_to_an_account_in_its_organisation_and_role(client, invitation, organisation):
    answer = client.post(link(invitation), CHOSEN)

    person = User.objects.get(email="new@partner.example")
    assert answer.status_code == 302
    assert (person.name, person.organisation, person.roles) == ("Ana", organisation, {Role.AUTHOR})
    assert client.session["_auth_user_id"] == str(person.pk)


def test_what_the_invited_person_sends_cannot_change_organisation_or_role(client, invitation, coalition):
    client.post(link(invitation), {**CHOSEN, "organisation": coalition.pk, "role": "system_admin", "email": "else@x.example"})

    person = User.objects.get(email="new@partner.example")
    assert (person.organisation, person.roles) == (invitation.organisation, {Role.AUTHOR})


def test_everything_until_the_account_is_recorded(client, invitation, coordinator):
    client.post(link(invitation), CHOSEN)

    person = User.objects.get(email="new@partner.example")
    about_this = Record.objects.filter(actor__in=[coordinator, person]).order_by("pk")
    assert [(row.actor, row.verb, row.status_after) for row in about_this] == [
        (coordinator, "person.invited", "author"),
        (coordinator, "person.role_given", "author"),
        (person, "person.joined", ""),
        (person, "person.signed_in", ""),
    ]


def test_mail_says_nothing_but_that_something_moved(invitation):
    notices.send_invitation(invitation)

    (sent,) = mail.outbox
    words = f"{sent.subject} {sent.body}".lower().replace(link(invitation).lower(), "")
    assert sent.to == ["new@partner.example"]
    assert link(invitation) in sent.body
    for telling in ("orsa", "author", "partner", "coordinator", "case", "coalition", "invit", "password", "sanction", "right"):
        assert telling not in words


def test_the_promised_mail_carries_the_number_of_the_invitation_alone(invitation):
    job = Job.objects.get(kind="accounts.send_invitation")

    assert job.arguments == {"invitation": invitation.pk}


def over(client, address):
    """What is answered, without what every page carries of its own: its token, and its address for the change of language."""
    answer = client.get(address)
    own = rb'name="(csrfmiddlewaretoken|next)" value="[^"]*"'
    return answer.status_code, re.sub(own, b"", answer.content)


def test_expired_used_withdrawn_and_forged_links_get_the_same_page(client, invitation, organisation, coordinator):
    expired, used, withdrawn = (
        services.invite(f"{name}@partner.example", organisation, Role.AUTHOR, by=coordinator) for name in ("a", "b", "c")
    )
    Invitation.objects.filter(pk=expired.pk).update(expires_at=timezone.now())
    Client().post(link(used), CHOSEN)
    services.withdraw_invitation(withdrawn, by=coordinator)
    client.get(link(invitation))

    forged = reverse("accounts:join", args=["MQ:1abcde:forged"])
    pages = {over(client, address) for address in (link(expired), link(used), link(withdrawn), forged)}

    assert [status for status, _ in pages] == [410]
    assert "This invitation is over" in next(iter(pages))[1].decode()


def test_a_link_ends_after_72_hours(client, invitation):
    with time_machine.travel(timezone.now() + timedelta(hours=71, minutes=59)):
        assert client.get(link(invitation)).status_code == 200
    with time_machine.travel(timezone.now() + timedelta(hours=72, minutes=1)):
        assert client.get(link(invitation)).status_code == 410


def test_whoever_has_an_account_cannot_get_a_second_one(client, organisation, coordinator, partner):
    invitation = services.invite(partner.email.upper(), organisation, Role.LEAD, by=coordinator)

    assert client.post(link(invitation), CHOSEN).status_code == 410
    assert User.objects.get(pk=partner.pk).roles == {Role.AUTHOR}


@pytest.mark.parametrize(
    ("password", "words"),
    [
        ("fourteen chars", "at least 15 characters"),
        ("x" * 129, "at most 128 characters"),
        ("PasswordPassword", "over and over"),
        ("1" * 20, "over and over"),
        ("1q2w3e4r5t6y7u8i", "too common"),
        ("new@partner.example", "too similar"),
    ],
)
def test_weak_passwords_are_refused_in_words(client, invitation, password, words):
    answer = client.post(link(invitation), {"name": "Ana", "password": password})

    assert answer.status_code == 200
    assert words in answer.content.decode()
    assert not User.objects.filter(email="new@partner.example").exists()


@pytest.mark.django_db(transaction=True)
def test_two_browsers_at_once_make_one_account(organisation, coordinator):
    invitation = services.invite("new@partner.example", organisation, Role.AUTHOR, by=coordinator)
    start, statuses = Barrier(2), []

    def post():
        start.wait()
        statuses.append(Client().post(link(invitation), CHOSEN).status_code)
        connection.close()

    browsers = [Thread(target=post) for _ in range(2)]
    for browser in browsers:
        browser.start()
    for browser in browsers:
        browser.join()

    assert sorted(statuses) == [302, 410]
    assert User.objects.filter(email="new@partner.example").count() == 1


# who: into which kind of organisation, which roles
OWN, OTHER, STAFF = "own organisation", "another organisation", "the coalition"
STAFF_ROLES = frozenset(Role) - PARTNER_ROLES
MAY_INVITE = {
    Role.SYSTEM_ADMIN: {OTHER: PARTNER_ROLES, STAFF: STAFF_ROLES},
    Role.COORDINATOR: {OTHER: PARTNER_ROLES},
    Role.LEAD: {OWN: PARTNER_ROLES},
}


@pytest.mark.parametrize("role", Role)
def test_who_may_invite_whom(enlist, organisation, other_organisation, coalition, role):
    home = organisation if role in PARTNER_ROLES else coalition
    person = enlist("Somebody", home, role, jurisdictions=["us"])
    kinds = {OTHER: other_organisation, STAFF: coalition} | ({OWN: organisation} if home == organisation else {})

    for kind, where in kinds.items():
        may = {wanted for wanted in Role if policies.can_invite(person, where, wanted)}

        assert may == MAY_INVITE.get(role, {}).get(kind, frozenset()), kind


def test_the_service_asks_the_policy(organisation, other_organisation, lead):
    with pytest.raises(PermissionDenied):
        services.invite("new@partner.example", other_organisation, Role.AUTHOR, by=lead)

    assert not Invitation.objects.exists()


@pytest.mark.parametrize("who", ["lead", "coordinator", "admin"])
def test_the_form_offers_what_the_policy_allows(request, sign_in, organisation, other_organisation, coalition, who):
    person = request.getfixturevalue(who)
    form = sign_in(person).get(reverse("accounts:invite")).context["form"]

    offered = set(form.fields["organisation"].queryset)
    allowed = {
        where
        for where in (organisation, other_organisation, coalition)
        if any(policies.can_invite(person, where, r) for r in Role)
    }
    assert offered == allowed


def test_a_lead_does_not_learn_who_has_an_account_elsewhere(sign_in, lead, organisation, other_partner):
    wanted = {"email": other_partner.email, "organisation": organisation.pk, "role": "author"}

    answer = sign_in(lead).post(reverse("accounts:invite"), wanted)

    assert answer.status_code == 302
    assert Invitation.objects.get().email == other_partner.email


def test_a_coordinator_is_told_that_somebody_has_an_account(sign_in, coordinator, organisation, partner):
    wanted = {"email": partner.email, "organisation": organisation.pk, "role": "author"}

    answer = sign_in(coordinator).post(reverse("accounts:invite"), wanted)

    assert "has an account already" in answer.content.decode()


def test_a_liaison_is_invited_for_governments(sign_in, client, admin, coordinator, coalition):
    wanted = {"email": "new@partner.example", "organisation": coalition.pk, "role": "liaison"}
    refused = sign_in(admin).post(reverse("accounts:invite"), wanted)
    client.post(reverse("accounts:invite"), {**wanted, "jurisdictions": ["gb", "eu"]})

    services.decide_invitation(Invitation.objects.get(), by=coordinator, confirmed=True)
    Client().post(link(Invitation.objects.get()), CHOSEN)

    assert "at least one government" in refused.content.decode()
    assert User.objects.get(email="new@partner.example").jurisdictions == {"gb", "eu"}


def test_a_withdrawn_invitation_opens_nothing(sign_in, client, coordinator, invitation):
    answer = sign_in(coordinator).post(reverse("accounts:withdraw", args=[invitation.pk]))

    assert answer.status_code == 302
    assert Client().get(link(invitation)).status_code == 410
    assert Record.objects.filter(actor=coordinator, verb="person.invitation_withdrawn").count() == 1
