from contextlib import contextmanager

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext


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
