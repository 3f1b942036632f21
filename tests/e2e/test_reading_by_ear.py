"""Every page of a case in both directions: nothing serious for those who cannot see it, and all of it by keyboard."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Role
from cases.models import Case, CoFiling, FirstNote, Question
from cases.parts import ORDER
from cases.services.cofiling import offer_part
from cases.services.evidence import attach_evidence
from cases.services.messages import write_message
from cases.statuses import CaseStatus
from cases.uploads import ReceivedFile
from cases.views.sections import PARTS
from tests.cases.material import fill
from tests.conftest import PASSWORD
from vault.sight import EVERYTHING, look_as

pytestmark = pytest.mark.django_db(transaction=True)

GRAVE = {"serious", "critical"}


@pytest.fixture(autouse=True)
def one_step(settings):
    settings.SECOND_FACTOR_WAIVED = True


@pytest.fixture
def ilka(enlist, organisation):
    return enlist("Ilka", organisation, Role.AUTHOR)


@pytest.fixture
def noor(enlist, coalition):
    return enlist("Noor", coalition, Role.COORDINATOR)


def graves_on(reader, addresses, language):
    """What axe finds serious or critical, by the address of the page."""
    reader.page.context.add_cookies([{"name": "django_language", "value": language, "url": reader.server}])
    found = {}
    for address in addresses:
        answered = reader.go(address)
        assert answered.status == 200, address
        assert reader.page.locator("html").get_attribute("dir") == {"en": "ltr", "ar": "rtl"}[language]
        violations = Axe().run(reader.page).response["violations"]
        found[address] = [violation["id"] for violation in violations if violation["impact"] in GRAVE]
    return {address: names for address, names in found.items() if names}


def read_by(walk, person):
    reader = walk(viewport={"width": 390, "height": 844})
    reader.sign_in(person, PASSWORD)
    return reader


def of(case, *names):
    return [reverse(f"cases:{name}", args=[case.reference]) for name in names]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_nothing_serious_stands_on_the_pages_opened_most(walk, ilka, make_case, organisation, language):
    case = fill(make_case(organisation, ilka, status=CaseStatus.DRAFT))
    addresses = [*of(case, "detail", "together", "file"), reverse("cases:item-add", args=[case.reference, "incidents"])]

    assert graves_on(read_by(walk, ilka), addresses, language) == {}


@pytest.mark.e2e
@pytest.mark.parametrize("language", ["en", "ar"])
def test_nothing_serious_stands_in_the_way_in_either_direction(walk, ilka, make_case, organisation, language):
    case = fill(make_case(organisation, ilka, status=CaseStatus.DRAFT))
    with look_as(EVERYTHING):
        act, source = case.incidents.get().acts.get(), case.sources.get()
        offer_part(case, CoFiling.Part.CO_FILER, by=ilka)
    addresses = ["/", *(reverse(f"cases:{name}") for name in ("list", "note", "join", "safety", "consent-texts"))]
    addresses += of(case, "detail", "file", "messages", "offline", "together", "identities", "withdraw")
    addresses += [reverse("cases:section", args=[case.reference, section]) for section in ORDER]
    addresses += [reverse("cases:item-add", args=[case.reference, section]) for section in PARTS]
    addresses += [
        reverse(f"cases:{name}", args=[case.reference, *which])
        for name, *which in (
            ("act-edit", act.pk),
            ("consent", "victim", act.victim_id),
            ("consent", "source", source.pk),
            ("identity", "victim", act.victim_id),
            ("seal-ask", "shred_case"),
            ("evidence-upload", source.pk),
            ("item-remove", "victims", act.victim_id),
        )
    ]

    assert graves_on(read_by(walk, ilka), addresses, language) == {}


@pytest.mark.e2e
@pytest.mark.parametrize("language", ["en", "ar"])
def test_nothing_serious_stands_after_filing_in_either_direction(
    walk, ilka, enlist, coalition, make_case, organisation, language
):
    noor = enlist("Noor", coalition, Role.COORDINATOR)
    filed = fill(make_case(organisation, ilka, status=CaseStatus.ACCEPTED, accepted_at="2022-12-09T00:00Z"))
    asked = fill(make_case(organisation, ilka, status=CaseStatus.RETURNED, taken_up_by=noor))
    with look_as(EVERYTHING):
        FirstNote.objects.create(case=filed, who="A colonel", what="Held", how_known="Told", safe_contact="By post")
        Question.objects.create(
            case=asked, section="evidence", text="Who has the original?", asked_by=noor, sent_at=timezone.now()
        )
        write_message(filed, "Is the teacher safe?", by=noor)
        with ReceivedFile("order.txt", "text/plain") as received:
            received.receive(b"Signed.")
            file = attach_evidence(asked.sources.get(), received, by=ilka, media_type="text/plain")
    addresses = of(filed, "detail", "correct", "withdraw", "messages", "identities", "safe-contact", "together")
    addresses += [reverse("submissions:came-of-it", args=[filed.reference]), *of(asked, "detail")]
    addresses += [reverse("cases:section", args=[filed.reference, section]) for section in ("organisation", "victims", "consent")]
    addresses += [reverse("cases:section", args=[asked.reference, "evidence"])]
    addresses += [reverse("cases:evidence-receipt", args=[asked.reference, file.pk])]

    assert graves_on(read_by(walk, ilka), addresses, language) == {}


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


@pytest.mark.e2e
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


def test_a_case_is_finished_and_filed_by_keyboard_alone(walk, ilka, make_case, organisation):
    case = fill(make_case(organisation, ilka, status=CaseStatus.DRAFT))
    writer = walk()
    writer.sign_in(ilka, PASSWORD)
    keys = Keys(writer)
    writer.go(case.get_absolute_url())
    keys.follow(".tasks a[href$='/claims/']")
    keys.follow("a[href$='/claims/add/']")
    keys.write(text="The Guard held her for nine days.")
    keys.save()
    writer.go(case.get_absolute_url())
    keys.follow(f"a[href$='/{case.reference}/file/']")
    keys.to("[name=leave]")
    keys.keys.press("Space")
    keys.save()

    with look_as(EVERYTHING):
        case.refresh_from_db()
        assert (case.status, case.claims.get().text) == (CaseStatus.FILED, "The Guard held her for nine days.")


@pytest.mark.e2e
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
