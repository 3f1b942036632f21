"""Every page of a case in both directions: nothing serious for those who cannot see it, and all of it by keyboard."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse

from accounts.roles import Role
from cases.models import Case
from cases.parts import ORDER
from cases.statuses import CaseStatus
from tests.cases.material import fill
from tests.conftest import PASSWORD
from vault.sight import EVERYTHING, look_as

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.e2e]

GRAVE = {"serious", "critical"}


@pytest.fixture(autouse=True)
def one_step(settings):
    settings.SECOND_FACTOR_WAIVED = True


@pytest.fixture
def ilka(enlist, organisation):
    return enlist("Ilka", organisation, Role.AUTHOR)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_nothing_serious_stands_in_the_way_in_either_direction(walk, ilka, make_case, organisation, language):
    case = fill(make_case(organisation, ilka, status=CaseStatus.DRAFT))
    reader = walk(viewport={"width": 390, "height": 844})
    reader.sign_in(ilka, PASSWORD)
    reader.page.context.add_cookies([{"name": "django_language", "value": language, "url": reader.server}])
    addresses = [
        reverse("cases:note"),
        reverse("cases:safety"),
        case.get_absolute_url(),
        reverse("cases:file", args=[case.reference]),
    ]
    addresses += [reverse("cases:section", args=[case.reference, section]) for section in ORDER]
    addresses += [reverse("cases:item-add", args=[case.reference, section]) for section in ("subjects", "victims", "incidents")]

    found = {}
    for address in addresses:
        reader.go(address)
        assert reader.page.locator("html").get_attribute("dir") == {"en": "ltr", "ar": "rtl"}[language]
        violations = Axe().run(reader.page).response["violations"]
        found[address] = [violation["id"] for violation in violations if violation["impact"] in GRAVE]

    assert {address: names for address, names in found.items() if names} == {}


def test_a_first_note_is_written_by_keyboard_alone(walk, ilka):
    writer = walk()
    writer.sign_in(ilka, PASSWORD)
    writer.go("cases:note")
    keys = writer.page.keyboard
    writer.page.locator("[name=title]").focus()
    for words in ("The quarry", "A colonel", "He held people", "We were there", "Statements", "By Signal"):
        keys.type(words)
        keys.press("Tab")
    for _ in range(10):
        if writer.page.evaluate("document.activeElement.type") == "submit":
            break
        keys.press("Tab")
    with writer.page.expect_navigation():
        keys.press("Enter")

    with look_as(EVERYTHING):
        assert Case.objects.get().title == "The quarry"
