from contextlib import contextmanager

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cases.models import CoFiling
from cases.services import cofiling
from tests.conftest import prove
from vault.sight import EVERYTHING, look_as


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


@pytest.fixture
def join(other_partner, partner):
    """Let the other organisation into a case, as both sides do it."""

    def let_in(case, part=CoFiling.Part.CO_FILER, *, joining=other_partner, contact=""):
        with look_as(partner.sight):
            offer = cofiling.offer_part(case, part, by=partner)
        with look_as(joining.sight):
            cofiling.answer_offer(cofiling.code_of(offer), by=joining, safe_contact=contact)
        with look_as(partner.sight):
            cofiling.let_in(CoFiling.objects.select_related("case").get(pk=offer.pk), by=partner)
        with look_as(EVERYTHING):
            case.refresh_from_db()
            return CoFiling.objects.select_related("case").get(pk=offer.pk)

    return let_in
