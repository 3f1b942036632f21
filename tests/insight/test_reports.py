"""The yearly report says the same whenever it is opened, and never a small number."""

import json

import pytest
from django.urls import reverse
from pypdf import PdfReader

from insight import reporting, working_out
from insight.models import Report
from submissions.models import Outcome

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
    assert "Whose suffering was named" in text


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
