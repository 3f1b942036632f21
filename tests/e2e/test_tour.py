"""`make tour`: the pictures of README.md, taken from the demonstration's own fictional people and cases."""

from pathlib import Path

import pytest
from django.core.management import call_command

from audit.chain import seal_records
from demo.veldonia import PASSWORD

PICTURES = Path(__file__).resolve().parents[2] / "docs" / "pictures"
SIZE = {"width": 1200, "height": 820}
LARGEST = 200_000
CASE = "Women held in the cloister at Mirna"

# name, who looks, where; the last may be a link to follow from there
SHOTS = (
    ("sign-in", None, "account_login", None),
    ("home-partner", "author@orsa.example", "home", None),
    ("home-coordinator", "coordinator@coalition.example", "home", None),
    ("cases", "coordinator@coalition.example", "cases:list", None),
    ("case", "coordinator@coalition.example", "cases:list", CASE),
    ("people", "coordinator@coalition.example", "accounts:list", None),
    ("record", "auditor@coalition.example", "audit:list", None),
)


@pytest.mark.tour
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # files the seed leaves to be collected
def test_pictures(walk, live_server, settings):
    settings.SECOND_FACTOR_WAIVED = True
    call_command("seed_demo")
    seal_records()  # as the clock has done by the time somebody looks

    sizes = {name: take(walk(), name, who, route, link) for name, who, route, link in SHOTS}

    assert {name for name, size in sizes.items() if size > LARGEST} == set()


def take(visit, name, who, route, link):
    """Returns the picture's size in bytes."""
    visit.page.set_viewport_size(SIZE)
    if who:
        visit.go("account_login")
        visit.fill(login=who, password=PASSWORD)
        visit.press("Sign in")
    visit.go(route)
    if link:
        visit.press(link)
    path = PICTURES / f"{name}.png"
    visit.page.wait_for_load_state("networkidle")
    visit.page.screenshot(path=path)
    visit.page.context.close()  # and with it the server's thread, so that the last one is long gone at the end
    return path.stat().st_size
