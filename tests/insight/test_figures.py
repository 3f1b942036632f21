"""Every number equals a count over the list behind it; whoever does not see cases gets no small numbers and no list."""

import csv
import io
from datetime import date

import pytest
from django.urls import reverse

from cases.models import Victim
from cases.statuses import CaseStatus
from cases.vocabularies import GroupAnswer, VictimGroup
from delivery.models import Contact
from insight import attribution, charts, coding, figures, working_out
from insight.models import CaseFact
from insight.regions import COUNTRIES, ELSEWHERE, LABELS, REGION_OF
from insight.statuses import Stage
from sanctions.countries import NAMES_OF
from sanctions.models import EntryProgramme, EntryVersion, ListEntry
from submissions.models import Delivery, Outcome
from tests.submissions.conftest import make_accepted_case

pytestmark = pytest.mark.django_db


@pytest.fixture
def counted(listed, organisation, partner, make_case):
    """One case acted on, one accepted, one filed, one begun, one whose groups are withheld."""
    make_accepted_case(organisation, partner, "Somebody Else")
    make_case(organisation, partner, status=CaseStatus.FILED)
    make_case(organisation, partner)
    withheld = make_case(organisation, partner, status=CaseStatus.FILED)
    Victim.objects.create(case=withheld, pseudonym="The eleven", group_answer=GroupAnswer.WITHHELD)
    working_out.work_out()
    return listed


def name_the_women(outcome, persons):
    told = {
        "government": "us",
        "title": "Release",
        "text": "He held women of the Lower Orsa.",
        "language": "en",
        "kind": "release",
    }
    text = coding.add_text(told, [outcome.candidate.entry], by=persons[0])
    for person in persons:
        coding.read_text(text, [(VictimGroup.WOMEN, "explicit", "held women")], by=person)
    working_out.work_out()


def counts(by="group"):
    return {row.code: row.counts for row in figures.funnel(CaseFact.objects.all(), by)}


def test_stages_are_those_of_the_cases(counted):
    assert counts() == {
        "women": (2, 2, 1, 1, 1, 0),
        "indigenous_peoples": (2, 2, 1, 1, 1, 0),
        "unknown": (1, 0, 0, 0, 0, 0),
        "withheld_for_safety": (1, 0, 0, 0, 0, 0),
    }
    assert figures.whole(CaseFact.objects.all()) == (4, 2, 1, 1, 1, 0)
    assert CaseFact.objects.filter(stage=Stage.BEGUN).count() == 1


def test_group_counts_as_named_only_where_it_is_named_itself(counted, two):
    name_the_women(counted, two)

    assert (counts()["women"][-1], counts()["indigenous_peoples"][-1]) == (1, 0)


def test_undone_outcome_is_counted_no_more(counted):
    Outcome.objects.update(undone_at="2023-01-01T00:00Z")
    working_out.work_out()

    assert counts()["women"] == (2, 2, 1, 0, 0, 0)


@pytest.mark.parametrize(
    ("kind", "acknowledged"),
    [("letter", 0), ("proof", 0), ("parliament", 0), ("acknowledged", 1), ("question", 1), ("answered", 1)],
)
def test_case_is_acknowledged_when_an_office_says_that_it_has_it(counted, coordinator, kind, acknowledged):
    Outcome.objects.update(undone_at="2023-01-01T00:00Z")
    Contact.objects.create(dossier=Delivery.objects.get().version.dossier, kind=kind, on="2022-11-01", by=coordinator)
    working_out.work_out()

    assert figures.whole(CaseFact.objects.all()) == (4, 2, 1, acknowledged, 0, 0)


def test_case_that_was_declined_was_acknowledged(counted):
    Outcome.objects.update(kind="declined")
    working_out.work_out()

    assert figures.whole(CaseFact.objects.all()) == (4, 2, 1, 1, 0, 0)


@pytest.mark.parametrize("by", sorted(figures.COLUMNS))
def test_every_number_is_the_length_of_the_list_behind_it(counted, two, coordinator, sign_in, by):
    name_the_women(counted, two)
    client = sign_in(coordinator)

    page = client.get(reverse("insight:funnel"), {"by": by})

    for row, numbers in page.context["table"]:
        for stage, number in numbers:
            behind = client.get(reverse("insight:funnel-cases"), {"by": by, "is": row.code, "stage": stage})
            assert behind.context["paginator"].count == int(number)
    for stage, number in page.context["whole"]:
        behind = client.get(reverse("insight:funnel-cases"), {"by": "", "is": "", "stage": stage})
        assert behind.context["paginator"].count == int(number)


def test_analyst_gets_totals_no_small_numbers_and_no_list(counted, analyst, sign_in):
    client = sign_in(analyst)

    page = client.get(reverse("insight:funnel"))
    table = client.get(reverse("insight:funnel-table")).content.decode()

    assert {number for _, numbers in page.context["table"] for _, number in numbers} == {"0", "<5"}
    assert {number for _, number in page.context["whole"]} == {"0", "<5"}
    assert "insight/cases" not in page.content.decode()
    assert {cell for row in list(csv.reader(io.StringIO(table)))[1:] for cell in row[2:]} == {"0", "<5"}
    assert client.get(reverse("insight:funnel-cases"), {"stage": 1}).status_code == 403


def test_partner_reads_no_figures(counted, lead, sign_in):
    assert sign_in(lead).get(reverse("insight:funnel")).status_code == 403


@pytest.mark.parametrize("name", ["funnel-chart", "waiting-chart", "timeline-chart", "silence-map"])
def test_chart_is_drawn_here_and_asks_for_nothing(counted, coordinator, sign_in, name):
    answer = sign_in(coordinator).get(reverse(f"insight:{name}"))

    drawn = answer.content.decode()
    assert answer["Content-Type"] == "image/svg+xml"
    assert drawn.startswith("<svg")
    assert "<script" not in drawn
    assert "href" not in drawn.replace("xmlns:xlink", "")


def test_chart_of_an_analyst_shows_no_small_bar(counted, analyst, sign_in, monkeypatch):
    drawn = []
    monkeypatch.setattr(charts, "svg", lambda spec: drawn.append(spec) or "<svg/>")

    sign_in(analyst).get(reverse("insight:funnel-chart"))

    assert {value["count"] for value in drawn[0]["data"]["values"]} == {0}


def test_how_long_it_takes_counts_those_still_waiting(counted, coordinator, sign_in):
    client = sign_in(coordinator)

    page = client.get(reverse("insight:waiting"))

    assert {kind: number for kind, _, number in page.context["counts"]} == {
        "dated": "1",
        "interval": "0",
        "pending": "0",
        "left_out": "0",
    }
    assert page.context["median"] == (date(2022, 12, 9) - date(2022, 10, 3)).days
    for kind, _, number in page.context["counts"]:
        assert client.get(reverse("insight:waited"), {"kind": kind}).context["paginator"].count == int(number)


def test_listed_before_is_left_out_of_the_curve_and_told(counted, coordinator, sign_in):
    Outcome.objects.update(kind="listed_before_sending")

    page = sign_in(coordinator).get(reverse("insight:waiting"))

    assert {kind: number for kind, _, number in page.context["counts"]}["left_out"] == "1"
    assert page.context["median"] is None


def test_share_counts_what_two_found_and_leaves_craft_apart(counted, two, coordinator, sign_in):
    entry = counted.candidate.entry
    for number, kind in (("V8", "person"), ("V9", "vessel")):
        other = ListEntry.objects.create(
            watched_list=entry.watched_list, reference=number, kind=kind, name=number, digest="-", first_seen=entry.first_seen
        )
        EntryProgramme.objects.create(entry=other, code="GLOMAG", first_seen=entry.first_seen)
    for person in two:
        attribution.attribute(counted, 3, "One wording.", by=person)
    client = sign_in(coordinator)

    page = client.get(reverse("insight:share"))
    (share, numbers, part) = next(row for row in page.context["rows"] if row[0].levels)

    told = dict(numbers)
    assert (told["designated"], told["craft"], told["acted"], told["3"], told["basis"]) == ("2", "1", "1", "1", "1")
    assert part == 0.5
    for what, number in numbers:
        behind = client.get(reverse("insight:share-entries"), {"programme": share.programme.code, "what": what})
        assert len(behind.context["entries"]) == int(number)


def test_share_of_an_analyst_names_nobody_of_ours(counted, analyst, sign_in):
    client = sign_in(analyst)

    page = client.get(reverse("insight:share"))
    (share, numbers, part) = page.context["rows"][0]

    assert (dict(numbers)["designated"], dict(numbers)["acted"], part) == ("1", "<5", 0)
    assert client.get(reverse("insight:share-entries"), {"programme": share.programme.code, "what": "acted"}).status_code == 404


def test_silence_is_where_cases_were_accepted_and_nobody_is_listed(counted, coordinator, sign_in):
    client = sign_in(coordinator)

    page = client.get(reverse("insight:silence"))
    (line, accepted, sent, listed) = page.context["rows"][0]
    assert (line.label, accepted, sent, line.is_silent) == ("Veldonia", "2", "1", True)

    entry = counted.candidate.entry
    content = {"reference": "1", "kind": "person", "names": [], "programmes": ["GLOMAG"], "nationalities": ["Veldonia"]}
    EntryVersion.objects.create(entry=entry, snapshot=entry.first_seen, content=content)
    (line, *_numbers, listed) = client.get(reverse("insight:silence")).context["rows"][0]

    assert (dict(listed), line.is_silent) == ({"us": 1, "gb": 0, "ca": 0, "eu": 0}, False)
    behind = client.get(reverse("insight:listed-from"), {"government": "us", "place": "veldonia"})
    assert list(behind.context["entries"]) == [entry]


def test_silence_can_be_asked_of_one_group(counted, coordinator, sign_in):
    client = sign_in(coordinator)

    assert len(client.get(reverse("insight:silence"), {"group": "women"}).context["rows"]) == 1
    assert client.get(reverse("insight:silence"), {"group": "lgbtiq"}).context["rows"] == []


def test_silence_by_region_has_a_row_for_countries_of_none(counted, coordinator, sign_in):
    (line, accepted, *_more) = sign_in(coordinator).get(reverse("insight:silence"), {"by": "region"}).context["rows"][0]

    assert (line.place, line.label, accepted) == ("elsewhere", "No region", "2")


def test_every_country_we_know_lies_in_one_region():
    assert set(REGION_OF) == set(NAMES_OF)
    assert sum(len(countries.split()) for countries in COUNTRIES.values()) == len(NAMES_OF)
    assert set(COUNTRIES) | {ELSEWHERE} == set(LABELS)
