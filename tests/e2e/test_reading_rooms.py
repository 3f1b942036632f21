"""The pages on which staff read official lists, on a laptop and on a phone: nothing wider than the screen, nothing in the way."""

import os
from datetime import date
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from accounts.roles import Role
from sanctions.models import ListEntry, Snapshot
from sanctions.refresh import absorb
from sanctions.sources import SOURCES
from tests.conftest import PASSWORD
from tests.sanctions.conftest import CUTS, VELDONIA, csv_of, parts, row
from tests.sanctions.samples import body_of

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
WIDTHS = {"laptop": 1366, "phone": 390}
GRAVE = {"serious", "critical"}


@pytest.fixture
def lists(settings, tmp_path):
    """A list over two days, one that was cut short, one entry twice, a corrected name, a list that went back."""
    settings.VAR, settings.LIST_FLOORS = tmp_path / "var", dict.fromkeys(SOURCES, 1)
    settings.SECOND_FACTOR_WAIVED = True
    ofac = SOURCES["us-ofac-sdn"]
    for day in ("2022-12-08", "2022-12-09"):
        absorb(ofac, parts(VELDONIA / day), date.fromisoformat(day))
    whole = (VELDONIA / "2022-12-09" / "sdn.csv").read_bytes().decode().split("\r\n")[:-1]
    twice = [row(number, name="BORUN, Ilse", remarks="DOB 05 Oct 1976.") for number in (99001, 99002)]
    for name, rows in (("twice", [*whole, *twice]), ("short", whole[:9])):
        (tmp_path / name).write_bytes(csv_of(rows))
        absorb(ofac, {"sdn.csv": tmp_path / name}, date(2022, 12, 12))
    for body in (body_of("ca-sema"), body_of("ca-sema").replace(b"Atabekov", b"Atabekow")):
        (tmp_path / "canada").write_bytes(body)
        absorb(SOURCES["ca-sema"], {"sema-lmes.xml": tmp_path / "canada"})
    for day in ("2026-01-01", "2022-12-15"):
        path = CUTS.parent / "us-ofac-consolidated" / day / "consolidated.xml"
        absorb(SOURCES["us-ofac-consolidated"], {"consolidated.xml": path})


def addresses():
    teskan = ListEntry.objects.get(watched_list="us-ofac-sdn", reference="91008")
    aside, back = Snapshot.objects.get(verdict="quarantined"), Snapshot.objects.exclude(went_back_to=None).get()
    return {
        "lists": "/lists/",
        "list": "/lists/us-ofac-sdn/",
        "list-corrected": "/lists/ca-sema/",
        "entries": "/lists/us-ofac-sdn/entries/",
        "entry": teskan.get_absolute_url(),
        "search": "/lists/search/?q=Teskan",
        "publication-aside": aside.get_absolute_url(),
        "publication-back": back.get_absolute_url(),
        "twins": "/lists/twins/",
        "bring": "/lists/us-ofac-sdn/bring/",
        "screen": "/lists/screen/",
    }


def test_reading_rooms_fit_and_nothing_stands_in_the_way(lists, walk, enlist, coalition):
    reader = walk()
    reader.sign_in(enlist("Rosa", coalition, Role.COORDINATOR), PASSWORD)

    too_wide, in_the_way = [], {}
    for name, address in addresses().items():
        reader.go(address)
        for width, pixels in WIDTHS.items():
            reader.page.set_viewport_size({"width": pixels, "height": 900})
            picture(reader, f"{name}-{width}")
            if reader.page.evaluate("document.documentElement.scrollWidth") > pixels:
                too_wide.append((name, width))
        found = Axe().run(reader.page).response["violations"]
        in_the_way |= {name: [violation["id"] for violation in found if violation["impact"] in GRAVE]}

    assert too_wide == []
    assert {name: found for name, found in in_the_way.items() if found} == {}
    reader.assert_clean()


def picture(reader, name):
    """For somebody who looks at them: ROOM_PICTURES names the folder."""
    if folder := os.environ.get("ROOM_PICTURES"):
        Path(folder).mkdir(parents=True, exist_ok=True)
        reader.page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)
