"""Somebody types on a bad line: the server goes away, the session ends, scripts are off. Nothing is lost."""

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from accounts.roles import Role
from cases.models import Incident, Typed
from cases.statuses import CaseStatus
from tests.conftest import PASSWORD
from vault.sight import EVERYTHING, look_as

pytestmark = pytest.mark.django_db(transaction=True)

WORDS = "Four men of the Guard came before dawn."


@pytest.fixture(autouse=True)
def one_step(settings):
    settings.SECOND_FACTOR_WAIVED = True


@pytest.fixture
def ilka(enlist, organisation):
    return enlist("Ilka", organisation, Role.AUTHOR)


@pytest.fixture
def case(make_case, organisation, ilka):
    return make_case(organisation, ilka, title="The quarry", status=CaseStatus.DRAFT)


@pytest.fixture
def writing(walk, ilka, case):
    """A walk that stands at an empty incident; `writing(java_script_enabled=False)`."""

    def start(**options):
        begun = walk(**options)
        begun.sign_in(ilka, PASSWORD)
        begun.go("cases:item-add", case, "incidents")
        return begun

    return start


def state(walk):
    return walk.page.locator(".kept")


def stored(walk):
    """How many sheets wait in the browser. (htmx notes there which page it is on, and no more.)"""
    names = walk.page.evaluate("[...Object.keys(sessionStorage), ...Object.keys(localStorage)]")
    return len([name for name in names if not name.startswith("htmx")])


def test_a_server_that_goes_away_while_somebody_types_loses_nothing(writing, case):
    writer = writing()
    writer.fill(narrative=WORDS)
    expect(state(writer)).to_contain_text("Saved")
    assert stored(writer) == 0

    writer.page.route("**/typed/keep/", lambda route: route.abort())
    writer.fill(narrative=WORDS + " They had a list.")
    expect(state(writer)).to_have_text("Offline: kept in this tab")
    writer.page.unroute("**/typed/keep/")
    writer.page.evaluate("window.dispatchEvent(new Event('online'))")

    expect(state(writer)).to_contain_text("Saved")
    assert stored(writer) == 0
    writer.page.reload()
    expect(writer.page.locator("[name=narrative]")).to_have_value(WORDS + " They had a list.")
    writer.press("Save")
    with look_as(EVERYTHING):
        assert (Incident.objects.get().narrative, Typed.objects.count()) == (WORDS + " They had a list.", 0)
    writer.assert_clean()


def test_a_server_that_is_gone_when_save_is_pressed_loses_nothing(writing):
    writer = writing()
    place = writer.path
    writer.page.route("**/*", lambda route: route.abort() if route.request.method == "POST" else route.continue_())
    writer.fill(narrative=WORDS)
    writer.page.get_by_role("button", name="Save").click()
    writer.page.wait_for_url("chrome-error://**")
    writer.page.unroute("**/*")

    writer.go(place)

    expect(writer.page.locator("[name=narrative]")).to_have_value(WORDS)
    assert stored(writer) == 0


@pytest.mark.parametrize("scripts", [True, False])
def test_a_session_that_ends_while_somebody_types_loses_nothing(writing, ilka, scripts):
    writer = writing(java_script_enabled=scripts)
    Session.objects.all().delete()
    writer.fill(narrative=WORDS)
    writer.press("Save")

    expect(writer.page.locator("main")).to_contain_text("What you typed is kept")
    writer.fill(login=ilka.email, password=PASSWORD)
    writer.press("Sign in")

    expect(writer.page.locator("[name=narrative]")).to_have_value(WORDS)
    writer.press("Save")
    with look_as(EVERYTHING):
        assert Incident.objects.get().narrative == WORDS


def test_what_has_to_be_mended_stays_on_the_page(writing):
    writer = writing()
    writer.fill(narrative=WORDS, began="when the river froze")
    writer.press("Save")

    expect(state(writer)).to_contain_text("Saved")
    expect(writer.page.locator("main")).to_contain_text("Write a day as 2022-12-09")
    expect(writer.page.locator("[name=narrative]")).to_have_value(WORDS)
    assert stored(writer) == 0
    writer.fill(began="2022-12")
    writer.press("Save")
    with look_as(EVERYTHING):
        assert (Incident.objects.get().began, Typed.objects.count()) == ("2022-12", 0)
    writer.assert_clean()


def test_two_clicks_make_one_entry(writing):
    writer = writing()
    writer.fill(narrative=WORDS)
    with writer.page.expect_navigation():
        writer.page.get_by_role("button", name="Save").dblclick()

    with look_as(EVERYTHING):
        assert Incident.objects.count() == 1


def test_leaving_quickly_takes_with_it_what_waited_in_the_tab(writing):
    writer = writing()
    writer.page.route("**/typed/keep/", lambda route: route.abort())
    writer.fill(narrative=WORDS)
    expect(state(writer)).to_have_text("Offline: kept in this tab")
    assert stored(writer) == 1

    writer.page.route("https://www.wikipedia.org/", lambda route: route.abort())
    writer.page.evaluate("document.querySelector('a.leave').href = '#gone'")
    writer.page.locator("a.leave").click()

    assert stored(writer) == 0


def test_two_who_write_in_one_entry_see_both_sides_and_lose_nothing(walk, enlist, organisation, ilka, case):
    with look_as(EVERYTHING):
        incident = Incident.objects.create(case=case, began="2022-03", place="Lower Orsa", narrative="Told.")
    colleague = enlist("Sami", organisation, Role.AUTHOR)
    first, second = walk(), walk()
    for writer, person in ((first, ilka), (second, colleague)):
        writer.sign_in(person, PASSWORD)
        writer.go("cases:item-edit", case, "incidents", incident.pk)
    first.fill(narrative=WORDS)
    first.press("Save")
    second.fill(narrative="They came at noon.")

    second.press("Save")

    page = second.page.locator("main").inner_text()
    assert WORDS in page
    expect(second.page.locator("[name=narrative]")).to_have_value("They came at noon.")
    second.press("Save")
    with look_as(EVERYTHING):
        assert Incident.objects.get().narrative == "They came at noon."
