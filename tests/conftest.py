"""The fixed cast, and rows that survive from test to test. Servers and keys are prepared in `tests/servers.py`."""

import time

import pytest
from django.db import connection
from django.test import TransactionTestCase
from django.test.utils import CaptureQueriesContext

from accounts.models import Organisation, User
from accounts.roles import Role
from accounts.services import give_role
from cases.models import Case
from jobs.models import Job
from jobs.runner import run
from jobs.states import JobState
from tests.servers import become, empty_tables, end_other_sessions, grant, owner_settings, remember_what_migrations_made, template
from vault.models import create_data_key
from vault.sight import EVERYTHING, look_as

PASSWORD = "a long sentence for the tests"

# The role the site runs as may not TRUNCATE, so the flush between tests is the owner's.
TransactionTestCase._fixture_teardown = lambda self: empty_tables()


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_blocker):
    """The test database is made and migrated by the owner; tests then connect as the application."""
    application = dict(connection.settings_dict)
    with django_db_blocker.unblock():
        become(connection, owner_settings())
        previous = connection.settings_dict["NAME"]
        connection.settings_dict["TEST"]["TEMPLATE"] = template()
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        grant(connection)
        remember_what_migrations_made(connection)
        become(connection, {key: application[key] for key in ("USER", "PASSWORD")})
        application["NAME"] = connection.settings_dict["NAME"]
    yield
    with django_db_blocker.unblock():
        end_other_sessions(connection)  # of the application, which a thread of a test may have left
        become(connection, owner_settings())
        end_other_sessions(connection)
        connection.creation.destroy_test_db(previous, verbosity=0)


@pytest.fixture
def organisation(db):
    return Organisation.objects.create(name="Orsa Valley Network", may_be_named=True)


@pytest.fixture
def other_organisation(db):
    return Organisation.objects.create(name="Kestrel Legal Aid")


@pytest.fixture
def coalition(db):
    return Organisation.objects.create(name="Coalition", is_coalition=True)


@pytest.fixture
def enlist(db):
    """Make a person with roles: `enlist("Noor", coalition, Role.COORDINATOR)`."""

    def make(name, organisation, *roles, jurisdictions=()):
        person = User(email=f"{name.lower()}@example.org", name=name, organisation=organisation)
        person.set_password(PASSWORD)
        person.save()
        for role in roles:
            give_role(person, role, by=None, jurisdictions=jurisdictions if role == Role.LIAISON else ())
        return User.objects.get(pk=person.pk)

    return make


@pytest.fixture
def partner(enlist, organisation):
    return enlist("Partner", organisation, Role.AUTHOR)


@pytest.fixture
def lead(enlist, organisation):
    return enlist("Lead", organisation, Role.LEAD)


@pytest.fixture
def other_partner(enlist, other_organisation):
    return enlist("Other", other_organisation, Role.AUTHOR)


@pytest.fixture
def coordinator(enlist, coalition):
    return enlist("Coordinator", coalition, Role.COORDINATOR)


@pytest.fixture
def reviewer(enlist, coalition):
    return enlist("Reviewer", coalition, Role.REVIEWER)


@pytest.fixture
def liaison(enlist, coalition):
    return enlist("Liaison", coalition, Role.LIAISON, jurisdictions=["us"])


@pytest.fixture
def analyst(enlist, coalition):
    return enlist("Analyst", coalition, Role.ANALYST)


@pytest.fixture
def auditor(enlist, coalition):
    return enlist("Auditor", coalition, Role.AUDITOR)


@pytest.fixture
def admin(enlist, coalition):
    return enlist("Admin", coalition, Role.SYSTEM_ADMIN)


@pytest.fixture
def outsider(enlist, other_organisation):
    """Somebody with an account and no role at all."""
    return enlist("Outsider", other_organisation)


@pytest.fixture
def make_case(db):
    def make(organisation, opened_by, **fields):
        with look_as(EVERYTHING):
            return Case.objects.create(organisation=organisation, opened_by=opened_by, data_key=create_data_key(), **fields)

    return make


@pytest.fixture
def enrolled(db):
    """Give a person a second factor without walking through the pages, so that other pages open."""

    def enrol(person):
        from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

        TOTP.activate(person, generate_totp_secret())
        return person

    return enrol


@pytest.fixture
def sign_in(client, enrolled):
    """A client signed in as a person who has passed both steps."""

    def sign(person):
        client.force_login(enrolled(person), backend="accounts.backends.AccountBackend")
        prove(client, person)
        return client

    return sign


def prove(client, person, *, ago=0):
    """This session was asked whether it is still they, so many seconds ago."""
    session = client.session
    session["account_authentication_methods"] = [{"method": "password", "at": time.time() - ago, "reauthenticated": True}]
    session["account_authentication_methods_user"] = str(person.pk)
    session.save()


@pytest.fixture
def count_statements(db):
    """Get a page and count every statement it costs: the transaction, the session, the person and the sight included."""

    def count(client, url):
        with CaptureQueriesContext(connection) as captured:
            response = client.get(url)
        assert response.status_code == 200
        # A request in a test is nested: a savepoint stands for BEGIN, its release for COMMIT. One is the test's own:
        # the outer sight comes back.
        return len(captured) - 1

    return count


@pytest.fixture
def run_jobs(db):
    """Do all promised work, as the relay does without a broker. Returns the kinds that were run."""

    def run_all():
        kinds = []
        while job := Job.objects.filter(state=JobState.PENDING).order_by("created_at").first():
            kinds.append(job.kind)
            run(job.pk)
        return kinds

    return run_all
