"""Scans are read by tesseract, page by page, after all texts and without holding anything up; without it that is said."""

import io

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from PIL import Image, ImageDraw, ImageFont

from cases.finding import index, scans, texts
from cases.finding.find import find, snippets
from cases.finding.grammar import parse
from cases.models import Case, EvidenceFile, FileRead, SearchText, Source, WorkingCopy
from cases.statuses import CaseStatus as S
from jobs.models import Job
from tests.cases.material import fill
from tests.cases.test_search import pdf
from tests.submissions.conftest import make_file
from vault.sight import EVERYTHING, look_as

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def everything(db):
    with look_as(EVERYTHING):
        yield


@pytest.fixture
def filed(make_case, organisation, partner):
    """Make a case with one file that anybody can find, and take it into the index."""

    def make(content, media_type="application/pdf", *, is_open=True):
        case = fill(make_case(organisation, partner, status=S.FILED, title="Raid"))
        source = Source.objects.create(case=case, title="Gazette", type="official_document", is_open=is_open)
        file = make_file(source, content, partner)
        EvidenceFile.objects.filter(pk=file.pk).update(media_type=media_type)
        index.index_case(case)
        return EvidenceFile.objects.get(pk=file.pk)

    return make


def drawn(words):
    page = Image.new("L", (1240, 500), "white")
    ImageDraw.Draw(page).text((60, 200), words, font=ImageFont.load_default(56), fill=0)
    return page


def scan(*pages):
    """A PDF of pictures."""
    first, *others = map(drawn, pages)
    sink = io.BytesIO()
    first.save(sink, "PDF", save_all=True, append_images=others, resolution=150)
    return sink.getvalue()


def pictures(count):
    return pdf(*[""] * count)


@pytest.fixture
def quick(monkeypatch):
    """A tesseract that reads at once, and which pages it was given."""
    given = []

    def read(row, pages, seconds):
        given.append((row.file_id, list(pages)))
        return [(page, f"seal of page {page}") for page in pages]

    monkeypatch.setattr(scans, "_read", read)
    monkeypatch.setattr(scans, "languages", lambda: ("eng",))
    return given


def test_a_scan_is_found_by_its_page_and_says_that_a_machine_read_it(filed, coordinator, run_jobs):
    file = filed(scan("The first page", "Signed by the quartermaster"))

    run_jobs()

    row = FileRead.objects.get()
    assert (row.pages, row.scanned, row.unread, row.was_cut) == (2, 2, [], False)
    with look_as(coordinator.sight):
        assert find(parse("quartermaster"), coordinator).keys == [file.case_id]
        [place] = snippets(parse("quartermaster"), [file.case_id], coordinator)[file.case_id]
    assert (place.page, "read by machine" in place.part) == (2, True)


def test_a_photograph_of_a_page_is_read_from_its_copy(filed, run_jobs):
    file, sink = filed(b"the picture as it came", "image/jpeg"), io.BytesIO()
    drawn("Signed by the quartermaster").save(sink, "JPEG")
    copy = WorkingCopy(case=file.case, original=file, media_type="image/jpeg", sha256="0", size=1)
    copy.file.save("", ContentFile(sink.getvalue()))

    run_jobs()

    assert [text.part for text in SearchText.objects.filter(body__contains="quartermaster")] == ["scan"]


def test_a_page_with_words_is_not_read_as_a_picture(filed, quick, run_jobs):
    filed(pdf("Order of the day of the commander of the quarry guard", "", "p. 3"))

    run_jobs()

    assert [pages for _file, pages in quick] == [[2, 3]]


def test_a_scan_of_500_pages_is_read_in_pieces_and_what_comes_meanwhile_goes_first(filed, quick, run_jobs):
    long = filed(pictures(500))
    texts.read_waiting()
    texts.read_waiting()
    assert FileRead.objects.get().scanned == 25

    words, short = filed(pdf("Order of the day of the commander of the quarry guard")), filed(pictures(3))
    texts.read_waiting()
    assert not FileRead.objects.get(file=words).unread
    assert quick == [(long.pk, list(range(1, 26)))]
    texts.read_waiting()

    assert quick[-1] == (short.pk, [1, 2, 3])
    Job.objects.all().delete()
    texts.read_waiting()
    assert run_jobs().count("cases.read_texts") == 18
    assert FileRead.objects.get(file=long).scanned == 500


def test_more_than_500_pages_are_not_read_and_it_is_said(filed, quick):
    file = filed(pictures(503))

    texts.read_text(file.pk)

    row = FileRead.objects.get()
    assert (len(row.unread), row.was_cut) == (500, True)


@pytest.mark.parametrize("came", [[], [(1, None)]])
def test_a_page_that_nothing_can_read_keeps_no_other_waiting(filed, monkeypatch, quick, came):
    filed(pictures(2))
    texts.read_waiting()
    monkeypatch.setattr(scans, "_read", lambda *_: came)

    texts.read_waiting()

    row = FileRead.objects.get()
    assert (row.unread, row.scanned, row.was_cut) == ([2], 1, True)


@pytest.mark.skipif(not scans.languages(), reason="tesseract is not installed")
def test_a_broken_picture_breaks_the_child_alone(filed):
    file = filed(pdf(""))
    row = FileRead.objects.create(case=file.case, file=file, unread=[7])

    assert scans.read_pages(row, 5) == 1
    assert row.was_cut


def test_one_job_at_a_time(filed, quick):
    filed(pictures(90))
    Job.objects.all().delete()

    for _ in range(3):
        texts.read_waiting()

    assert Job.objects.filter(kind="cases.read_texts").count() == 1


def test_without_tesseract_pages_wait_and_it_is_said(filed, coordinator, sign_in, monkeypatch):
    monkeypatch.setattr(scans, "languages", lambda: ())
    monkeypatch.setattr("cases.views.search.languages", lambda: ())
    monkeypatch.setattr("cases.views.evidence.languages", lambda: ())
    file = filed(pictures(3))
    Job.objects.all().delete()

    assert texts.read_waiting() == {"files": 1, "scanned": 0}
    assert texts.read_waiting() == {"files": 0, "scanned": 0}
    assert not Job.objects.exists()
    client = sign_in(coordinator)
    page = client.get(reverse("cases:evidence-receipt", args=[file.case.reference, file.pk])).content.decode()
    assert "3 pages without words wait" in page
    for address in (page, client.get(reverse("cases:search")).content.decode()):
        assert "tesseract is not installed" in address


def test_what_waited_is_read_the_night_after_tesseract_came(filed, quick, monkeypatch, run_jobs):
    monkeypatch.setattr(scans, "waiting", FileRead.objects.none)
    filed(pictures(3))
    run_jobs()
    monkeypatch.undo()

    index.index_day()

    assert Job.objects.filter(kind="cases.read_texts", queue="texts", state="pending").count() == 1


def test_a_sealed_scan_is_never_read(filed, quick):
    file = filed(pictures(3), is_open=False)
    assert texts.read_text(file.pk) == {"pages": 0}
    Source.objects.filter(pk=file.source_id).update(is_open=True)
    index.index_case(file.case)
    texts.read_text(file.pk)
    Source.objects.filter(pk=file.source_id).update(is_open=False)

    assert texts.read_waiting() == {"files": 0, "scanned": 0}
    index.index_case(file.case)
    assert not FileRead.objects.exists()


@pytest.mark.parametrize(
    ("written_in", "installed", "expected"),
    [
        ("ru", ("ara", "eng", "fra", "rus"), ["rus", "eng", "ara"]),
        ("", ("ara", "eng"), ["eng", "ara"]),
        ("ti", ("eng",), ["eng"]),
        ("fa", ("fas",), ["fas"]),
    ],
)
def test_in_which_languages_a_page_is_read(monkeypatch, written_in, installed, expected):
    monkeypatch.setattr(scans, "languages", lambda: installed)

    assert scans.languages_for(Case(language=written_in)) == expected
