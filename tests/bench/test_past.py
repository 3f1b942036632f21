"""Five thousand rows of the past: read, written and compared, as processor time of this process and of the database's answer."""

import random
import time
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from delivery.forms.past import ColumnsForm
from delivery.models import PastImport
from delivery.past import bringing, comparing
from delivery.past.reading import open_table, try_rows
from delivery.services import past as services
from tests.bench.test_matching import made_up_list, person  # noqa: F401 -- a fixture
from vault.sight import EVERYTHING, look_as

ROWS, PEOPLE = 5_000, 2_000


@pytest.fixture
def everything(db):
    with look_as(EVERYTHING):
        yield


def test_five_thousand_rows(everything, made_up_list, coordinator, organisation, say):  # noqa: F811
    dice = random.Random(7)
    people = [person(dice)["names"][0] for _ in range(PEOPLE)]
    rows = [
        f"{dice.choice(people)},{dice.choice(('US', 'UK', 'Canada', 'EU'))},{2015 + n % 8}-0{1 + n % 9}-1{n % 10}"
        for n in range(ROWS)
    ]
    past = promised(rows, coordinator)
    counts, wrote = timed(lambda: bringing.bring_in(past))
    compared, spent = timed(lambda: comparing.compare(past))

    say(
        f"{counts['new']:,} of {ROWS:,} rows new: {ROWS / wrote:,.0f} rows/s written ({wrote:.1f} s); "
        f"compared by a job of its own in {spent:.1f} s, "
        f"{compared['candidates']:,} candidates; {ROWS / (wrote + spent):,.0f} rows/s both"
    )
    assert ROWS / wrote >= 500


FORMS = ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%y", "%d %B %Y", "%b %d, %Y")


def test_five_thousand_rows_as_people_keep_them(everything, coordinator, organisation, say):
    """Days in five spellings, each tenth row twice, each fiftieth by a partner whom nobody knows: tried, and said row by row."""
    first, rows = date(2016, 1, 1), []
    for number in range(ROWS):
        told = number - 1 if number % 10 == 9 else number
        day = (first + timedelta(days=told % 2000)).strftime(FORMS[told % len(FORMS)])
        partner = "Nobody knows them" if number % 50 == 7 else organisation.name
        rows.append(f'Somebody {told},US,"{day}",{partner}')
    past = promised(rows, coordinator, "Name,Government,Sent on,Partner")

    trial, took = timed(lambda: try_rows(past))

    say(f"{ROWS:,} rows of mixed days tried: {took:.2f} s, {ROWS / took:,.0f} rows/s; {trial.counts}")
    assert trial.counts == {"rows": 5_000, "new": 4_400, "wrong": 100, "doubles": 500, "here": 0}


def promised(rows, coordinator, heading="Name,Government,Sent on"):
    """A spreadsheet of these rows, its columns named, about to be brought in."""
    body = (heading + "\n" + "\n".join(rows)).encode()
    past = services.keep_spreadsheet(SimpleUploadedFile("years.csv", body), by=coordinator)
    form = ColumnsForm(past=past, table=open_table(past))
    form = ColumnsForm({name: field.initial for name, field in form.fields.items()}, past=past, table=open_table(past))
    assert form.is_valid()
    services.name_columns(past, form.columns(), form.choices(), by=coordinator)
    PastImport.objects.update(state="promised")
    return PastImport.objects.get(pk=past.pk)


def timed(work):
    began = time.perf_counter()
    answer = work()
    return answer, time.perf_counter() - began
