"""Charts beside the tables of figures: each says what its table says, and begins where whoever reads begins."""

import pytest
from django.urls import reverse
from django.utils import translation

from insight import attribution, charts
from insight.statuses import CellState, Level
from submissions.models import Outcome
from tests.insight.test_figures import counted, name_the_women  # noqa: F401 -- a fixture: five cases, one acted on

pytestmark = pytest.mark.django_db


@pytest.fixture
def drawn(monkeypatch):
    """What was drawn, as it was told to the one who draws."""
    specs = []
    monkeypatch.setattr(charts, "svg", lambda spec: specs.append(spec) or "<svg/>")
    return specs


def bars(spec):
    return {(value["row"], value["part"]): value["count"] for value in spec["data"]["values"] if value["count"]}


def test_share_is_drawn_by_level(counted, two, coordinator, sign_in, drawn):  # noqa: F811
    for person in two:
        attribution.attribute(Outcome.objects.get(), Level.BASIS, "A sentence of ours stands in it.", by=person)
    client = sign_in(coordinator)

    page = client.get(reverse("insight:share"))
    client.get(reverse("insight:share-chart"))

    programmes = [str(share.programme) for share, *_ in page.context["rows"]]
    assert page.context["has_bars"]
    assert bars(drawn[0]) == {(programme, "3: appears to have a basis in it"): 1 for programme in programmes}


def test_recognition_is_drawn_for_groups_of_which_something_is_said(counted, two, coordinator, sign_in, drawn):  # noqa: F811
    name_the_women(counted, two)
    client = sign_in(coordinator)

    page = client.get(reverse("insight:recognition"))
    client.get(reverse("insight:recognition-chart"), {"programme": page.context["programme"]})

    said = {row.group: dict(row.counts) for row in page.context["named"] if row.counts["absent"] < max(row.counts.values())}
    assert sorted(said) == ["women"]
    assert bars(drawn[0]) == {("Women", "Explicit"): said["women"]["explicit"]}


def test_silence_by_region_is_drawn_and_says_who_is_silent(counted, coordinator, sign_in, drawn):  # noqa: F811
    client = sign_in(coordinator)

    (line, accepted, sent, _) = client.get(reverse("insight:silence"), {"by": "region"}).context["rows"][0]
    client.get(reverse("insight:silence-chart"), {"by": "region"})

    called = f"{line.label} (silent)"
    assert line.is_silent
    assert bars(drawn[0]) == {(called, "Accepted"): int(accepted), (called, "Sent"): int(sent)}


def test_matrix_is_drawn_as_squares_of_the_lines_on_the_page(counted, coordinator, sign_in, drawn):  # noqa: F811
    client = sign_in(coordinator)

    page = client.get(reverse("insight:matrix"))
    client.get(reverse("insight:matrix-chart"))

    told = {(value["row"], value["column"]): value["state"] for value in drawn[0]["data"]["values"]}
    assert told == {
        (f"{line.subject} · {line.subject.reference}", page.context["names"][cell.government]): cell.state.label
        for line, cells, _ in page.context["rows"]
        for cell in cells
    }
    assert set(told.values()) == {CellState.LISTED.label, CellState.NOT_ASKED.label}


@pytest.mark.parametrize("name", ["share-chart", "silence-chart"])
def test_chart_of_an_analyst_shows_no_small_bar(counted, analyst, sign_in, drawn, name):  # noqa: F811
    sign_in(analyst).get(reverse(f"insight:{name}"))

    assert {value["count"] for value in drawn[0]["data"]["values"]} == {0}


@pytest.mark.parametrize("name", ["share-chart", "recognition-chart", "silence-chart", "matrix-chart"])
def test_chart_is_drawn_here_and_asks_for_nothing(counted, coordinator, sign_in, name):  # noqa: F811
    answer = sign_in(coordinator).get(reverse(f"insight:{name}"))

    drawn = answer.content.decode()
    assert answer["Content-Type"] == "image/svg+xml"
    assert drawn.startswith("<svg")
    assert "href" not in drawn.replace("xmlns:xlink", "")


@pytest.mark.parametrize(("language", "side"), [("en", None), ("ar", "right")])
def test_chart_begins_where_its_reader_begins(language, side):
    with translation.override(language):
        spec = charts.facing(charts.funnel([("Sudan", [3, 1])], ["Filed", "Sent"]))

    assert spec["encoding"]["y"].get("axis", {}).get("orient") == side
    assert spec["encoding"]["x"]["scale"].get("reverse") == (True if side else None)
    assert charts.svg(spec).startswith("<svg")


def test_staircase_falls_the_same_way_for_everybody():
    with translation.override("ar"):
        spec = charts.curve([(0, 1.0), (67, 0.5)], "Days")

        assert charts.facing(spec) == spec


def test_chart_for_a_telephone_is_narrow(counted, coordinator, sign_in, drawn):  # noqa: F811
    client = sign_in(coordinator)

    for name in ("funnel-chart", "waiting-chart", "matrix-chart"):
        client.get(reverse(f"insight:{name}"), {"narrow": "1"})

    assert [spec["width"] for spec in drawn] == [160, 270, {"step": 44}]
