"""The desk in a browser: a case from its first note to the letter that leaves, and a queue worked through by keys alone."""

import os
from pathlib import Path

import pytest

from accounts.roles import Role
from cases.models import Case, FirstNote, Question, Told, Victim
from cases.services.answers import send_answers
from cases.statuses import CaseStatus as S
from tests.cases.material import fill
from tests.conftest import PASSWORD
from vault.sight import EVERYTHING, look_as

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
WIDTHS = {"phone": 390, "tablet": 820, "laptop": 1366}


@pytest.fixture(autouse=True)
def one_step(settings):
    settings.SECOND_FACTOR_WAIVED = True


@pytest.fixture
def staff(walk, enlist, coalition):
    def come(name, role=Role.REVIEWER, **options):
        browser = walk(**options)
        browser.sign_in(enlist(name, coalition, role), PASSWORD)
        return browser

    return come


def picture(walk, name):
    """At three widths, for somebody who looks at them: DESK_PICTURES names the folder."""
    if folder := os.environ.get("DESK_PICTURES"):
        Path(folder).mkdir(parents=True, exist_ok=True)
        for width, pixels in WIDTHS.items():
            walk.page.set_viewport_size({"width": pixels, "height": 900})
            walk.page.screenshot(path=Path(folder) / f"{name}-{width}.png", full_page=True)
        walk.page.set_viewport_size({"width": 1366, "height": 900})


def told_against(case):
    """The partner looked for what speaks against it, and found nothing."""
    with look_as(EVERYTHING):
        Told.objects.create(case=case, code="contrary_found", text="none")


def sign_contrary(walk, case):
    walk.go("cases:corroboration", case.reference)
    walk.fill(words="We read the court register, and found nothing.")
    walk.press("I have read it, and looked myself")
    walk.go("cases:detail", case.reference)


def noted(make_case, organisation, partner, **fields):
    case = make_case(organisation, partner, title="Detentions at the quarry", **fields)
    with look_as(EVERYTHING):
        FirstNote.objects.create(case=case, who="A colonel", what="Fourteen women were held.", how_known="Two of us were there.")
    return case


def as_the_partner_files_it(case, partner):
    fill(case)
    with look_as(EVERYTHING):
        case.refresh_from_db()
        Case.objects.filter(pk=case.pk).update(status=S.FILED)


def as_the_partner_answers(case, partner):
    with look_as(EVERYTHING):
        Victim.objects.filter(case=case).update(pseudonym="The fourteen", count=14)
        Question.objects.update(answer="Fourteen.", answered_by=partner)
        send_answers(case, by=partner)


def read_it(walk, case, score):
    walk.go("cases:assess", case.reference)
    walk.page.locator(f"[name=severity][value='{score}']").check()
    walk.fill(words=f"I would say {score}.")
    walk.press("Give this reading")


def test_from_a_first_note_to_the_letter_that_leaves(staff, settings, make_case, organisation, partner):
    settings.REVIEWS_BLIND = True
    settings.REVIEWS_NEEDED = 2
    case = noted(make_case, organisation, partner)
    noor, sena = staff("Noor", Role.COORDINATOR), staff("Sena")

    noor.go("/cases/?queue=notes")
    noor.page.get_by_text("Read and answer", exact=True).click()
    picture(noor, "1-first-note")
    noor.press("Go on: ask for the full case")
    as_the_partner_files_it(case, partner)

    sena.go("/cases/?queue=filed")
    sena.press("Detentions at the quarry")
    sena.press("Take it up")
    read_it(sena, case, 4)
    noor.go("cases:detail", case.reference)
    assert noor.page.get_by_text("1 reading is in.").is_visible()
    assert not noor.page.get_by_text("I would say 4.").count()
    read_it(noor, case, 3)
    assert noor.page.get_by_text("I would say 4.").count()

    ask_and_read_the_difference(sena, case, partner)
    decide(noor, sena, case)
    with look_as(EVERYTHING):
        case.refresh_from_db()
    assert case.status == S.ACCEPTED
    for person in (noor, sena):
        person.assert_clean()


def ask_and_read_the_difference(sena, case, partner):
    sena.go("cases:ask", case.reference)
    sena.page.get_by_label("Who was harmed", exact=True).check()
    sena.fill(text="How many were they?")
    sena.press("Keep this question")
    sena.press("Send the questions")
    as_the_partner_answers(case, partner)
    sena.go("cases:detail", case.reference)
    sena.press("Read the difference")
    assert sena.page.locator("ins", has_text="The fourteen").first.is_visible()
    picture(sena, "2-difference")


def decide(noor, sena, case):
    sena.go("cases:checks", case.reference)
    sena.page.locator("[name$=how_known]").fill("From a photograph that two people knew.")
    sena.page.locator("[name$=look_alikes]").fill("A trader of the same name, older.")
    sena.press("Keep it")
    sena.go("cases:write-note", case.reference)
    sena.fill(text="@noor I would accept it; the count is right now.")
    sena.press("Keep the note")
    told_against(case)
    sign_contrary(sena, case)
    sena.press("Draft a decision")
    sena.fill(reasons="Two sources that do not depend on each other.")
    sena.press("Keep the draft")
    noor.go("/cases/?queue=asked")
    noor.press("Detentions at the quarry")
    picture(noor, "3-case")
    noor.press("Read the decision, and confirm it")
    picture(noor, "4-decision")
    noor.press("Confirm it")
    noor.press("Read the letter, and let it go")
    noor.press("Let the letter go")


def test_the_light_path_two_people_who_read_what_speaks_against(staff, make_case, organisation, partner):
    case = make_case(organisation, partner, title="Detentions at the quarry", status=S.FILED)
    told_against(case)
    noor, sena = staff("Noor", Role.COORDINATOR), staff("Sena", java_script_enabled=False)

    sena.go("cases:detail", case.reference)
    sena.press("Take it up")
    sign_contrary(noor, case)
    noor.press("Accept the case")

    with look_as(EVERYTHING):
        case.refresh_from_db()
    assert case.status == S.ACCEPTED


def test_a_queue_of_twenty_is_taken_up_by_keys_alone(staff, make_case, organisation, partner):
    for number in range(20):
        make_case(organisation, partner, title=f"Case {number}", status=S.FILED)
    sena = staff("Sena")
    sena.go("/cases/?queue=filed")
    picture(sena, "5-queue")
    sena.page.keyboard.press("j")
    with sena.page.expect_navigation():
        sena.page.keyboard.press("Enter")

    for _ in range(20):
        with sena.page.expect_navigation():
            sena.page.keyboard.press("s")

    with look_as(EVERYTHING):
        assert Case.objects.filter(status=S.IN_REVIEW, taken_up_by__name="Sena").count() == 20
    assert sena.page.url.endswith("/cases/?queue=filed")
    sena.assert_clean()


def test_chosen_by_keys_and_given_to_a_colleague(staff, enlist, coalition, make_case, organisation, partner):
    cases = [make_case(organisation, partner, title=f"Case {number}", status=S.FILED) for number in range(3)]
    enlist("Ruth", coalition, Role.REVIEWER)
    sena = staff("Sena")
    sena.go("/cases/?queue=filed")
    for key in "jxjx":
        sena.page.keyboard.press(key)
    sena.press("With the chosen cases …")
    sena.page.locator("[name=to]").select_option(label="Ruth")
    sena.press("See what would happen")
    picture(sena, "6-would-happen")
    sena.press("Do it")
    with look_as(EVERYTHING):
        given = [Case.objects.get(pk=case.pk).assigned_to for case in cases]
    assert sorted(str(person) for person in given) == ["None", "Ruth", "Ruth"]

    sena.press("Make them as they were")

    with look_as(EVERYTHING):
        assert not Case.objects.exclude(assigned_to=None).exists()
