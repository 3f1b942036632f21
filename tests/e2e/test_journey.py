"""One case by clicking, from an invitation to an outcome; and one filed with scripts off.

Pictures of every stage are kept in the folder that JOURNEY_PICTURES names, if it names one.
"""

import os
import re
import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from django.core.management import call_command
from playwright.sync_api import expect

from accounts.roles import Role
from demo.days import LISTS
from jobs.services import promise
from sanctions.models import Criterion
from submissions.models import Outcome
from tests.conftest import PASSWORD as STAFF_PASSWORD
from vault.sight import EVERYTHING, look_as

pytestmark = pytest.mark.django_db(transaction=True)

PASSWORD = "seven grey herons at noon"
TITLE = "Detentions at the Lower Orsa quarry"


def one_page():
    """A document of which a working copy can be made."""
    document, out = pypdfium2.PdfDocument.new(), BytesIO()
    document.new_page(200, 200)
    document.save(out)
    return out.getvalue()


@pytest.fixture(autouse=True)
def one_step(settings):
    """The second step has walks of its own (test_sign_in)."""
    settings.SECOND_FACTOR_WAIVED = True


@pytest.fixture
def picture():
    folder = os.environ.get("JOURNEY_PICTURES")

    def take(walk, name):
        if folder:
            Path(folder).mkdir(parents=True, exist_ok=True)
            walk.page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)

    return take


@pytest.fixture
def publish():
    """Absorb one day of the invented list, as the operator's command does."""

    def absorb(day):
        folder = LISTS / day.isoformat()
        files = [f"--file={folder / name}" for name in ("sdn.csv", "alt.csv")]
        call_command("refresh_list", "us-ofac-sdn", *files, f"--published-on={day}")
        promise("submissions.watch_lists")  # as the clock does every minute

    return absorb


def test_one_case_from_an_invitation_to_an_outcome(walk, enlist, coalition, run_jobs, mailoutbox, publish, picture):
    noor = staff(walk, enlist("Noor", coalition, Role.COORDINATOR))
    sena = staff(walk, enlist("Sena", coalition, Role.REVIEWER))
    marek = staff(walk, enlist("Marek", coalition, Role.LIAISON, jurisdictions=["us"]))

    ilka = invited(walk, noor, run_jobs, mailoutbox)
    case = write_first_note(ilka, picture)
    noor.go("cases:detail", case)
    noor.press("Go on: ask for the full case")
    document(ilka, case, picture)
    file_it(ilka)
    review(ilka, noor, sena, case, picture)
    run_jobs()  # what was uploaded is read back, and its working copy made
    argue(marek, case, picture)
    sign_second(noor, marek, picture)
    send(marek, run_jobs, picture)
    mailoutbox.clear()
    publish(date(2022, 12, 8))
    run_jobs()
    publish(date(2022, 12, 9))
    run_jobs()
    judge(marek, sena, picture)
    run_jobs()
    read_what_came_of_it(ilka, case, mailoutbox, picture)

    for person in (noor, sena, marek, ilka):
        person.assert_clean()


def staff(walk, person):
    browser = walk()
    browser.sign_in(person, STAFF_PASSWORD)
    return browser


def invited(walk, noor, run_jobs, mailoutbox):
    """The coordinator adds an organisation and invites its first person, who follows the link in her mail."""
    noor.go("accounts:list")
    noor.press("Add an organisation")
    noor.fill(name="Orsa Valley Women’s Network")
    noor.page.get_by_role("button", name=re.compile("Add")).click()
    noor.page.wait_for_url("**/invite/")
    noor.fill(email="ilka@orsa.example")
    noor.page.get_by_label("Organisation").select_option(label="Orsa Valley Women’s Network")
    noor.page.get_by_label("Role").select_option("author")
    noor.press("Send the invitation")
    run_jobs()
    [link] = re.findall(r"http://\S+/join/\S+", mailoutbox[-1].body)
    ilka = walk(viewport={"width": 412, "height": 900})
    ilka.page.goto(link)
    ilka.fill(name="Ilka", password=PASSWORD)
    ilka.press("Continue")
    return ilka


def write_first_note(ilka, picture):
    ilka.go("cases:list")
    ilka.press("Write a first note")
    ilka.fill(
        title=TITLE,
        who="Maro Teskan, commander of the Orsa Mining Guard",
        what="Fourteen women were held at the quarry from May to August 2021.",
        how_known="Our field workers spoke with seven of them.",
        evidence="Statements, and the order book of the guard.",
        safe_contact="By Signal, after dark.",
    )
    picture(ilka, "01-first-note")
    ilka.press("Send the first note")
    return ilka.path.strip("/").split("/")[-1]


def document(ilka, case, picture):
    """The draft, part by part, on a phone."""
    name_the_subject(ilka, case)
    describe_who_was_harmed(ilka, case, picture)
    tell_what_happened(ilka, case)
    source(ilka, case, title="Order book, page 12", type="official_document", open_to_all=True)
    upload(ilka, case, picture)
    source(ilka, case, title="Statement 1", type="witness_statement")
    ilka.go("cases:item-add", case, "claims")
    ilka.fill(text="Maro Teskan signed the order that fourteen women be kept at the quarry.")
    choose(ilka, "Order book, page 12", "Statement 1")
    ilka.press("Save")
    consent(ilka, case, "The fourteen")
    ilka.go("cases:section", case, "contrary")
    ilka.page.locator("[name=contrary_found][value=none]").check()
    ilka.press("Save")
    ilka.go("cases:detail", case)
    picture(ilka, "04-ready-to-file")


def name_the_subject(ilka, case):
    ilka.go("cases:item-add", case, "subjects")
    ilka.fill(full_name="Maro Ilyich Teskan", original_name="Маро Ильич Тескан", birth_date="1971", nationality="Veldonia")
    ilka.page.locator("[name=posts-0-title]").fill("Commander")
    ilka.page.locator("[name=posts-0-body]").fill("Orsa Mining Guard")
    ilka.page.locator("[name=posts-0-since]").fill("2019")
    ilka.press("Save")


def describe_who_was_harmed(ilka, case, picture):
    ilka.go("cases:item-add", case, "victims")
    ilka.fill(pseudonym="The fourteen", count="14")
    choose(ilka, "A group of people", "These groups", "Women", "Indigenous peoples", "Defender of land or environment")
    picture(ilka, "02-who-was-harmed")
    ilka.press("Save")


def tell_what_happened(ilka, case):
    add(
        ilka,
        case,
        "incidents",
        began="2021-05",
        place="Lower Orsa quarry",
        narrative="The guard took fourteen women to the quarry.",
    )
    assert ilka.path.endswith("/acts/add/")
    ilka.page.locator("[name=abuse]").select_option("arbitrary_detention")
    choose(ilka, "The fourteen", "ordered it")
    ilka.press("Save")


def upload(ilka, case, picture):
    ilka.go("cases:section", case, "evidence")
    ilka.page.locator("a[href$='/upload/']").first.click()
    ilka.page.locator("[name=file]").set_input_files(
        {"name": "order-book.pdf", "mimeType": "application/pdf", "buffer": one_page()}
    )
    ilka.press("Send the file")
    picture(ilka, "03-receipt")


def add(walk, case, section, **fields):
    walk.go("cases:item-add", case, section)
    walk.fill(**fields)
    walk.press("Save")


def choose(walk, *labels):
    for label in labels:
        walk.page.get_by_label(label, exact=True).check()


def source(walk, case, *, title, type, open_to_all=False):  # noqa: A002 -- the field's own name
    walk.go("cases:item-add", case, "evidence")
    walk.fill(title=title)
    walk.page.locator("[name=type]").select_option(type)
    if open_to_all:
        walk.page.locator("[name=is_open]").check()
    walk.press("Save")


def consent(walk, case, who):
    walk.go("cases:section", case, "consent")
    walk.press(who)
    walk.page.locator("[name=us][value=yes]").check()
    walk.fill(how="in person, to our field worker", given_on="2022-09-01")
    walk.press("Save")


def file_it(walk):
    walk.press("Check and file")
    walk.page.locator("[name=leave]").check()
    walk.press("File the case")


def review(ilka, noor, sena, case, picture):
    """Taken up, a question asked, answered with the changed part reopened, accepted by a second person."""
    sena.go("cases:detail", case)
    sena.press("Take it up")
    sena.go("cases:ask", case)
    choose(sena, "Consent")
    sena.fill(text="Has the witness agreed to the United States too?")
    sena.press("Keep this question")
    sena.press("Send the questions")
    picture(sena, "05-question-sent")
    ilka.go("cases:detail", case)
    consent(ilka, case, "Statement 1")
    ilka.go("cases:section", case, "consent")
    ilka.page.get_by_label("Your answer").fill("She has, and we wrote down how.")
    ilka.press("Keep the answer")
    ilka.go("cases:detail", case)
    ilka.press("Send the answers")
    noor.go("cases:detail", case)
    picture(noor, "06-answered")
    identify(noor, case)
    sign_contrary(noor, case)
    noor.press("Accept the case")


def identify(noor, case):
    """Before a case is accepted somebody writes how we know that it is this person, and whom it is not."""
    noor.go("cases:checks", case)
    noor.page.locator("[name$=how_known]").fill("The order book bears his signature, and two who served under him named him.")
    noor.page.locator("[name$=look_alikes]").fill("A trader of the same name in the capital, born in another decade.")
    noor.press("Keep it")
    noor.go("cases:detail", case)


def sign_contrary(noor, case):
    noor.go("cases:corroboration", case)
    noor.fill(words="We read the court register, and found nothing that speaks against it.")
    noor.press("I have read it, and looked myself")
    noor.go("cases:detail", case)


def argue(marek, case, picture):
    marek.go("submissions:open", case)
    marek.page.get_by_label("Maro Ilyich Teskan").check()
    marek.page.locator("[name=criterion]").select_option(str(Criterion.objects.get(code="US-13818-iiA").pk))
    marek.page.get_by_text("Plead other laws of this government beside it").click()
    marek.page.get_by_label(re.compile("7031")).check()
    marek.press("Open it")
    marek.page.get_by_role("link", name=re.compile("^Write")).first.click()
    marek.fill(
        summary="He commanded the guard that held fourteen women.",
        affected="Indigenous women who defend their land.",
        contrary="We searched the court register and found nothing.",
        interest="It ends a spoiler's income.",
    )
    marek.press("Save")
    ask = marek.path
    for address in marek.page.locator("a[href*='/elements/']:not([href$='/elements/'])").evaluate_all(
        "links => links.map(link => link.getAttribute('href'))"
    ):
        marek.go(address)
        marek.fill(statement="The order book shows it.")
        marek.page.locator("[name=claims]").first.check()
        marek.press("Save")
    marek.go(ask)
    picture(marek, "07-argued")
    marek.press("Sign it as the first")


def sign_second(noor, marek, picture):
    noor.go(marek.path)
    for name in ("law", "safety", "consent"):
        noor.page.locator(f"[name={name}]").check()
    picture(noor, "08-second-signature")
    noor.press("Sign as the second")


def send(marek, run_jobs, picture):
    """Freeze, build, look into what will be sent, and record the delivery."""
    marek.page.reload()
    marek.page.locator("a[href*='/dossiers/D-']").first.click()
    dossier = marek.path
    marek.press("Freeze and build the files")
    run_jobs()
    marek.go(dossier)
    marek.press("Look at it")
    for box in marek.page.locator("[name=looked]").all():
        box.check()
    picture(marek, "09-leak-check")
    marek.press("I looked at those I ticked")
    marek.go(dossier)
    with marek.page.expect_download() as zipped:
        marek.page.locator("a[href$='/zip/']").click()
    archive = zipfile.ZipFile(BytesIO(Path(zipped.value.path()).read_bytes()))
    assert archive.testzip() is None
    assert {"manifest.json", "SHA256SUMS", "exhibits/A-1.pdf", "stamped/A-1.pdf"} <= set(archive.namelist())
    marek.page.locator("[name=recipient]").select_option(index=1)
    marek.page.locator("[name=channel]").select_option("email")
    marek.fill(sent_on="2022-10-03")
    picture(marek, "09-dossier")
    marek.press("Record it")
    expect(marek.page.locator("main")).to_contain_text("3 October 2022")


def judge(marek, sena, picture):
    marek.go("submissions:candidates")
    marek.page.get_by_role("link", name="Maro Ilyich Teskan").first.click()
    expect(marek.page.get_by_role("button", name="Same person")).to_be_visible()
    picture(marek, "10-candidate")
    marek.press("Same person")
    sena.go(marek.path)
    sena.press("Same person")
    with look_as(EVERYTHING):
        outcome = Outcome.objects.get()
        assert (outcome.not_before, outcome.not_after) == (date(2022, 12, 8), date(2022, 12, 9))
        assert outcome.days_from_delivery == (67, 67)


def read_what_came_of_it(ilka, case, mailoutbox, picture):
    """The notice says that something moved, and the page what."""
    told = [mail for mail in mailoutbox if mail.to == ["ilka@orsa.example"]]
    assert told
    assert not any(word in mail.subject + mail.body for mail in told for word in ("Teskan", "Orsa", "Magnitsky", "United States"))
    ilka.go("submissions:came-of-it", case)
    expect(ilka.page.locator("main")).to_contain_text("9 December 2022")
    expect(ilka.page.locator("main")).to_contain_text("67")
    picture(ilka, "11-what-came-of-it")


def test_case_is_filed_with_scripts_off(walk, partner, coordinator, picture):
    mia = walk(java_script_enabled=False, viewport={"width": 412, "height": 900})
    mia.sign_in(partner, STAFF_PASSWORD)
    case = write_first_note(mia, picture)
    noor = staff(walk, coordinator)
    noor.go("cases:detail", case)
    noor.press("Go on: ask for the full case")

    document(mia, case, lambda walk, name: picture(walk, f"plain-{name}"))
    file_it(mia)

    expect(mia.page.locator("main")).to_contain_text("Filed")
