"""The pages of delivery with the demonstration's own offices, log and days: read by axe, on a laptop and on a phone."""

import os
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.management import call_command
from django.urls import reverse

from accounts.models import User
from delivery.models import Wanted
from demo.veldonia import PASSWORD
from submissions.models import Recipient, Recommendation
from vault.sight import EVERYTHING, look_as

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
WIDTHS = {"phone": 390, "laptop": 1280}
GRAVE = {"serious", "critical"}
COORDINATOR, LIAISON, PARTNER = "coordinator@coalition.example", "liaison@coalition.example", "author@kestrel.example"


@pytest.fixture
def demonstration(settings, tmp_path):
    settings.SECOND_FACTOR_WAIVED, settings.VAR = True, tmp_path / "var"
    call_command("seed_demo")


def pages():
    """name, who looks, where."""
    ask = Recommendation.objects.get(subject__names__text="Ferran Olst")
    line = reverse("delivery:line", args=[ask.reference])
    office = Recipient.objects.get(office__startswith="Department of State")
    wanted = Wanted.objects.get(answered_on=None)
    return [
        ("home", LIAISON, "/"),
        ("ledger", LIAISON, reverse("delivery:ledger")),
        ("line", LIAISON, line),
        ("log", LIAISON, f"{line}?tab=log"),
        ("due", LIAISON, reverse("delivery:due")),
        ("wanted", LIAISON, reverse("delivery:wanted")),
        ("wanted-one", LIAISON, wanted.get_absolute_url()),
        ("offices", LIAISON, reverse("delivery:offices")),
        ("office", LIAISON, reverse("delivery:office", args=[office.pk])),
        ("clocks", LIAISON, reverse("delivery:clocks")),
        ("dossier", LIAISON, ask.dossier.get_absolute_url()),
        ("copies", LIAISON, reverse("submissions:copies", args=[ask.dossier.reference, 1])),
        ("coordinator-home", COORDINATOR, "/"),
        ("coordinator-due", COORDINATOR, reverse("delivery:due")),
        ("coordinator-ledger", COORDINATOR, reverse("delivery:ledger")),
        ("past", COORDINATOR, reverse("delivery:past")),
        ("told-partner", PARTNER, reverse("delivery:told-partner", args=[ask.case.reference])),
    ]


def look_at(visit, name, address):
    visit.go(address)
    return look_at_open_page(visit, name)


def look_at_open_page(visit, name):
    """What is too wide, and what stands in the way of those who do not see."""
    found = []
    for width, pixels in WIDTHS.items():
        visit.page.set_viewport_size({"width": pixels, "height": 900})
        visit.page.evaluate("document.querySelectorAll('main details').forEach((one) => { one.open = true })")
        picture(visit, f"{name}-{width}")
        if visit.page.evaluate("document.documentElement.scrollWidth") > pixels:
            found.append((name, width, "too wide"))
        violations = Axe().run(visit.page).response["violations"]
        found += [(name, width, one["id"], one["nodes"][0]["html"]) for one in violations if one["impact"] in GRAVE]
    return found


def look_at_what_answers(visit):
    """Pages that come after a button: a calendar's address shown once, no mail any more, a line that cannot be."""
    found = []
    visit.go("delivery:due")
    for button in ("Make its address", "No mail, please"):
        visit.press(button)
        found += look_at_open_page(visit, button.split()[0].lower())
    visit.go("delivery:ledger")
    visit.press("Ferran Olst")
    visit.page.get_by_text("Write down what passed between them and us").click()
    visit.page.locator("[name=kind]").select_option("letter")
    visit.page.locator("#id_on").fill("2999-01-01")
    visit.page.locator("#id_words").fill("We asked again.")
    visit.press("Write it down")
    assert visit.page.get_by_text("This day is in the future. Write it down after it happened.").first.is_visible()
    return found + look_at_open_page(visit, "refused")


def picture(visit, name):
    """For somebody who looks at them: DESK_PICTURES names the folder."""
    if folder := os.environ.get("DESK_PICTURES"):
        Path(folder).mkdir(parents=True, exist_ok=True)
        visit.page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


def test_pages_of_delivery_fit_and_nothing_stands_in_the_way(demonstration, walk):
    with look_as(EVERYTHING):
        asked = pages()
    visits, found = {}, []
    for name, who, address in asked:
        if who not in visits:
            visits[who] = walk()
            visits[who].sign_in(User.objects.get(email=who), PASSWORD)
        found += look_at(visits[who], name, address)

    found += look_at_what_answers(visits[LIAISON])

    assert found == []
    rooms = visits[COORDINATOR].page.locator(".rooms a").all()
    assert len({room.bounding_box()["y"] for room in rooms}) == 1  # one line, at 1280 pixels
    for visit in visits.values():
        visit.assert_clean()
