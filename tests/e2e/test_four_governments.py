"""One Veldonian case argued before four governments in a browser, from the same claims, in under forty clicks beyond the text."""

import os
from pathlib import Path

import pytest

from accounts.roles import Role
from cases.models import Act, Source
from submissions.models import Recommendation
from tests.conftest import PASSWORD
from tests.submissions.conftest import make_accepted_case, say
from vault.sight import EVERYTHING, look_as

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

GOVERNMENTS = ["us", "gb", "ca", "eu"]
OWN = {"us": {"interest": "It ends a spoiler’s income."}, "ca": {"statute": "A person, and victims who sought rights."}}
WORDS = {
    "summary": "He commanded the guard that tortured fourteen women. It was systematic.",
    "affected": "Fourteen Indigenous women of the Lower Orsa, held because they defend the land.",
    "contrary": "We searched the court register and found nothing in his favour.",
}


class Clicks:
    """A walk whose clicks are counted: links, buttons and ticks. What is typed is not, and no address is."""

    def __init__(self, walk):
        self.walk, self.count = walk, 0

    def press(self, name):
        self.count += 1
        self.walk.press(name)

    def tick(self, box):
        if not box.is_checked():
            self.count += 1
            box.check()


def picture(walk, name):
    """At both widths, for somebody who looks at them: JOURNEY_PICTURES names the folder."""
    if folder := os.environ.get("JOURNEY_PICTURES"):
        Path(folder).mkdir(parents=True, exist_ok=True)
        for width, pixels in {"phone": 390, "laptop": 1280}.items():
            walk.page.set_viewport_size({"width": pixels, "height": 900})
            walk.page.screenshot(path=Path(folder) / f"{name}-{width}.png", full_page=True)


def accepted_case(organisation, partner):
    """Torture of one who defends the land, shown by an official document; everybody agreed to all four governments."""
    made = make_accepted_case(organisation, partner)
    Act.objects.update(abuse="torture")
    Source.objects.filter(pk=made.photo.pk).update(is_open=True, type="official_document")
    for government in GOVERNMENTS[1:]:
        for who in (made.victim, made.statement):
            say(made.case, who, government=government)
    return made


@pytest.fixture
def world(settings, organisation, partner):
    settings.SECOND_FACTOR_WAIVED = True
    with look_as(EVERYTHING):
        return accepted_case(organisation, partner)


def test_one_case_before_four_governments(walk, world, enlist, coalition):
    marek = walk(viewport={"width": 1280, "height": 900})
    marek.sign_in(enlist("Marek", coalition, Role.LIAISON, jurisdictions=GOVERNMENTS), PASSWORD)
    hand = Clicks(marek)

    hand.press("See the recommendations")
    picture(marek, "four-0-list")
    hand.press(f"Argue it: {world.case.name}")
    picture(marek, "four-1-open")
    hand.press("Plan several governments at once")
    picture(marek, "four-2-plan")
    hand.press("Keep the plan and open mine")
    for government in GOVERNMENTS:
        argue(hand, government)
    picture(marek, "four-9-plan")

    assert hand.count < 40
    with look_as(EVERYTHING):
        assert {ask.dossier.jurisdiction: ask.status for ask in Recommendation.objects.all()} == dict.fromkeys(
            GOVERNMENTS, "to_sign"
        )
    marek.assert_clean()


def argue(hand, government):
    """From the plan and back to it."""
    marek = hand.walk
    names = {"us": "United States", "gb": "United Kingdom", "ca": "Canada", "eu": "European Union"}
    hand.press(names[government])
    hand.press("Write why, whom and what speaks against")
    marek.fill(**WORDS, **OWN.get(government, {}))
    picture(marek, f"four-3-{government}-words")
    hand.press("Save")
    hand.press("Argue the elements")
    for box in marek.page.locator("textarea[name$=statement]").all():
        box.fill("The claims show it.")
    if government == "us":
        for element in marek.page.locator("fieldset").all():
            hand.tick(element.locator("[name$=claims]").first)
    picture(marek, f"four-4-{government}-elements")
    hand.press("Save")
    if government == "eu":
        hand.press("Write the statement of reasons")
        picture(marek, "four-5-reasons")
        hand.press("Save")
    picture(marek, f"four-6-{government}")
    hand.press("Sign it as the first")
    hand.press("Plan several governments at once")
