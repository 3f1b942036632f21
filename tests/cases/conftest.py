from contextlib import contextmanager

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.conftest import prove


@pytest.fixture
def enter(enrolled):
    """A browser of each person's own, signed in once: `enter(partner).get(...)`."""
    browsers = {}

    def browser_of(person):
        if person.pk not in browsers:
            browsers[person.pk] = client = Client()
            client.force_login(enrolled(person), backend="accounts.backends.AccountBackend")
            prove(client, person)
        return browsers[person.pk]

    return browser_of


@pytest.fixture
def count_own_queries():
    """The statements about cases and their record; sessions, sign-in and savepoints are every page's, and counted elsewhere."""

    @contextmanager
    def count():
        own = []
        with CaptureQueriesContext(connection) as captured:
            yield own
        own += [query["sql"] for query in captured.captured_queries if '"cases_' in query["sql"] or '"audit_' in query["sql"]]

    return count
