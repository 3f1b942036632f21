"""Pages about files, consent, sealed identities and what was taken back: nothing serious in the way, on a telephone and a desk.

With SMALLPLACES_PICTURES each page's picture is laid into that folder, to be looked at.
"""

import os
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Role
from cases.models import Case, EvidenceFile, Source, Victim
from cases.services import consent, evidence, identities, uploads
from cases.services.consent import Said
from cases.statuses import Asked, CaseStatus, ConsentAnswer
from cases.uploads import ReceivedFile
from submissions import services
from submissions.models import Recipient
from submissions.recalls import raise_recalls
from tests.cases.hostile.corpus import with_exif
from tests.cases.material import fill
from tests.conftest import PASSWORD
from tests.submissions.conftest import TICKS, argue, look_at_all, make_accepted_case, make_criterion, say
from vault.sight import EVERYTHING, look_as

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.e2e]
GRAVE = {"serious", "critical"}
WIDTHS = {"phone": {"width": 390, "height": 844}, "laptop": {"width": 1280, "height": 800}}


@pytest.fixture(autouse=True)
def one_step(settings):
    settings.SECOND_FACTOR_WAIVED = True


def read_aloud(walk, person, pages, name):
    """Visit each page at both widths; returns what is grave, by page."""
    found = {}
    for width, viewport in WIDTHS.items():
        reader = walk(viewport=viewport)
        reader.sign_in(person, PASSWORD)
        for title, address in pages.items():
            reader.go(address)
            keep_picture(reader.page, f"{name}-{title}-{width}")
            violations = Axe().run(reader.page).response["violations"]
            found[title, width] = [violation["id"] for violation in violations if violation["impact"] in GRAVE]
    return {page: names for page, names in found.items() if names}


def keep_picture(page, name):
    if folder := os.environ.get("SMALLPLACES_PICTURES"):
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


def attach(source, name, content, media_type, by, shows=()):
    with ReceivedFile(name, media_type) as received:
        received.receive(content)
        return evidence.attach_evidence(source, received, by=by, media_type=media_type, shows=shows)


@pytest.fixture
def case(make_case, organisation, partner, reviewer, run_jobs):
    """Files of every state, people who answered, somebody sealed and asked for."""
    case = fill(make_case(organisation, partner, status=CaseStatus.DRAFT, title="The quarry"), victims=2)
    with look_as(EVERYTHING):
        source, victim = Source.objects.get(), Victim.objects.first()
        attach(source, "a.jpg", with_exif(), "image/jpeg", partner, ["injury"])
        attach(source, "b.pdf", b"%PDF-1.7\n" + b"\0" * 500, "application/pdf", partner)
        attach(source, "c.txt", b"Told.", "text/plain", partner)
    run_jobs()
    with look_as(EVERYTHING):
        attach(source, "d.txt", b"Told again.", "text/plain", partner)
        evidence.lock_evidence(EvidenceFile.objects.get(media_type="text/plain", state="ready"), by=reviewer)
        uploads.begin_upload(source, name="e.mp4", size=90_000_000, shows=[], by=partner)
        yes = Said(ConsentAnswer.YES, "By telephone, in Veldonian", timezone.localdate(), given_by="self", method="witnessed")
        consent.record_consent(case, victim, {"us": yes, "gb": Said(ConsentAnswer.NO)}, by=partner)
        sealed = identities.seal_identity(case, victim, {"name": "Nela Orsova"}, by=partner)
        type(case).objects.filter(pk=case.pk).update(status=CaseStatus.IN_REVIEW)
        identities.ask(case, Asked.REVEAL, "She asked to be called back.", by=reviewer, identity=sealed)
        identities.ask(case, Asked.SHRED_CASE, "The board decided it.", by=reviewer)
        type(case).objects.filter(pk=case.pk).update(status=CaseStatus.DRAFT)

    return case


def address(name, case, *which):
    return reverse(f"cases:{name}", args=[case.reference, *which])


def file_pages(case):
    with look_as(EVERYTHING):
        files = {
            "file-ready": EvidenceFile.objects.get(media_type="image/jpeg"),
            "file-aside": EvidenceFile.objects.get(media_type="application/pdf"),
            "file-locked": EvidenceFile.objects.exclude(locked_at=None).get(),
            "file-arriving": EvidenceFile.objects.get(media_type="text/plain", locked_at=None),
        }
    return {title: address("evidence-receipt", case, file.pk) for title, file in files.items()}


def test_a_partner_reads_the_pages_of_files_consent_and_identities(walk, case, partner):
    with look_as(EVERYTHING):
        source, victim = Source.objects.get(), Victim.objects.first()
    pages = file_pages(case) | {
        "upload": address("evidence-upload", case, source.pk),
        "consent": address("section", case, "consent"),
        "consent-form": address("consent", case, "victim", victim.pk),
        "victims": address("section", case, "victims"),
        "identities": address("identities", case),
        "identity-form": address("identity", case, "victim", victim.pk),
        "shred-ask": address("seal-ask", case, "shred_case"),
    }

    assert read_aloud(walk, partner, pages, "partner") == {}


def test_staff_read_what_is_asked_decided_and_shown(walk, case, coordinator):
    with look_as(EVERYTHING):
        Case.objects.filter(pk=case.pk).update(status=CaseStatus.IN_REVIEW)
        locked = EvidenceFile.objects.exclude(locked_at=None).get()
    pages = file_pages(case) | {
        "case": address("detail", case),
        "identities": address("identities", case),
        "unlock-ask": address("seal-ask", case, "unlock") + f"?about={locked.pk}",
        "texts": reverse("cases:consent-texts"),
        "text-new": reverse("cases:consent-text-new"),
    }

    assert read_aloud(walk, coordinator, pages, "staff") == {}


def test_whoever_was_allowed_reads_it_once(walk, case, coordinator, reviewer):
    with look_as(EVERYTHING):
        Case.objects.filter(pk=case.pk).update(status=CaseStatus.IN_REVIEW)
        request = Case.objects.get().sealrequests.get(kind=Asked.REVEAL)
        identities.decide(request, "allow", by=coordinator)
    reader = walk()
    reader.sign_in(reviewer, PASSWORD)
    reader.go(address("identities", case))

    reader.press("Read it now")

    assert "Nela Orsova" in reader.page.content()
    keep_picture(reader.page, "staff-revealed-laptop")
    assert [row for row in Axe().run(reader.page).response["violations"] if row["impact"] in GRAVE] == []


def test_an_auditor_reads_custody_and_a_liaison_what_was_taken_back(
    walk, auditor, organisation, partner, liaison, enlist, coalition, run_jobs
):
    approver = enlist("Approver", coalition, Role.APPROVER)
    with look_as(EVERYTHING):
        world = make_accepted_case(organisation, partner)
        ask = services.open_recommendation(world.case, world.subject, make_criterion(), by=liaison)
        argue(ask, world.claims)
        services.sign_first(ask, by=liaison)
        services.sign_second(ask, TICKS, by=approver)
        version, _ = services.freeze(ask.dossier, by=liaison)
    run_jobs()
    with look_as(EVERYTHING):
        office = Recipient.objects.get_or_create(office="Department of State", jurisdiction="us")[0]
        look_at_all(version, approver)
        services.record_delivery(version, office, "portal", timezone.localdate(), by=liaison)
        say(world.case, world.victim, ConsentAnswer.WITHDRAWN)
        assert raise_recalls() == 1

    assert read_aloud(walk, auditor, {"custody": reverse("cases:custody")}, "auditor") == {}
    assert read_aloud(walk, liaison, {"recalls": ask.dossier.get_absolute_url()}, "liaison") == {}
