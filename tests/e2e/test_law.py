"""The law, its editor, arguing and planning in a browser, on a laptop and on a phone: nothing too wide, nothing in the way."""

import os
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse

from accounts.roles import Role
from sanctions.models import Criterion
from sanctions.services import change_row
from submissions import services
from tests.conftest import PASSWORD
from tests.e2e.test_four_governments import GOVERNMENTS, accepted_case
from tests.submissions.conftest import argue
from vault.sight import EVERYTHING, look_as

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
WIDTHS = {"laptop": 1366, "phone": 390}
ADDED_BELOW = [
    ("programme", "us"),
    ("criterion", "US-GLOMAG"),
    ("element", "US-13818-iiA"),
    ("conductrule", "US-BURMA"),
    ("term", "abuse_type"),
]
GRAVE = {"serious", "critical"}


@pytest.fixture
def people(settings, enlist, coalition):
    settings.SECOND_FACTOR_WAIVED = True
    marek = enlist("Marek", coalition, Role.LIAISON, jurisdictions=GOVERNMENTS)
    return marek, enlist("Editor", coalition, Role.REFERENCE_EDITOR)


@pytest.fixture
def asks(organisation, partner, people):
    """Planned for four: one argued, one that only waits, one before the Union; and a criterion with two versions."""
    marek, editor = people
    with look_as(EVERYTHING):
        made = accepted_case(organisation, partner)
        codes = {"us": "US-13818-iiA", "gb": "GB-6a", "eu": "EU-resp"}
        rows = {gov: (turn, Criterion.objects.get(code=code)) for turn, (gov, code) in enumerate(codes.items(), start=1)}
        told = {"embargo_until": "2199-01-01", "together": True, "note": "The United States move first."}
        plan = services.keep_plan(made.case, made.subject, told, rows, by=marek)
        opened = {ask.dossier.jurisdiction: ask for ask in services.open_planned(plan, by=marek)}
        argue(opened["us"], made.claims)
        criterion, wording = rows["us"][1], rows["us"][1].wording
        change_row(criterion, {"wording": "As the order reads since May"}, why="It was amended", seen=1, by=editor)
    yield opened
    Criterion.objects.filter(pk=criterion.pk).update(wording=wording, checked_by=None)  # what was shipped outlives a test


def addresses(asks):
    ask, criterion = asks["us"], Criterion.objects.get(code="US-13818-iiA")
    of_ask = {name: asks["eu" if name == "reasons" else "us"] for name in ("write", "elements", "reasons")}
    return {
        "programmes": reverse("sanctions:programmes"),
        "programme": reverse("sanctions:programme", args=["US-GLOMAG"]),
        "vocabularies": reverse("sanctions:vocabularies"),
        "vocabulary": reverse("sanctions:vocabulary", args=["victim_group"]),
        "row": criterion.get_absolute_url(),
        "edit": reverse("sanctions:reference-edit", args=["criterion", criterion.pk]),
        "editor-programme": reverse("sanctions:programme", args=["US-GLOMAG"]),
        "editor-vocabulary": reverse("sanctions:vocabulary", args=["victim_group"]),
        **{f"editor-add-{table}": reverse("sanctions:reference-add", args=[table, below]) for table, below in ADDED_BELOW},
        "open": reverse("submissions:open", args=[ask.case.reference]),
        "plan": reverse("submissions:plan", args=[ask.case.reference, ask.subject.reference]),
        "recommendation-us": ask.get_absolute_url(),
        "recommendation-eu": asks["eu"].get_absolute_url(),
        "dossier": ask.dossier.get_absolute_url(),
        **{name: reverse(f"submissions:{name}", args=[one.reference]) for name, one in of_ask.items()},
    }


def test_the_law_fits_and_nothing_stands_in_the_way(walk, people, asks):
    readers = {person: walk() for person in people}
    for person, reader in readers.items():
        reader.sign_in(person, PASSWORD)

    too_wide, in_the_way = [], {}
    for name, address in addresses(asks).items():
        reader = readers[people[name.startswith("edit")]]
        assert reader.go(address).status == 200
        for width, pixels in WIDTHS.items():
            reader.page.set_viewport_size({"width": pixels, "height": 900})
            picture(reader, f"law-{name}-{width}")
            if reader.page.evaluate("document.documentElement.scrollWidth") > pixels:
                too_wide.append((name, width))
            found = Axe().run(reader.page).response["violations"]
            in_the_way[f"{name}-{width}"] = [row["id"] for row in found if row["impact"] in GRAVE]

    assert too_wide == []
    assert {name: found for name, found in in_the_way.items() if found} == {}
    for reader in readers.values():
        reader.assert_clean()


def picture(reader, name):
    """For somebody who looks at them: ROOM_PICTURES names the folder."""
    if folder := os.environ.get("ROOM_PICTURES"):
        Path(folder).mkdir(parents=True, exist_ok=True)
        reader.page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)
