"""Knowing what we know, in a browser: who carries what, a search, related cases, the register; read by axe, at two widths."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from accounts.roles import Role
from cases.finding import index
from cases.models import Claim, Source, SubjectName, Told
from cases.statuses import CaseStatus as S
from tests.cases.material import fill
from tests.e2e import test_desk
from vault.sight import EVERYTHING, look_as

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
one_step, staff = test_desk.one_step, test_desk.staff  # fixtures
GRAVE = {"serious", "critical"}
NEWS = {"type": "news_article", "origin": "secondary", "is_open": True}


def look_at(walk, name):
    """For those who see it, and for those who hear it."""
    test_desk.picture(walk, name)
    found = Axe().run(walk.page).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found if one["impact"] in GRAVE] == []


@pytest.fixture
def two_cases(make_case, organisation, other_organisation, partner, other_partner):
    """The same events, told by two partners in two scripts."""
    cases = []
    for owner, author, name in ((organisation, partner, "Maro Teskan"), (other_organisation, other_partner, "Маро Тескан")):
        case = fill(make_case(owner, author, status=S.IN_REVIEW, title=f"Detentions at the quarry, {owner}"))
        with look_as(EVERYTHING):
            SubjectName.objects.filter(subject__opened_in=case).update(text=name)
            witness = case.sources.get()
            papers = [
                Source.objects.create(case=case, title=f"Orsa Post, page {page}", author="Ilka Marsh", **NEWS) for page in (1, 4)
            ]
            for text, sources in (
                ("The Guard held fourteen women at the quarry.", [witness, *papers]),
                ("He gave the order himself.", [witness]),
            ):
                Claim.objects.create(case=case, text=text).sources.set(sources)
            Told.objects.create(case=case, code="contrary_found", text="none")
            Told.objects.create(case=case, code="contrary_searched", text="The court register of Port Vel, March 2022.")
            index.index_case(case)
        cases.append(case)
    return cases


def test_who_carries_what(staff, two_cases):
    noor = staff("Noor", Role.COORDINATOR)

    noor.go("cases:corroboration", two_cases[0].reference)
    noor.page.locator("[name=claims]").check()
    noor.fill(reason="She was alone with him in the cell.", words="We read the court register, and found nothing.")
    look_at(noor, "1-corroboration")
    noor.press("Write it, for a colleague to sign")
    look_at(noor, "2-waits")

    assert noor.page.get_by_text("Written by Noor.").is_visible()
    noor.assert_clean()


def test_found_by_a_name_in_another_script(staff, two_cases):
    noor = staff("Noor", Role.COORDINATOR)

    noor.go("cases:search")
    noor.fill(q="is:open Маро Тескан")
    with noor.page.expect_navigation():
        noor.page.locator("[name=q]").first.press("Enter")
    look_at(noor, "3-search")

    assert noor.page.get_by_text("2 cases").is_visible()
    noor.assert_clean()


def test_two_that_are_one(staff, two_cases):
    one, other = two_cases
    with look_as(EVERYTHING):
        twin = other.subjects.get()
    noor = staff("Noor", Role.COORDINATOR)

    noor.go("cases:related", one.reference)
    look_at(noor, "4-related")
    noor.page.set_viewport_size({"width": 390, "height": 900})
    assert noor.page.locator(".rows > li > span").first.bounding_box()["width"] > 200  # on a phone what is asked stands below
    noor.page.set_viewport_size({"width": 1366, "height": 900})
    noor.press("The same events")
    assert noor.page.get_by_text("Said by Noor").is_visible()
    noor.go("cases:register")
    look_at(noor, "5-register")
    noor.press("Maro Teskan")
    noor.page.get_by_text("Say that another one is the same").click()
    noor.fill(because="The same service number in both files.")
    noor.page.locator("#id_merge_other").fill(twin.reference)
    noor.press("They are one")
    look_at(noor, "6-subject")

    assert noor.page.get_by_text("Take them apart").is_visible()
    noor.assert_clean()
