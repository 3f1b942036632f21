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
        reverse("cases:messages", args=[case.reference]),
        reverse("cases:offline", args=[case.reference]),
        reverse("cases:consent", args=[case.reference, "victim", victim_of(case)]),
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


def victim_of(case):
    with look_as(EVERYTHING):
        return case.victims.first().pk


class Keys:
    """A person without a mouse: what has the focus is found by going through the page, as they do."""

    def __init__(self, walk):
        self.page, self.keys = walk.page, walk.page.keyboard

    def to(self, selector):
        for _ in range(250):
            if self.page.evaluate("wanted => document.activeElement.matches(wanted)", selector):
                return
            self.keys.press("Tab")
        raise AssertionError(f"{selector} was never reached by keyboard")

    def write(self, **fields):
        for name, words in fields.items():
            self.to(f"[name={name}]")
            self.keys.type(words)

    def tick(self, selector):
        """A group of radio buttons is one stop: arrows go through it."""
        group = selector.partition("[value")[0]
        self.to(group)
        for _ in range(30):
            if self.page.evaluate("wanted => document.activeElement.matches(wanted)", selector):
                break
            self.keys.press("ArrowDown")
        self.keys.press("Space")

    def follow(self, selector):
        self.to(selector)
        with self.page.expect_navigation():
            self.keys.press("Enter")

    def save(self):
        self.follow("main button.btn[type=submit]:not(.plain)")


def write_the_parts(keys, part):
    part("subjects")
    keys.write(full_name="Maro Teskan", original_name="Maro Teskan")
    keys.save()
    part("victims")
    keys.write(pseudonym="The teacher")
    keys.tick("[name=group_answer][value=unknown]")
    keys.save()
    part("evidence")
    keys.write(title="A page of the order book")
    keys.to("[name=type]")
    keys.keys.type("Official")
    keys.save()
    part("incidents")
    keys.write(began="2022-03", place="Lower Orsa", narrative="Four men of the Guard came.")
    keys.save()
    keys.to("[name=abuse]")
    keys.keys.type("Torture")
    keys.tick("[name=victim]")
    keys.to("[name^=by_][value=ordered]")
    keys.keys.press("Space")
    keys.save()


def test_a_full_case_is_filed_by_keyboard_alone(walk, ilka, make_case, organisation):
    case = make_case(organisation, ilka, status=CaseStatus.DRAFT)
    writer = walk()
    writer.sign_in(ilka, PASSWORD)
    keys = Keys(writer)
    home = case.get_absolute_url()

    def part(section):
        writer.go(home)
        keys.follow(f".tasks a[href$='/{section}/']")
        keys.follow(f"a[href$='/{section}/add/']")

    write_the_parts(keys, part)
    writer.go(home)
    keys.follow(f"a[href$='/{case.reference}/file/']")
    keys.to("[name=leave]")
    keys.keys.press("Space")
    keys.save()

    with look_as(EVERYTHING):
        case.refresh_from_db()
    assert case.status == CaseStatus.FILED


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
