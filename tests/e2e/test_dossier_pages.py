"""The pages of signing, redaction, leak check, versions and copies, with four dossiers: read by axe, on two widths."""

import os
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse

from accounts.models import User
from cases.models import Case, EvidenceFile
from demo import cases, four, veldonia
from demo.veldonia import PASSWORD
from sanctions.models import Criterion
from submissions import services
from submissions.models import DossierVersion, LeakHit, OfficeCopy, Recipient
from submissions.services.tonight import ask_waiver, confirm_waiver
from vault.sight import EVERYTHING, look_as

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
WIDTHS = {"phone": 390, "laptop": 1280}
GRAVE = {"serious", "critical"}
COORDINATOR, LIAISON, APPROVER = "coordinator@coalition.example", "liaison@coalition.example", "approver@coalition.example"


@pytest.fixture
def dossiers(settings, tmp_path):
    """The four, an office's copy of the first, one place that it shows, a second version, and one more ask that goes tonight."""
    settings.SECOND_FACTOR_WAIVED, settings.VAR = True, tmp_path / "var"
    with look_as(EVERYTHING):
        veldonia.people()
        versions = four.four_dossiers()
        first, liaison = versions[0], User.objects.get(email=LIAISON)
        office = Recipient.objects.filter(jurisdiction="us").first()
        OfficeCopy.objects.create(version=first, recipient=office, number=1, lock="none", password="", asked_by=liaison)
        hit = LeakHit(check_of=first.leak_check, kind="name", whose="“Statement 2” of case C-00000")
        hit.place, hit.passage, hit.because = "exhibits/A-1.txt, page 1", "… Sanna Orhilde told us …", ""
        hit.save(force_insert=True)
        told = {name: getattr(first, name) for name in ("dossier", "sha256", "frozen_by")}
        words = {**first.content, "version": 2}
        words["recommendations"] = [{**first.content["recommendations"][0], "summary": "He commands the whole district now."}]
        DossierVersion.objects.create(number=2, content=words, **told)
        tonight(liaison)
        return first


def tonight(liaison):
    case = Case.objects.get()
    criterion = Criterion.objects.filter(programme__code="US-7031C").first()
    dossier = services.open_recommendation(case, case.recommendations.first().subject, criterion, by=liaison)
    confirm_waiver(ask_waiver(dossier, "He flies tonight.", by=liaison), by=cases.person(APPROVER))


def pages(version):
    """name, who looks, where."""
    dossier, file = version.dossier, EvidenceFile.objects.get(media_type="application/pdf")
    picture = EvidenceFile.objects.get(media_type="image/jpeg")
    ask = dossier.recommendations.get()
    waived = Case.objects.get().recommendations.exclude(waivers=None).get()
    exhibit = reverse("submissions:exhibit", args=[dossier.reference, file.pk])
    return [
        ("home", COORDINATOR, "/"),
        ("review", COORDINATOR, reverse("submissions:list") + "?pile=review"),
        ("waived", COORDINATOR, waived.get_absolute_url()),
        ("signed", LIAISON, ask.get_absolute_url()),
        ("dossier", LIAISON, dossier.get_absolute_url()),
        ("left-out", LIAISON, reverse("submissions:redact", args=[dossier.reference])),
        ("exhibit-drawn", LIAISON, exhibit + "?page=1"),
        ("exhibit-new", LIAISON, reverse("submissions:exhibit", args=[dossier.reference, picture.pk])),
        ("leaks", LIAISON, reverse("submissions:leaks", args=[dossier.reference, 1])),
        ("compared", LIAISON, reverse("submissions:compare-versions", args=[dossier.reference, 1, 2])),
        ("copies", LIAISON, reverse("submissions:copies", args=[dossier.reference, 1])),
        ("templates", LIAISON, reverse("submissions:word-templates")),
    ]


def look_at(visit, name, address):
    """What is too wide, and what stands in the way of those who do not see."""
    visit.go(address)
    found = []
    for width, pixels in WIDTHS.items():
        visit.page.set_viewport_size({"width": pixels, "height": 900})
        if place := os.environ.get("DESK_PICTURES"):
            visit.page.screenshot(path=Path(place) / f"{name}-{width}.png", full_page=True)
        wide = visit.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        found += [(name, width, "wider than the screen", wide)] if wide > 0 else []
        grave = [one for one in Axe().run(visit.page).response["violations"] if one["impact"] in GRAVE]
        found += [(name, width, one["id"], one["nodes"][0]["html"]) for one in grave]
    return found


def test_every_page_is_read_without_a_grave_finding(walk, dossiers):
    found, visits = [], {}
    with look_as(EVERYTHING):
        wanted = pages(dossiers)
    for name, who, address in wanted:
        if who not in visits:
            visits[who] = walk()
            visits[who].go("account_login")
            visits[who].fill(login=who, password=PASSWORD)
            visits[who].press("Sign in")
        found += look_at(visits[who], name, address)
    for visit in visits.values():
        visit.assert_clean()

    assert found == []


def test_a_box_is_drawn_by_two_clicks(walk, dossiers):
    """On the version that was frozen nothing changes; the copy is drawn anew from the boxes there are now."""
    with look_as(EVERYTHING):
        file = EvidenceFile.objects.get(media_type="application/pdf")
    marek = walk()
    marek.go("account_login")
    marek.fill(login=LIAISON, password=PASSWORD)
    marek.press("Sign in")
    address = reverse("submissions:exhibit", args=[dossiers.dossier.reference, file.pk])
    marek.go(address)
    marek.press("Change the boxes")
    marek.go(f"{address}?page=1")
    page = marek.page.locator("input[name=corner]")
    for x, y in ((100, 60), (300, 120)):
        with marek.page.expect_navigation():
            page.click(position={"x": x, "y": y})

    assert marek.page.get_by_text("A box that somebody drew").count() == 1
    if place := os.environ.get("DESK_PICTURES"):
        marek.page.set_viewport_size({"width": 1280, "height": 900})
        marek.page.screenshot(path=Path(place) / "exhibit-boxes-laptop.png", full_page=True)
    marek.assert_clean()
