"""When things happened: each once, on its first day; every number is the length of the list behind it."""

from datetime import date

import pytest
from django.urls import reverse

from delivery.models import Contact
from insight import charts, timeline
from insight.timeline import Dated
from submissions.models import Delivery

pytestmark = pytest.mark.django_db


@pytest.fixture
def heard(listed, coordinator):
    """Sent on 3 October, acknowledged in November, listed on 9 December 2022."""
    dossier = listed.recommendation.dossier
    for kind, on in (("letter", "2022-10-20"), ("answered", "2023-01-04"), ("acknowledged", "2022-11-02")):
        Contact.objects.create(dossier=dossier, kind=kind, on=on, by=coordinator)
    return listed


def table(client, **wanted):
    return {period: dict(numbers) for period, numbers in client.get(reverse("insight:timeline"), wanted).context["rows"]}


def test_each_thing_is_told_on_its_first_day(heard, coordinator, sign_in):
    client = sign_in(coordinator)

    assert table(client) == {"2022": {"sent": "1", "acknowledged": "1", "acted_on": "1"}}
    assert table(client, step="quarter") == {"2022-Q4": {"sent": "1", "acknowledged": "1", "acted_on": "1"}}
    assert table(client, government="gb") == {}
    assert client.get(reverse("insight:timeline"), {"step": "week"}).status_code == 404


def test_every_number_is_the_length_of_its_list(heard, coordinator, sign_in):
    client = sign_in(coordinator)

    for step in timeline.STEPS:
        for period, numbers in table(client, step=step).items():
            for what, number in numbers.items():
                behind = client.get(reverse("insight:timeline-asks"), {"step": step, "what": what, "period": period})
                assert behind.context["paginator"].count == int(number)


def test_sending_without_a_day_has_a_row_of_its_own(heard, coordinator, sign_in):
    Delivery.objects.all().delete()
    client = sign_in(coordinator)

    assert table(client)[timeline.NO_DAY] == {"sent": "1", "acknowledged": "0", "acted_on": "0"}
    behind = client.get(reverse("insight:timeline-asks"), {"what": "sent", "period": timeline.NO_DAY})
    assert behind.context["paginator"].count == 1


def test_whoever_sees_no_cases_gets_nothing_small_and_no_list(heard, analyst, sign_in):
    client = sign_in(analyst)

    assert table(client) == {"2022": {"sent": "<5", "acknowledged": "<5", "acted_on": "<5"}}
    assert client.get(reverse("insight:timeline-asks"), {"what": "sent", "period": "2022"}).status_code == 403
    assert client.get(reverse("insight:timeline-table")).content.decode().splitlines() == [
        "year,sent,acknowledged,acted_on",
        "2022,<5,<5,<5",
    ]


def test_no_period_between_is_left_out():
    rows = [Dated(1, "us", date(2020, 12, 31), None, date(2021, 7, 1)), Dated(2, "us", None, None, None)]

    assert timeline.counted(rows, "quarter") == [
        ("2020-Q4", [1, 0, 0]),
        ("2021-Q1", [0, 0, 0]),
        ("2021-Q2", [0, 0, 0]),
        ("2021-Q3", [0, 0, 1]),
        (timeline.NO_DAY, [1, 0, 0]),
    ]
    assert timeline.counted([], "year") == []


def test_map_shades_by_what_may_be_told_and_marks_the_silent():
    spec = charts.world({"by": "12", "sd": "<5", "mm": "20–24", "ug": "withheld", "veldonia": "9"}, ["sd", "veldonia"])

    shades = {row["id"]: row["cases"] for row in spec["transform"][0]["from"]["data"]["values"]}
    assert {code: shades[code] for code in ("by", "sd", "mm", "ug", "fr", "")} == {
        "by": "5–19",
        "sd": "1–4",
        "mm": "20–99",
        "ug": "withheld",
        "fr": "0",
        "": "0",
    }
    assert spec["encoding"]["stroke"]["condition"]["test"]["oneOf"] == ["sd", "veldonia"]
    assert charts.svg(spec).count("<path") > 170
