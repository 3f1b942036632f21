"""Every table of cases and submissions is isolated by PostgreSQL itself, and no sequence of looks leaks a row."""

import threading
from contextlib import ExitStack

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from accounts.models import Organisation, User
from cases.models import Case
from tests.vault.superuser import superuser
from vault.models import create_data_key
from vault.sight import EVERYTHING, Scope, Sight, look_as

# Tables without row security, each with the reason why.
NOT_ISOLATED = {
    "cases_wording": "the words of all vocabularies, as they were; of no case",
    "insight_officialtext": "what governments published",
    "insight_officialtext_entries": "whom that is about, on the official lists",
    "insight_reading": "that somebody read it",
    "insight_coding": "whom it names; of no case",
    "insight_reasonscursor": "how far the lists were searched for it",
    "insight_report": "totals, small ones withheld",
    "insight_workedout": "when figures were last worked out",
}
# Tables whose rows everybody sees who sees any case, each with the reason why.
OF_NO_CASE = {
    "submissions_recipient": "offices of governments, shipped with the system",
    "delivery_officecard": "how an office takes things",
    "delivery_official": "who is in an office",
    "cases_consenttext": "what people are told before they answer",
}

# Rows that are of no case and no government: how far the lists were read, and the offices.
SEEN_ALSO_BY = {
    "submissions_wordtemplate": {Scope.ACCEPTED},
    "submissions_listcursor": {Scope.ACCEPTED},
    "submissions_recipient": {Scope.ACCEPTED, Scope.OWN},
    "delivery_officecard": {Scope.ACCEPTED},
    "delivery_official": {Scope.ACCEPTED},
    "cases_alarm": {Scope.ACCEPTED},
    "cases_consenttext": {Scope.ACCEPTED, Scope.OWN},
}

APP = "smallplaces_app"
FLAGS = "SELECT relrowsecurity, relforcerowsecurity FROM pg_class WHERE oid = %s::regclass"
CHECKS = "SELECT conname FROM pg_constraint WHERE conrelid = %s::regclass AND contype = 'c'"
REQUIRED = """
SELECT column_name, data_type FROM information_schema.columns
WHERE table_schema = 'public' AND table_name = %s AND is_nullable = 'NO' AND is_identity = 'NO' AND column_default IS NULL
"""
SOME_VALUE = {
    "bigint": "1", "integer": "1", "smallint": "1", "numeric": "1", "double precision": "1", "boolean": "false", "text": "'x'",
    "character varying": "'x'", "uuid": "gen_random_uuid()", "bytea": "''", "jsonb": "'{}'", "date": "now()", "inet": "'::1'",
    "timestamp with time zone": "now()", "ARRAY": "'{}'", "interval": "'1 s'", "tsvector": "''",
}  # fmt: skip
US = frozenset({"us"})
LOOKS = (Sight(), Sight(Scope.OWN), Sight(Scope.OWN, 9_999), Sight(Scope.ACCEPTED), Sight(Scope.ACCEPTED, governments=US))


def tables():
    rooms = [apps.get_app_config(label) for label in ("cases", "submissions", "insight", "delivery")]
    models = [model for room in rooms for model in room.get_models(include_auto_created=True) if not model._meta.proxy]
    return sorted({model._meta.db_table for model in models} - set(NOT_ISOLATED))


@pytest.mark.django_db
@pytest.mark.parametrize("table", tables())
def test_table_is_isolated_by_force(table):
    with connection.cursor() as cursor:
        assert cursor.execute(FLAGS, [table]).fetchone() == (True, True)


@pytest.fixture(scope="module")
def server(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), superuser() as connected:
        yield connected


@pytest.mark.parametrize("table", tables())
def test_row_that_is_there_is_not_there_without_sight(server, table):
    with server.transaction(force_rollback=True):
        put_any_row(server, table)
        assert count(server, table) > 0

        server.execute(f"SET LOCAL ROLE {APP}")
        assert count(server, table) == 0
        for sight in LOOKS[:1] if table in OF_NO_CASE else LOOKS:
            look(server, sight)
            assert count(server, table) == (sight.scope in SEEN_ALSO_BY.get(table, ())), sight


def put_any_row(server, table):
    """A row of any values, past every rule: only the columns have to fit."""
    server.execute("SET LOCAL session_replication_role = replica")
    for (constraint,) in server.execute(CHECKS, [table]).fetchall():
        server.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{constraint}"')
    columns = server.execute(REQUIRED, [table]).fetchall()
    names = ", ".join(f'"{name}"' for name, _ in columns)
    values = ", ".join(SOME_VALUE[kind] for _, kind in columns)
    server.execute(f"INSERT INTO {table} ({names}) VALUES ({values})")


def count(server, table):
    return server.execute(f"SELECT count(*) FROM {table}").fetchone()[0]


def look(server, sight):
    words = {"scope": sight.scope, "organisation": sight.organisation, "person": sight.person}
    words["governments"] = ",".join(sight.governments)
    for name, value in words.items():
        server.execute("SELECT set_config(%s, %s, true)", [f"sight.{name}", str(value)])


def owners():
    with connection.cursor() as cursor:
        return {row[0] for row in cursor.execute("SELECT organisation_id FROM cases_case").fetchall()}


@pytest.mark.django_db(transaction=True)
def test_thousand_alternating_looks_over_two_connections_leak_nothing(
    make_case, organisation, other_organisation, partner, other_partner
):
    make_case(organisation, partner)
    make_case(other_organisation, other_partner)
    leaks, done = [], []

    def alternate(people):
        for turn in range(500):
            person = people[turn % 2]
            with look_as(person.sight):
                if owners() != {person.organisation_id}:
                    leaks.append(turn)
            if turn % 5 == 0 and owners():
                leaks.append(turn)
            done.append(turn)
        connection.close()

    pair = (partner, other_partner)
    threads = [threading.Thread(target=alternate, args=(people,)) for people in (pair, pair[::-1])]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (len(done), leaks) == (1000, [])


class Looking(RuleBasedStateMachine):
    """Cases are opened and accepted, people look, look inside a look, and break off; PostgreSQL shows what the rule says."""

    def __init__(self):
        super().__init__()
        self.all = transaction.atomic()
        self.all.__enter__()
        self.organisations = [Organisation.objects.create(name=name) for name in ("A", "B")]
        self.person = User.objects.create(email="p@example.org", name="P", organisation=self.organisations[0])
        self.looks = []
        self.cases = {}

    def teardown(self):
        while self.looks:
            self.looks.pop()[1].close()
        transaction.set_rollback(True)
        self.all.__exit__(None, None, None)

    sights = st.sampled_from(["nothing", "A", "B", "accepted", "all"])

    def sight(self, name):
        own = {"A": 0, "B": 1}
        return Sight(Scope.OWN, self.organisations[own[name]].pk) if name in own else Sight(Scope(name), governments=US)

    def expected(self, name):
        if name in {"A", "B"}:
            return {pk for pk, (organisation, _) in self.cases.items() if organisation == name}
        return {pk for pk, (_, accepted) in self.cases.items() if name == "all" or (accepted and name == "accepted")}

    @property
    def current(self):
        return self.looks[-1][0] if self.looks else "nothing"

    @rule(organisation=st.sampled_from("AB"), accepted=st.booleans())
    def open_case(self, organisation, accepted):
        with look_as(EVERYTHING):
            case = Case.objects.create(
                organisation=self.organisations["AB".index(organisation)],
                opened_by=self.person,
                data_key=create_data_key(),
                accepted_at=timezone.now() if accepted else None,
            )
        self.cases[case.pk] = (organisation, accepted)

    @rule(name=sights)
    def begin_to_look(self, name):
        stack = ExitStack()
        stack.enter_context(look_as(self.sight(name)))
        self.looks.append((name, stack))

    @precondition(lambda self: self.looks)
    @rule()
    def stop_looking(self):
        self.looks.pop()[1].close()

    @rule(name=sights)
    def break_off(self, name):
        with pytest.raises(ZeroDivisionError), look_as(self.sight(name)):
            raise ZeroDivisionError

    @rule(name=sights)
    def look_and_roll_back(self, name):
        with look_as(self.sight(name)):
            transaction.set_rollback(True)

    @rule()
    def write_to_all(self):
        assert Case.objects.update(title="x") == len(self.expected(self.current))

    @invariant()
    def sees_exactly_its_own(self):
        with connection.cursor() as cursor:
            rows = cursor.execute("SELECT id FROM cases_case").fetchall()
        assert {pk for (pk,) in rows} == self.expected(self.current)


@pytest.mark.django_db
def test_no_sequence_of_looks_leaks_a_row():
    bounds = settings(
        max_examples=15, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck), database=None
    )
    run_state_machine_as_test(Looking, settings=bounds)
