"""A first note and a full case in Arabic, from right to left, on a phone; and the whole of it again with scripts off.

Pictures of every part are kept in the folder that ARABIC_PICTURES names, if it names one.
"""

import os
from pathlib import Path

import pytest
from django.utils.translation import override

from accounts.roles import Role
from cases.models import Case, Victim
from cases.parts import ORDER
from cases.statuses import CaseStatus
from cases.workflow import move
from tests.conftest import PASSWORD
from vault.sight import EVERYTHING, look_as

pytestmark = pytest.mark.django_db(transaction=True)

PHONE = {"width": 390, "height": 844}
NOTE = {
    "title": "احتجازات في المقلع",
    "who": "مارو تسكان، قائد حرس مناجم أورسا",
    "what": "احتُجزت أربع عشرة امرأة في المقلع من أيار إلى آب 2021.",
    "how_known": "تحدث عاملونا الميدانيون مع سبع منهن.",
    "evidence": "شهادات، ودفتر أوامر الحرس.",
    "safe_contact": "عبر سيغنال بعد حلول الظلام.",
}
WORDS = {
    "subjects": {"full_name": "Maro Ilyich Teskan", "original_name": "مارو تسكان", "birth_date": "1971"},
    "victims": {"pseudonym": "الأربع عشرة"},
    "incidents": {"began": "2021-05", "place": "مقلع أورسا السفلى", "narrative": "أخذ الحرس أربع عشرة امرأة إلى المقلع."},
    "evidence": {"title": "دفتر الأوامر، الصفحة 12"},
    "claims": {"text": "وقّع مارو تسكان أمر إبقاء أربع عشرة امرأة في المقلع."},
}


@pytest.fixture(autouse=True)
def one_step(settings):
    settings.SECOND_FACTOR_WAIVED = True


@pytest.fixture
def people(enlist, organisation, coalition):
    return enlist("Ilka", organisation, Role.AUTHOR), enlist("Noor", coalition, Role.COORDINATOR)


def picture(walk, name):
    if folder := os.environ.get("ARABIC_PICTURES"):
        Path(folder).mkdir(parents=True, exist_ok=True)
        walk.page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_a_first_note_and_a_full_case_are_filed_in_arabic(walk, people, scripts):
    ilka, noor = people
    writer = walk(viewport=PHONE, java_script_enabled=scripts)
    choose_arabic(writer)
    writer.fill(login=ilka.email, password=PASSWORD)
    submit(writer)

    case = write_first_note(writer, noor)
    write_everything(writer, case)
    file_it(writer, case)

    with look_as(EVERYTHING):
        case.refresh_from_db()
        assert (case.status, case.title) == (CaseStatus.FILED, NOTE["title"])
        assert [str(subject) for subject in case.subjects.all()] == ["Maro Ilyich Teskan"]
        assert case.wording.words["abuse"]["arbitrary_detention"]["ar"] == "احتجاز تعسفي"
    assert_right_to_left(writer)
    with override("ar"):
        assert str(CaseStatus.FILED.label) in writer.page.locator("main").inner_text()
    if scripts:
        writer.assert_clean()


def write_first_note(walk, noor):
    walk.go("cases:note")
    walk.fill(**NOTE)
    picture(walk, "note")
    submit(walk)
    with look_as(EVERYTHING):
        case = Case.objects.get()
        move(case, "go_on", by=noor)
    return case


def file_it(walk, case):
    walk.go("cases:file", case.reference)
    picture(walk, "file")
    walk.page.locator("[name=leave]").check()
    submit(walk)
    picture(walk, "filed")


def choose_arabic(walk):
    walk.go("account_login")
    walk.page.locator(".tongues a").click()
    with walk.page.expect_navigation():
        walk.page.locator("button[value=ar]").click()
    assert_right_to_left(walk)


def assert_right_to_left(walk):
    assert walk.page.locator("html").get_attribute("dir") == "rtl"
    assert walk.page.locator("html").get_attribute("lang") == "ar"


def submit(walk):
    """The one button that stands out on the page."""
    with walk.page.expect_navigation():
        walk.page.locator("main button.btn:not(.plain)").first.click()


def write_everything(walk, case):
    for section in ("subjects", "victims", "evidence", "incidents"):
        walk.go("cases:item-add", case.reference, section)
        walk.fill(**WORDS[section])
        for name, value in {"origin": "primary", "group_answer": "withheld_for_safety", "role": "unknown"}.items():
            if (choice := walk.page.locator(f"[name={name}][value={value}]")).count():
                choice.check()
        if section == "evidence":
            walk.page.locator("[name=type]").select_option("official_document")
        picture(walk, f"write-{section}")
        submit(walk)
    with look_as(EVERYTHING):
        victim, subject = Victim.objects.get(), case.subjects.get()
    walk.page.locator("[name=abuse]").select_option("arbitrary_detention")
    walk.page.locator(f"[name=victim][value='{victim.pk}']").check()
    walk.page.locator(f"[name=by_{subject.pk}][value=ordered]").check()
    submit(walk)
    walk.fill(held_where="المقلع")
    picture(walk, "act")
    submit(walk)
    walk.go("cases:item-add", case.reference, "claims")
    walk.fill(**WORDS["claims"])
    submit(walk)
    for section in ORDER:
        walk.go("cases:section", case.reference, section)
        picture(walk, section)
    walk.go("cases:detail", case.reference)
    picture(walk, "tasks")
