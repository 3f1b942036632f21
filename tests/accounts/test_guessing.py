"""Guessing passwords: slowed down for one account from one address, and for nobody else."""

from datetime import timedelta

import pytest
import time_machine
from axes.models import AccessAttempt
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts.addresses import pseudonymous_address
from accounts.hashers import QuickArgon2

pytestmark = pytest.mark.django_db

HERE, THERE = "203.0.113.77", "198.51.100.9"


@pytest.fixture
def morning():
    """Ten o'clock: names of addresses last for a day, so an hour of waiting stays within it."""
    with time_machine.travel("2026-03-02T10:00:00Z") as clock:
        yield clock


@pytest.fixture
def lock(morning, type_password, partner):
    """Ten wrong passwords for the partner from HERE; the answer is what the tenth got."""
    return [type_password(partner.email, "a wrong guess", address=HERE) for _ in range(10)][-1]


def test_ten_failures_lock_one_account_for_one_address(lock, type_password, partner):
    again = type_password(partner.email, address=HERE)

    assert lock.status_code == again.status_code == 429
    assert "Too many tries" in again.content.decode()
    assert "_auth_user_id" not in again.client.session


def test_the_same_person_elsewhere_is_let_in(lock, type_password, partner):
    assert type_password(partner.email, address=THERE).status_code == 302


def test_other_people_at_the_same_address_are_let_in(lock, type_password, other_partner):
    assert type_password(other_partner.email, address=HERE).status_code == 302


def test_after_an_hour_it_is_over(lock, morning, type_password, partner):
    morning.shift(timedelta(minutes=59))
    assert type_password(partner.email, address=HERE).status_code == 429

    morning.shift(timedelta(minutes=2))
    assert type_password(partner.email, address=HERE).status_code == 302


def test_knocking_on_does_not_make_it_longer(lock, morning, type_password, partner):
    for _ in range(5):
        morning.shift(timedelta(minutes=10))
        type_password(partner.email, "a wrong guess", address=HERE)

    morning.shift(timedelta(minutes=11))
    assert type_password(partner.email, address=HERE).status_code == 302


def test_coming_in_forgives_what_was_mistyped(morning, type_password, partner, settings):
    settings.SECOND_FACTOR_WAIVED = True
    for _ in range(2):
        for _ in range(9):
            assert type_password(partner.email, "a wrong guess", address=HERE).status_code == 200
        assert type_password(partner.email, address=HERE).status_code == 302
        morning.shift(timedelta(minutes=1))


def test_an_unknown_address_is_locked_in_the_same_way(morning, type_password):
    answers = [type_password("nobody@example.org", "a wrong guess", address=HERE) for _ in range(10)]

    assert [answer.status_code for answer in answers] == [200] * 9 + [429]


def test_a_script_gets_the_same_page_and_no_door_for_other_sites(lock, partner):
    fields = {"login": partner.email, "password": "a wrong guess"}
    headers = {"X-Requested-With": "XMLHttpRequest"}

    answer = Client().post(reverse("account_login"), fields, headers=headers, REMOTE_ADDR=HERE)

    assert answer.status_code == 429
    assert "Access-Control-Allow-Origin" not in answer
    assert partner.email not in answer.content.decode()


def test_a_thousand_guesses_hardly_reach_the_hasher(morning, type_password, partner, work_of_hasher):
    for _ in range(50):
        type_password(partner.email, "a wrong guess", address=HERE)

    assert work_of_hasher() == 10


@pytest.fixture
def work_of_hasher(monkeypatch):
    """How often a password was hashed since."""
    done = []
    encode, verify = QuickArgon2.encode, QuickArgon2.verify
    monkeypatch.setattr(QuickArgon2, "encode", lambda self, *args: done.append(1) or encode(self, *args))
    monkeypatch.setattr(QuickArgon2, "verify", lambda self, *args: done.append(1) or verify(self, *args))
    return lambda: len(done)


def test_known_and_unknown_addresses_cost_the_same(type_password, partner, work_of_hasher):
    type_password(partner.email, "a wrong guess")
    known = work_of_hasher()
    type_password("nobody@example.org", "a wrong guess")

    assert (known, work_of_hasher() - known) == (1, 1)


def test_known_and_unknown_addresses_get_the_same_answer(type_password, partner):
    pages = []
    for email in (partner.email, "nobody@example.org"):
        answer = type_password(email, "a wrong guess")
        words = answer.content.decode().replace(email, "").split('name="csrfmiddlewaretoken"')
        pages.append((answer.status_code, "".join(part.partition(">")[2] for part in words)))

    assert pages[0] == pages[1]
    assert "not correct" in pages[0][1]


def rows_of_all_tables():
    """Everything the database holds, as one text for each table."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT t::text FROM "{table}" t')
            yield table, "\n".join(row for (row,) in cursor.fetchall())


def test_no_table_holds_the_address_somebody_came_from(sign_in_fully, type_password, partner):
    sign_in_fully(partner, address=HERE)
    type_password(partner.email, "a wrong guess", address=HERE)
    type_password("nobody@example.org", "a wrong guess", address=HERE, next="/cases/C-12345/")

    tables = dict(rows_of_all_tables())
    assert tables["usersessions_usersession"].count(partner.email) == 0
    assert tables["usersessions_usersession"]
    assert AccessAttempt.objects.count() == 2
    assert {table for table, rows in tables.items() if HERE in rows} == set()
    failures = "".join(rows for table, rows in tables.items() if table.startswith("axes") or table == "cache_entry")
    for telling in (partner.email, "partner@", "nobody@", "example.org", "a wrong guess", "C-12345"):
        assert telling not in failures


def named(address, **headers):
    request = Client().get("/account/sign-in/", REMOTE_ADDR=address, **headers).wsgi_request
    return pseudonymous_address(request)


def test_an_address_has_another_name_every_day():
    with time_machine.travel("2026-03-02T10:00:00Z"):
        monday = named(HERE)
        assert monday == named(HERE)
    with time_machine.travel("2026-03-03T10:00:00Z"):
        assert named(HERE) != monday


def test_one_network_of_the_new_kind_is_one_client():
    """Or whoever has a /64, as every household has, could guess from addresses without end."""
    assert named("2001:db8:1:2::1") == named("2001:db8:1:2:ffff::9")
    assert named("2001:db8:1:2::1") != named("2001:db8:1:3::1")


def test_a_client_cannot_invent_its_address(settings):
    assert named(HERE, HTTP_X_FORWARDED_FOR="1.2.3.4") == named(HERE)

    settings.BEHIND_PROXY = True
    assert named("127.0.0.1", HTTP_X_FORWARDED_FOR=f"1.2.3.4, {HERE}") == named(HERE)


def test_settings_of_the_lock_are_valid():
    call_command("check", "--tag", "security", "--fail-level", "WARNING")
