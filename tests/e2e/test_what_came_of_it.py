"""From a day's list to a reading of two and the changed figure, in a browser: what a board would be shown."""

import os
from pathlib import Path

import pytest

from demo import cases, veldonia
from insight import listing_days, working_out
from tests.submissions import story
from vault.sight import EVERYTHING, look_as

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.e2e]

RELEASE = (
    "The commander was designated for the detention of Indigenous women of the Lower Orsa who had defended their land. "
    "Detainees were held at the quarry for three months."
)
PASSAGE = "detention of Indigenous women of the Lower Orsa"


def picture(walk, name):
    if folder := os.environ.get("JOURNEY_PICTURES"):
        Path(folder).mkdir(parents=True, exist_ok=True)
        walk.page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


@pytest.fixture
def world(settings):
    settings.SECOND_FACTOR_WAIVED = True
    with look_as(EVERYTHING):
        story.tell()
        story.tell_the_next_day()


def worked():
    """What workers do within a minute, and the half hour."""
    with look_as(EVERYTHING):
        listing_days.open_listing_days()
        working_out.work_out()


def read(walk, groups):
    walk.go("insight:texts")
    picture(walk, "came-5-texts")
    first_row(walk)
    for group in groups:
        walk.page.locator(f"[name={group}-says]").select_option("explicit")
        walk.page.locator(f"[name={group}-passage]").fill(PASSAGE)
    picture(walk, "came-6-reading")
    walk.press("I have read it to its end")


@pytest.fixture
def people(walk, world):
    emails = (cases.COORDINATOR, cases.REVIEWER, "analyst@coalition.example", "lead@orsa.example")
    walks = [walk(viewport={"width": 1280, "height": 900}) for _ in emails]
    for person, email in zip(walks, emails, strict=True):
        person.sign_in(cases.person(email), veldonia.PASSWORD)
    return walks


def first_row(walk):
    with walk.page.expect_navigation():
        walk.page.locator("main ul.rows a").first.click()


def named(walk, picture_name):
    """The last number of the last line: how many cases whose people were named."""
    walk.go("insight:funnel")
    picture(walk, picture_name)
    return walk.page.locator("tfoot td").last.inner_text().strip()


def listing_day(noor, lead):
    noor.go("insight:listing-days")
    first_row(noor)
    with noor.page.expect_navigation():
        noor.page.locator("main ol.rows button").first.click()
    picture(noor, "came-3-listing-day")
    lead.page.set_viewport_size({"width": 390, "height": 800})
    lead.page.goto(noor.page.url)
    picture(lead, "came-4-listing-day-partner")
    assert "We spoke with you about it." in lead.page.inner_text("main")


def keep_text(samir):
    samir.go("insight:add-text")
    samir.fill(title="Treasury sanctions a commander of the guard", text=RELEASE, references=tracked_entry())
    samir.page.locator("[name=government]").select_option("us")
    samir.press("Keep it")


def test_from_a_list_to_a_changed_figure(people):
    noor, samir, ana, lead = people
    for judge in (noor, samir):
        judge.go("submissions:candidates")
        first_row(judge)
        judge.press("Same person")
    picture(samir, "came-1-outcome")
    worked()
    before = named(noor, "came-2-funnel-before")
    listing_day(noor, lead)
    keep_text(samir)
    for person in (samir, ana):
        read(person, ["women", "indigenous_peoples"])
    worked()

    ana.go("insight:recognition")
    picture(ana, "came-7-recognition")
    assert (before, named(noor, "came-8-funnel-after")) == ("0", "1")
    for name in ("waiting", "timeline", "silence", "matrix", "share"):
        noor.go(f"insight:{name}")
        picture(noor, f"came-9-{name}")
    for person in people:
        person.assert_clean()


def tracked_entry():
    from submissions.models import Candidate

    with look_as(EVERYTHING):
        return Candidate.objects.select_related("entry").first().entry.reference
