"""Throw-away servers for one run of the tests, loaded by pytest before Django reads its settings (`-p tests.servers`).

Tests connect as the application's role. Only creating the test database and emptying its tables
between tests is done as the owner.
"""

import base64
import graphlib
import os
import shutil
import tempfile
from pathlib import Path

import psycopg

from launch.postgres import DATABASE
from launch.servers import Addresses, EmbeddedServers
from tests.planted import plant

# Made by migrations, relied on by every test.
KEPT = {
    "django_migrations",
    "django_content_type",
    "sanctions_government",
    "sanctions_conductrule",
    "sanctions_term",
    "sanctions_authority",
    "sanctions_programme",
    "sanctions_criterion",
    "sanctions_element",
    "submissions_recipient",
    "cases_consenttext",
}
APPEND_ONLY = {
    "audit_record",
    "audit_seal",
    "cases_custodyevent",
    "cases_custodyseal",
    "cases_dayroot",
    "sanctions_referenceversion",
    "cases_caseversion",
}
REFERENCES = "SELECT conrelid::regclass::text, confrelid::regclass::text FROM pg_constraint WHERE contype = 'f'"
OTHER_SESSIONS = """
SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
WHERE datname = current_database() AND usename = current_user AND pid <> pg_backend_pid()
"""
TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"

ADDRESSES = ("DATABASE_URL", "DATABASE_OWNER_URL", "BROKER_URL")
OURS = "SMALLPLACES_TEST_SERVERS_ARE_OURS"

_var = Path(tempfile.mkdtemp(prefix="smallplaces-tests-"))
_servers: EmbeddedServers | None = None
_made_by_migrations: dict[str, int] = {}


def _prepare() -> None:
    """Called on import: pytest-django reads the settings before any hook of ours could run."""
    if os.environ.get(OURS):  # set by the process that started this one as its worker, which needs servers of its own
        for name in ADDRESSES:
            os.environ.pop(name, None)
    if not any(name in os.environ for name in ADDRESSES):
        os.environ[OURS] = "yes"
    addresses = _start()
    os.environ.update(
        DATABASE_URL=addresses.database_url,
        DATABASE_OWNER_URL=addresses.owner_url,
        BROKER_URL=addresses.broker_url,
        SMALLPLACES_VAR=str(_var),
        SECRET_KEY="only for the tests, and long enough for every check there is",
        WRAPPING_KEY_FILE=str(_write_wrapping_key()),
    )


def pytest_unconfigure() -> None:
    if _servers is not None:
        _servers.stop()
    shutil.rmtree(_var, ignore_errors=True)


def _start() -> Addresses:
    """Embedded servers, but for those whose addresses the environment gives."""
    global _servers
    given = os.environ.get
    if "DATABASE_URL" not in os.environ:
        plant(_var / "servers")
    _servers = EmbeddedServers(
        _var / "servers", durable=False, database="DATABASE_URL" not in os.environ, broker="BROKER_URL" not in os.environ
    )
    own = _servers.start()
    database = given("DATABASE_URL", own.database_url)
    return Addresses(database, given("DATABASE_OWNER_URL") or own.owner_url or database, given("BROKER_URL", own.broker_url))


def _write_wrapping_key() -> Path:
    path = _var / "wrapping_key"
    path.touch(mode=0o600)
    path.write_text(f"t1:{base64.b64encode(b'0123456789abcdef' * 2).decode()}\n")
    return path


def end_other_sessions(connection):
    """Of the role that asks: PostgreSQL lets nobody end those of another."""
    with connection.cursor() as cursor:
        cursor.execute(OTHER_SESSIONS)


def become(connection, credentials):
    connection.close()
    connection.settings_dict.update(credentials)


def owner_settings():
    import dj_database_url

    owner = dj_database_url.parse(os.environ["DATABASE_OWNER_URL"])
    return {key: owner[key] for key in ("USER", "PASSWORD")}


def template():
    """The database that the test database is a copy of; None where the environment names a server."""
    return DATABASE if (_var / "servers" / "postgres").exists() else None


def grant(connection):
    from vault.grants import grant_to_application

    grant_to_application(connection)


def empty_tables() -> None:
    """Empty every table that migrations did not fill, as the owner, and forget the end of the record's chain.

    The record refuses DELETE, so it is truncated. Elsewhere rows are deleted, those that refer to others
    first: a row whose case is gone could not be seen any more. What migrations wrote about the law stays.
    """
    from django.db import connection

    settings = {**connection.get_connection_params(), **owner_credentials()}
    keep = ("dbname", "user", "password", "host", "port")
    with psycopg.connect(**{key: settings[key] for key in keep if key in settings}) as owner:
        tables = {name for (name,) in owner.execute(TABLES)} - APPEND_ONLY
        # Row security binds the owner too: this is how a worker sees, also what is one person's own.
        owner.execute("SELECT set_config('sight.scope', 'all', true), set_config('sight.person', '0', true)")
        owner.execute("TRUNCATE " + ", ".join(sorted(APPEND_ONLY)))
        for table in referring_first(tables, owner.execute(REFERENCES)):
            owner.execute(f'DELETE FROM "{table}"' + newer(table))
    for head in ("head", "custody-head"):
        (_var / "audit" / head).unlink(missing_ok=True)


def newer(table):
    return f" WHERE id > {_made_by_migrations[table]}" if table in KEPT else ""


def remember_what_migrations_made(connection):
    """The highest key in each table that is kept: rows a test adds above it go with the test."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('sight.scope', 'all', false)")
        for table in KEPT:
            _made_by_migrations[table] = cursor.execute(f'SELECT coalesce(max(id), 0) FROM "{table}"').fetchone()[0]


def referring_first(tables, references):
    order = graphlib.TopologicalSorter({table: set() for table in tables})
    for referring, referred in references:
        if referring != referred and {referring, referred} <= tables:
            order.add(referred, referring)
    return order.static_order()


def owner_credentials():
    credentials = {"user": owner_settings()["USER"], "password": owner_settings()["PASSWORD"]}
    return {key: value for key, value in credentials.items() if value}


_prepare()
