"""The pages on which the past is brought in: uploaded, named, tried, brought in, and corrected."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from delivery.models import PastImport
from delivery.past.bringing import bring_in
from jobs.models import Job
from jobs.services import cancel
from submissions.models import Recommendation
from tests.delivery.conftest import HEADING
from tests.sanctions.workbooks import workbook

pytestmark = pytest.mark.django_db
MARO = "Maro Teskan,person,1971,Veldonia,US,2019-04-03,,2019/teskan.pdf"


def upload(client, body, name="years.csv"):
    return client.post(reverse("delivery:past"), {"file": SimpleUploadedFile(name, body)})


def name_columns(client, response):
    form = client.get(response["Location"]).context["form"]
    told = {name: field.initial for name, field in form.fields.items() if field.initial not in (None, "")}
    return client.post(response["Location"], told)


@pytest.mark.parametrize("body", [(HEADING + MARO).encode(), workbook([HEADING.strip().split(","), MARO.split(",")])])
def test_spreadsheet_is_read_tried_and_brought_in(sign_in, coordinator, everything, run_jobs, body):
    client = sign_in(coordinator)

    tried = client.get(name_columns(client, upload(client, body))["Location"])
    assert [row["ask"].name for row in tried.context["sample"]] == ["Maro Teskan"]
    assert Recommendation.objects.count() == 0

    past = PastImport.objects.get()
    job = client.post(reverse("delivery:past-bring-in", args=[past.reference]))
    run_jobs()

    assert "Go to the spreadsheet" in client.get(job["Location"]).content.decode()
    assert Recommendation.objects.count() == 1
    assert client.get(reverse("delivery:past")).context["record"]["lines"] == [
        (2019, [("us", 1), ("gb", 0), ("ca", 0), ("eu", 0)], 1)
    ]


def test_comparison_that_was_stopped_can_be_asked_for_again(sign_in, coordinator, everything, run_jobs):
    client = sign_in(coordinator)
    name_columns(client, upload(client, (HEADING + MARO).encode()))
    past = PastImport.objects.get()
    PastImport.objects.update(state="promised")
    bring_in(past)
    page = client.get(past.get_absolute_url()).content.decode()
    assert "not compared yet" in page
    assert "See how far it is" in page

    cancel(Job.objects.get(kind="delivery.compare"))
    assert "was stopped before its end" in client.get(past.get_absolute_url()).content.decode()
    client.post(reverse("delivery:past-compare", args=[past.reference]))
    run_jobs()

    past.refresh_from_db()
    assert past.counts["candidates"] == 0
    assert "not compared yet" not in client.get(past.get_absolute_url()).content.decode()


def test_wrong_rows_are_shown_and_can_be_had_as_a_spreadsheet(sign_in, coordinator, everything):
    client = sign_in(coordinator)
    name_columns(client, upload(client, (HEADING + "Maro Teskan,person,1971,,Norway,2019-04-03,,").encode()))
    past = PastImport.objects.get()

    page = client.get(past.get_absolute_url()).content.decode()
    wrong = client.get(reverse("delivery:past-wrong-rows", args=[past.reference]))

    assert "“Norway” is no government that can be asked here. Write US, UK, Canada or EU." in page
    assert "There is nothing new in this spreadsheet" in page
    assert wrong["Content-Disposition"] == f'attachment; filename="{past.reference}-wrong-rows.csv"'
    assert wrong.content.decode("utf-8-sig").splitlines()[1].startswith("Maro Teskan,person,1971,,Norway")


def test_day_that_a_workbook_counts_is_shown_as_people_read_it(sign_in, coordinator, everything):
    client = sign_in(coordinator)
    rows = [HEADING.strip().split(","), ["Maro Teskan", "person", "1971", "", "Norway", "43558", "", ""]]
    response = upload(client, workbook(rows), "years.xlsx")

    columns = client.get(response["Location"]).content.decode()
    page = client.get(name_columns(client, response)["Location"]).content.decode()

    assert "Sent on (2019-04-03)" in columns
    assert "Maro Teskan · person · 1971 · Norway · 2019-04-03" in page


def test_what_cannot_be_read_is_refused_where_it_was_chosen(sign_in, coordinator):
    response = upload(sign_in(coordinator), b"PKbroken", "years.xlsx")

    assert response.context["form"].errors == {
        "file": ["This workbook cannot be read. Save it anew as .xlsx, or as CSV in UTF-8."]
    }
    assert not PastImport.objects.exists()


def test_one_column_is_not_two_facts(sign_in, coordinator):
    client = sign_in(coordinator)
    where = upload(client, (HEADING + MARO).encode())["Location"]

    page = client.post(where, {"name": 0, "government": 0, "sent_on": 5})

    assert page.context["form"].errors["government"] == ["Another fact is in this column already."]
    assert page.content.decode().count("Something has to be mended") == 1


def test_second_click_brings_nothing_in_twice(sign_in, coordinator, everything, run_jobs):
    client = sign_in(coordinator)
    name_columns(client, upload(client, (HEADING + MARO).encode()))
    where = reverse("delivery:past-bring-in", args=[PastImport.objects.get().reference])

    client.post(where)
    client.post(where)
    run_jobs()

    assert Recommendation.objects.count() == 1


def test_spreadsheet_lies_sealed_on_the_disk(sign_in, coordinator, everything, settings):
    from pathlib import Path

    upload(sign_in(coordinator), (HEADING + MARO).encode())
    past = PastImport.objects.get()

    kept = Path(past.file.storage.path(past.file.name)).read_bytes()
    assert b"Teskan" not in kept
