"""Eight years in a browser: the spreadsheet of the demonstration brought in, its wrong rows corrected and brought again."""

import csv
import os
from io import StringIO
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from accounts.models import Organisation
from accounts.roles import Role
from demo.veldonia import COALITION, PARTNERS
from submissions.models import Recommendation
from tests.conftest import PASSWORD
from vault.sight import EVERYTHING, look_as

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
SHEET = Path(__file__).parents[2] / "demo" / "past" / "veldonia-2015-2022.xlsx"
GRAVE = {"serious", "critical"}
RIGHT = {
    "31/02/2019": "28/02/2019",
    "Norway": "UK",
    "": "Sumek Varnosk",
    "spring 2021": "2021-04-12",
    "Orsa Valley Womens Network": PARTNERS[0],
}


@pytest.fixture(autouse=True)
def one_step(settings):
    settings.SECOND_FACTOR_WAIVED = True


@pytest.fixture
def noor(walk, enlist):
    for name in PARTNERS:
        Organisation.objects.create(name=name)
    browser = walk()
    coalition = Organisation.objects.create(name=COALITION, is_coalition=True)
    browser.sign_in(enlist("Noor", coalition, Role.COORDINATOR), PASSWORD)
    return browser


def picture(walk, name):
    """For those who see it, when DESK_PICTURES names a folder; and for those who hear it, always."""
    found = Axe().run(walk.page).response["violations"]
    assert [(name, one["id"], one["nodes"][0]["html"]) for one in found if one["impact"] in GRAVE] == []
    if folder := os.environ.get("DESK_PICTURES"):
        Path(folder).mkdir(parents=True, exist_ok=True)
        for width, pixels in {"phone": 390, "laptop": 1366}.items():
            walk.page.set_viewport_size({"width": pixels, "height": 900})
            walk.page.screenshot(path=Path(folder) / f"past-{name}-{width}.png", full_page=True)


def bring(noor, path, run_jobs, name):
    noor.go("delivery:past")
    picture(noor, f"{name}-1-door")
    noor.page.locator("[name=file]").set_input_files(path)
    noor.press("Read it")
    picture(noor, f"{name}-2-columns")
    noor.press("Try the rows")
    picture(noor, f"{name}-3-tried")


def bring_in(noor, run_jobs, button):
    noor.press(button)
    picture(noor, "waits")
    run_jobs()
    noor.page.reload()
    noor.press("Go to the spreadsheet")


def tally(noor):
    names = noor.page.locator(".tally dt").all_inner_texts()
    return dict(zip(names, map(int, noor.page.locator(".tally dd").all_inner_texts()), strict=True))


def test_eight_years_are_brought_in_and_wrong_rows_corrected(noor, run_jobs, tmp_path):
    bring(noor, SHEET, run_jobs, "first")
    assert tally(noor) == {
        "New recommendations": 153,
        "Rows that cannot be read": 5,
        "Rows that stand there twice": 2,
        "Here already": 0,
    }
    with noor.page.expect_download() as download:
        noor.page.get_by_role("link", name="All of them as a spreadsheet, each with what is wrong").click()
    corrected = tmp_path / "corrected.csv"
    corrected.write_text(correct(Path(download.value.path()).read_text("utf-8-sig")), "utf-8")
    bring_in(noor, run_jobs, "Bring 153 recommendations in")
    picture(noor, "first-4-result")

    bring(noor, corrected, run_jobs, "again")
    bring_in(noor, run_jobs, "Bring 5 recommendations in")
    noor.go("delivery:past")
    picture(noor, "years")

    years = noor.page.locator("#record + .scroll tbody th").all_inner_texts()
    assert years == [str(year) for year in range(2022, 2014, -1)]
    assert noor.page.locator("#record + .scroll tfoot td").last.inner_text() == "158"
    with look_as(EVERYTHING):
        assert Recommendation.objects.filter(status="sent").count() == 158
    read_the_ledger(noor)
    noor.assert_clean()


def read_the_ledger(noor):
    """Of what was brought in: found by name, an acknowledgement written down, and its standing read."""
    noor.go("/delivery/?who=Adrenno")
    picture(noor, "ledger")
    noor.page.get_by_role("link", name="Kesta Adrenno").first.click()
    noor.page.get_by_text("Write down what passed between them and us").click()
    noor.page.locator("[name=kind]").select_option("acknowledged")
    noor.page.locator("[name=delivery]").select_option(index=1)
    noor.page.locator("#id_on").fill("2023-01-10")
    noor.page.locator("#id_words").fill("Their mailbox confirmed it.")
    noor.press("Write it down")
    picture(noor, "line")
    assert noor.page.get_by_text("Their mailbox confirmed it.").is_visible()
    assert noor.page.locator(".kicker .mark").inner_text() == "They have it"
    for route in ("due", "clocks", "offices", "wanted"):
        noor.go(f"delivery:{route}")
        picture(noor, route)
    noor.page.get_by_role("link", name="Offices", exact=True).click()
    noor.page.locator(".rows a").first.click()
    picture(noor, "office")


def correct(text):
    heading, *rows = csv.reader(StringIO(text))
    wrong = {"31/02/2019": 7, "Norway": 5, "spring 2021": 7, "Orsa Valley Womens Network": 8}
    for row in rows:
        if not row[0]:
            row[0] = RIGHT[""]
        for word, place in wrong.items():
            if row[place] == word:
                row[place] = RIGHT[word]
    out = StringIO()
    csv.writer(out).writerows([heading, *rows])
    return out.getvalue()
