"""The yearly report says the same whenever it is opened, and never a small number."""

import json
from datetime import date

import pytest
from django.urls import reverse
from pypdf import PdfReader

from insight import reporting, working_out
from insight.models import Report
from sanctions.models import EntryVersion
from submissions.models import Delivery, Outcome

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept(listed, analyst):
    working_out.work_out()
    return reporting.keep_report(2026, by=analyst)


def test_report_keeps_its_figures_whatever_changes(kept):
    before = reporting.build_pdf(kept)
    Outcome.objects.update(undone_at="2026-01-01T00:00Z")
    working_out.work_out()

    assert reporting.build_pdf(Report.objects.get()) == before


def test_report_holds_no_small_number_and_no_name(kept):
    told = json.dumps(kept.figures)

    assert kept.figures["whole"] == ["<5"] * 5 + ["0"]
    assert "Teskan" not in told
    assert kept.figures["curve"] == []


def test_report_is_a_pdf_that_can_be_read(kept, analyst, sign_in, tmp_path):
    answer = sign_in(analyst).get(reverse("insight:report", args=[kept.pk]))
    (tmp_path / "report.pdf").write_bytes(answer.content)

    text = " ".join(page.extract_text() for page in PdfReader(tmp_path / "report.pdf").pages)

    assert "What came of it: 2026" in text
    for title in ("Year by year", "Whose suffering was named", "Where governments are silent"):
        assert title in text
    assert "Veldonia <5 <5 0 0 0 0" in text


def test_report_keeps_its_years_and_its_map(kept, listed):
    before = reporting.content_of(kept)
    entry = listed.candidate.entry
    content = {"reference": "1", "kind": "person", "names": [], "programmes": ["GLOMAG"], "nationalities": ["Veldonia"]}
    EntryVersion.objects.create(entry=entry, snapshot=entry.first_seen, content=content)
    Delivery.objects.update(sent_on=date(2021, 5, 1))
    working_out.work_out()

    assert before["years"] == [["2022", "<5", "0", "<5"]]
    assert before["places"] == [["Veldonia", "<5", "<5", "0", "0", "0", "0"]]
    assert before["map"].startswith("<svg")
    assert reporting.content_of(Report.objects.get()) == before
    assert reporting.count(date(2026, 1, 1))["silence"] == [["veldonia", "Veldonia", "<5", "<5", "1", "0", "0", "0"]]


def test_report_from_before_there_were_years_and_a_map_is_still_made(kept):
    Report.objects.update(figures={name: told for name, told in kept.figures.items() if name not in ("timeline", "silence")})

    assert reporting.build_pdf(Report.objects.get()).startswith(b"%PDF")


def test_one_click_keeps_it(listed, analyst, sign_in):
    client = sign_in(analyst)

    client.post(reverse("insight:keep-report"))

    assert [report.pk for report in client.get(reverse("insight:reports")).context["page_obj"]] == [Report.objects.get().pk]


def test_public_page_is_off_until_somebody_switches_it_on(kept, client, settings):
    assert client.get(reverse("insight:public")).status_code == 404

    settings.PUBLIC_FIGURES = True
    page = client.get(reverse("insight:public"))

    assert page.status_code == 200
    assert "What came of it: 2026" in page.content.decode()
    assert "Teskan" not in page.content.decode()
