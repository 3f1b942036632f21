"""The funnel is read from totals that are kept with the facts, by those alone who see every case."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.models import Recusal
from cases.services import conflicts
from insight.models import Totals
from insight.views.funnel import DIMENSIONS
from tests.insight.test_figures import counted  # noqa: F401 -- a fixture: five cases, one acted on
from vault.sight import look_as

pytestmark = pytest.mark.django_db


def page_of(client, name="funnel", by="group"):
    with CaptureQueriesContext(connection) as asked:
        page = client.get(reverse(f"insight:{name}"), {"by": by})
    return page, [query["sql"] for query in asked if "insight_casefact" in query["sql"]]


def numbers(page):
    return {row.code: [number for _, number in told] for row, told in page.context["table"]}


@pytest.mark.parametrize("name", ["funnel", "funnel-table", "funnel-chart"])
@pytest.mark.parametrize("by", [by for by, _ in DIMENSIONS])
def test_kept_totals_say_what_counting_says(counted, coordinator, sign_in, name, by):  # noqa: F811
    client = sign_in(coordinator)

    kept, counting = page_of(client, name, by)
    Totals.objects.all().delete()
    anew, counting_anew = page_of(client, name, by)

    assert (counting, len(counting_anew)) == ([], 2)
    if name == "funnel":
        assert (numbers(kept), kept.context["whole"]) == (numbers(anew), anew.context["whole"])
    else:
        assert kept.content == anew.content


def test_whoever_is_set_aside_has_the_others_counted(counted, two, coordinator, sign_in):  # noqa: F811
    case = counted.recommendation.case
    conflicts.set_aside(case, coordinator, reason="other", by=two[0])

    theirs, _ = page_of(sign_in(coordinator))
    of_a_colleague, counting = page_of(sign_in(two[0]))

    assert [number for _, number in theirs.context["whole"]] == ["3", "1", "0", "0", "0", "0"]
    assert [number for _, number in of_a_colleague.context["whole"]] == ["4", "2", "1", "1", "1", "0"]
    assert counting == []


def test_database_shows_the_totals_to_those_alone_who_see_every_case(counted, coordinator, analyst, liaison, lead):  # noqa: F811
    def reads(person):
        with look_as(person.sight):
            return Totals.objects.count()

    assert [reads(person) for person in (coordinator, analyst, liaison, lead)] == [1, 0, 0, 0]

    Recusal.objects.create(case=counted.recommendation.case, person=coordinator, reason="other", said_by=coordinator)
    assert reads(coordinator) == 0
