"""A forgotten password: one answer for everybody, a link for an hour, and no flood of mails."""

from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts import tasks
from accounts.models import User
from audit.models import Record
from jobs.models import Job

pytestmark = pytest.mark.django_db

NEW = "another long sentence of mine"


def ask(email, address="203.0.113.7"):
    return Client().post(reverse("account_reset_password"), {"email": email}, REMOTE_ADDR=address, follow=True)


def promised():
    return Job.objects.filter(kind="accounts.send_password_link")


def link_for(person):
    """The link as the worker writes it into the mail."""
    tasks.send_password_link(person.pk)
    return next(line for line in mail.outbox[-1].body.splitlines() if line.startswith("http")).partition("localhost:8000")[2]


def choose(client, link, password=NEW):
    form = client.get(link, follow=True)
    return client.post(form.request["PATH_INFO"], {"password1": password, "password2": password})


def test_known_and_unknown_addresses_get_the_same_answer(partner):
    known, unknown = ask(partner.email), ask("nobody@example.org")

    assert known.redirect_chain == unknown.redirect_chain
    assert known.content == unknown.content


def test_nobody_but_our_people_is_written_to(partner):
    ask("nobody@example.org")
    User.objects.filter(pk=partner.pk).update(is_active=False)
    ask(partner.email)

    assert not promised().exists()
    assert mail.outbox == []


def test_the_page_only_promises_the_mail(partner):
    """So it takes as long for an address that nobody has; and no table keeps a link that opens an account."""
    ask(partner.email.upper())

    assert promised().get().arguments == {"person": partner.pk}
    assert mail.outbox == []


def test_the_mail_says_nothing(partner):
    link_for(partner)

    (sent,) = mail.outbox
    words = " ".join(line for line in f"{sent.subject}\n{sent.body}".splitlines() if not line.startswith("http")).lower()
    for telling in (partner.name.lower(), partner.organisation.name.lower(), "password", "account", "reset", "case"):
        assert telling not in words


def test_two_hundred_requests_make_three_mails(partner):
    answers = {ask(partner.email, address=f"203.0.113.{number % 40}").status_code for number in range(200)}

    assert promised().count() == 3
    assert answers == {200, 429}


def test_a_link_ends_after_an_hour(partner):
    link = link_for(partner)

    with time_machine.travel(timezone.now() + timedelta(minutes=61)):
        choose(Client(), link)

    partner.refresh_from_db()
    assert not partner.check_password(NEW)


def test_a_link_works_once_and_ends_every_session(sign_in_fully, is_in, partner):
    signed_in = sign_in_fully(partner)
    link = link_for(partner)

    choose(Client(), link)
    choose(Client(), link, "yet another sentence of theirs")

    partner.refresh_from_db()
    assert partner.check_password(NEW)
    assert not is_in(signed_in)
    assert Record.objects.filter(actor=partner, verb="person.password_changed").count() == 1


def test_a_new_password_does_not_replace_the_second_step(secret_of, type_password, partner):
    secret_of(partner)

    choose(Client(), link_for(partner))

    assert Authenticator.objects.filter(user=partner, type="totp").exists()
    assert type_password(partner.email, NEW)["Location"] == reverse("mfa_authenticate")


def test_asking_for_a_link_does_not_stand_in_the_way_of_a_new_second_step(sign_in_fully, partner):
    link_for(partner)
    client = sign_in_fully(partner)
    client.post(reverse("account_reauthenticate"), {"password": "a long sentence for the tests"})

    assert client.get(reverse("mfa_add_webauthn")).status_code == 200


def test_weak_passwords_are_refused(partner):
    answer = choose(Client(), link_for(partner), "too short")

    assert "at least 15 characters" in answer.content.decode()
