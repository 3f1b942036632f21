"""A role that row security does not bind is refused, and what the application's role may not do."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, connection, transaction

from tests.vault.superuser import connect, superuser
from vault.grants import grant_to_application

APP, OWNER = "smallplaces_app", "smallplaces_owner"
APPEND_ONLY = "SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger WHERE tgname LIKE '%_append_only'"
RIGHTS = """
SELECT has_table_privilege('{table}', verb) FROM unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE']) verb
"""
TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"


@pytest.fixture
def power(request):
    """The application's role, raised above the rules for one test."""
    with superuser() as server:
        server.execute(f"ALTER ROLE {APP} {request.param}")
        yield request.param
        server.execute(f"ALTER ROLE {APP} NO{request.param}")


def ask(sql):
    with connection.cursor() as cursor:
        return cursor.execute(sql).fetchall()


@pytest.mark.django_db
def test_tests_run_as_the_role_the_site_runs_as():
    assert ask("SELECT current_user") == [(APP,)]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("power", "words"), [("BYPASSRLS", "has BYPASSRLS"), ("SUPERUSER", "is a superuser")], indirect=["power"]
)
def test_role_above_the_rules_is_refused_and_stays_refused(power, words):
    fresh = connection.copy()

    for _ in range(2):
        with pytest.raises(ImproperlyConfigured, match=words):
            fresh.ensure_connection()
        with pytest.raises(ImproperlyConfigured, match=words):
            fresh.cursor()

    assert fresh.connection is None


@pytest.mark.django_db
def test_plain_role_is_welcome():
    fresh = connection.copy()

    fresh.ensure_connection()

    fresh.close()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE mine (x int)",
        "CREATE FUNCTION mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "DROP POLICY cases_case_sight ON cases_case",
        "ALTER POLICY cases_case_sight ON cases_case USING (true)",
        "CREATE POLICY mine ON cases_case USING (true)",
        "ALTER TABLE cases_case NO FORCE ROW LEVEL SECURITY",
        "ALTER TABLE cases_case DISABLE ROW LEVEL SECURITY",
        "ALTER TABLE audit_record DISABLE TRIGGER ALL",
        "DROP TRIGGER audit_record_append_only ON audit_record",
        "DROP TABLE audit_seal",
        "TRUNCATE cases_case",
        "SET session_replication_role = replica",
        f"SET ROLE {OWNER}",
        f"ALTER ROLE {APP} BYPASSRLS",
        "COPY cases_case TO PROGRAM 'cat'",
        "SELECT pg_read_file('/etc/hostname')",
        "SET row_security = off; SELECT * FROM cases_case",
    ],
)
def test_application_cannot_loosen_its_own_bonds(statement):
    with pytest.raises(DatabaseError, match=r"permission denied|must be owner|row-level security"), transaction.atomic():
        ask(statement)


@pytest.mark.django_db
def test_application_adds_to_append_only_tables_and_nothing_more():
    append_only = {table for (table,) in ask(APPEND_ONLY)}
    assert {"audit_record", "audit_seal"} <= append_only

    for table in append_only:
        assert [may for (may,) in ask(RIGHTS.format(table=table))] == [True, True, False, False, False], table


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement", ["UPDATE audit_record SET verb = ''", "DELETE FROM audit_seal", "TRUNCATE audit_record CASCADE"]
)
def test_record_cannot_be_rewritten_by_the_application(statement):
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        ask(statement)


@pytest.mark.django_db
def test_no_table_can_be_emptied_by_the_application():
    assert [table for (table,) in ask(TABLES) if ask(f"SELECT has_table_privilege('{table}', 'TRUNCATE')") != [(False,)]] == []


@pytest.mark.django_db
def test_roles_are_plain_and_unrelated():
    rows = ask("SELECT rolname, rolsuper, rolbypassrls, rolcreaterole FROM pg_roles WHERE rolname LIKE 'smallplaces%' ORDER BY 1")
    memberships = ask(f"SELECT pg_has_role('{APP}', '{OWNER}', 'MEMBER')")

    assert rows == [(APP, False, False, False), (OWNER, False, False, False)]
    assert memberships == [(False,)]


@pytest.mark.django_db(transaction=True)
def test_new_tables_are_granted_by_the_next_migration_and_granting_twice_changes_nothing():
    from tests.servers import owner_settings

    owner = connection.copy()
    owner.settings_dict = {**connection.settings_dict, **owner_settings()}
    with connect(OWNER) as plain:
        plain.execute("CREATE TABLE fresh (x int)")
    try:
        grant_to_application(owner)
        grant_to_application(owner)
        assert ask("SELECT count(*) FROM fresh") == [(0,)]
    finally:
        owner.close()
        with connect(OWNER) as plain:
            plain.execute("DROP TABLE fresh")


@pytest.mark.django_db
def test_where_owner_and_application_are_one_nothing_is_granted(django_assert_num_queries):
    with django_assert_num_queries(0):
        grant_to_application(connection)
