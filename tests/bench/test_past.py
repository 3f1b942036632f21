"""Five thousand rows of the past: read, written and compared, as processor time of this process and of the database's answer."""

import random
import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from delivery.forms.past import ColumnsForm
from delivery.models import PastImport
from delivery.past import bringing
from delivery.past.reading import open_table
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
    body = ("Name,Government,Sent on\n" + "\n".join(rows)).encode()
    past = services.keep_spreadsheet(SimpleUploadedFile("years.csv", body), by=coordinator)
    form = ColumnsForm(past=past, table=open_table(past))
    form = ColumnsForm({name: field.initial for name, field in form.fields.items()}, past=past, table=open_table(past))
    assert form.is_valid()
    services.name_columns(past, form.columns(), form.choices(), by=coordinator)
    PastImport.objects.update(state="promised")
    spent = {}
    compare = bringing.compare
    bringing.compare = lambda *args, **kwargs: spent.setdefault("compare", timed(lambda: compare(*args, **kwargs)))[0]
    try:
        counts, took = timed(lambda: bringing.bring_in(past))
    finally:
        bringing.compare = compare

    comparing = spent["compare"][1]
    say(
        f"{counts['new']:,} of {ROWS:,} rows new: {took:.1f} s, of which {comparing:.1f} s comparing; "
        f"{ROWS / (took - comparing):,.0f} rows/s written, {ROWS / took:,.0f} rows/s with comparing"
    )
    assert ROWS / (took - comparing) >= 500


def timed(work):
    began = time.perf_counter()
    answer = work()
    return answer, time.perf_counter() - began
