"""The files, read back as whoever receives them would read them."""

import hashlib
import io
import json
import subprocess
import zipfile
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone
from docx import Document
from pypdf import PdfReader

from submissions.exporters import faces
from submissions.exporters.archive import Entry, ExhibitChanged, stream_archive
from submissions.exporters.days import in_words
from submissions.exporters.docx import build_docx
from submissions.exporters.pdf import CannotBePrinted, build_pdf
from submissions.statuses import FileFormat
from submissions.title_page import handling
from tests.submissions.conftest import CANARIES, CYRILLIC, LATIN

CAVEAT = "Allegations, not findings of fact"
DAY = datetime(2026, 3, 9, 12, tzinfo=UTC)
MARKUP = "#strong[x] *y* $z$ @ref <b>bold</b> {{ name }} {% now %} \\u{41} _w_ `v`"


def bytes_of(version, wanted):
    with version.files.get(format=wanted).file.open() as file:
        return file.read()


def words_of_pdf(body):
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(body)).pages)
    return " ".join(text.replace("\u200b", "").split())


def words_of_docx(body):
    document = Document(io.BytesIO(body))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([paragraph.text for paragraph in document.paragraphs] + cells)


def plain_content(**words):
    """A dossier with one recommendation, without a database."""
    ask = {
        "reference": "R-00001",
        "case": "C-00001",
        "organisation": "Orsa Valley Women's Network",
        "authority": "Department of the Treasury",
        "programme": "Global Magnitsky",
        "criterion": "Section 1: serious human rights abuse",
        "alternatives": [],
        "summary": "He is still in command.",
        "affected": "Fourteen women.",
        "contrary": "Nothing was found.",
        "parts": [
            {"heading": "National interest", "text": "It ends a spoiler’s income.", "head": [], "rows": []},
            {"heading": "Prongs", "text": "", "head": ["Where", "What"], "rows": [["Section 1", "serious abuse"]]},
        ],
        "subject": {
            "reference": "S-00001",
            "kind": "A person",
            "names": [{"kind": "Full name", "text": words.pop("name", LATIN)}, {"kind": "Original", "text": CYRILLIC}],
            "born": "1971",
            "nationality": "",
            "positions": [{"title": "Commander", "body": "", "since": "2019", "until": ""}],
        },
        "acts": [],
        "victims": [],
        "elements": [{"element": "A foreign person", "statement": "He is.", "claims": [{"text": "A claim.", "sources": []}]}],
        **words,
    }
    return {
        "reference": "D-00001",
        "version": 1,
        "government": "United States",
        "caveat": f"{CAVEAT}.",
        "title_page": {
            "submitter": "Small Places coalition",
            "contact": "submissions@coalition.example",
            "on_behalf_of": ["Orsa Valley Women's Network"],
            "handling": handling("us"),
        },
        "recommendations": [ask],
        "exhibits": [],
    }


@pytest.mark.django_db
def test_pdf_says_the_names_in_both_scripts_and_the_caveat_on_every_page(built):
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(bytes_of(built, "pdf"))).pages]

    assert LATIN in pages[0]
    assert CYRILLIC in pages[0]
    assert [CAVEAT in page for page in pages] == [True] * len(pages)


FIRST_PAGE = [
    "Small Places coalition",
    "submissions@coalition.example",
    "Orsa Valley",
    "9 March 2026",
    f"{CAVEAT}.",
    "Submitted in confidence.",
    "Freedom of Information Act (5 U.S.C. 552)",
]


def test_the_first_page_says_who_submits_for_whom_and_how_it_is_kept():
    pages = PdfReader(io.BytesIO(build_pdf(plain_content(), made_on=DAY))).pages
    first, word = " ".join(pages[0].extract_text().split()), words_of_docx(build_docx(plain_content(), made_on=DAY))

    assert [said for said in FIRST_PAGE if said not in first or said not in word] == []


def test_a_version_from_before_it_had_a_first_page_is_built_too():
    content = {key: value for key, value in plain_content().items() if key != "title_page"}

    assert "Please do not pass this document on" in words_of_pdf(build_pdf(content, made_on=DAY))
    assert "Please do not pass this document on" in words_of_docx(build_docx(content, made_on=DAY))


@pytest.mark.django_db
def test_the_first_page_has_the_day_it_was_frozen_in_pdf_and_word(built):
    day = in_words(built.frozen_at)

    assert day in words_of_pdf(bytes_of(built, "pdf"))
    assert day in words_of_docx(bytes_of(built, "docx"))


@pytest.mark.django_db
def test_pdf_is_tagged_titled_and_names_nobody_of_ours(built):
    reader = PdfReader(io.BytesIO(bytes_of(built, "pdf")))

    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert reader.trailer["/Root"]["/Lang"] == "en"
    assert (reader.metadata.title, reader.metadata.author) == (f"Dossier {built.content['reference']}", "Small Places")


@pytest.mark.django_db
def test_docx_says_the_same(built):
    body = bytes_of(built, "docx")

    text = words_of_docx(body)
    assert [
        word for word in (LATIN, CYRILLIC, f"{CAVEAT}.", "The fourteen of May", "Section 1(a)(ii)(A)") if word not in text
    ] == []
    assert Document(io.BytesIO(body)).sections[0].footer.paragraphs[0].text.endswith(f"{CAVEAT}.")
    assert Document(io.BytesIO(body)).core_properties.author == "Small Places"


@pytest.mark.django_db
@pytest.mark.parametrize("wanted", ["pdf", "docx"])
def test_the_same_content_gives_the_same_bytes(frozen, wanted):
    def bytes_now():
        return (
            build_pdf(frozen.content, made_on=frozen.frozen_at)
            if wanted == "pdf"
            else build_docx(frozen.content, made_on=frozen.frozen_at)
        )

    first = bytes_now()
    with time_machine.travel(timezone.now() + timedelta(days=1, seconds=13)):
        assert bytes_now() == first


@pytest.mark.django_db
def test_archive_is_checked_with_sha256sum(built, veldonia, tmp_path):
    with zipfile.ZipFile(io.BytesIO(bytes_of(built, "zip"))) as archive:
        assert archive.testzip() is None
        archive.extractall(tmp_path)
        names = archive.namelist()

    reference = built.content["reference"]
    documents = [f"{reference}-v1.docx", f"{reference}-v1.pdf", f"{reference}-v1-to-keep.pdf"]
    assert names == [*documents, "exhibits/A-1.jpg", "manifest.json", "SHA256SUMS"]
    checked = subprocess.run(["sha256sum", "-c", "SHA256SUMS"], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert checked.stdout.count(": OK") == 4
    manifest = json.loads((tmp_path / "manifest.json").read_text())
    assert {name: manifest[name] for name in ("dossier", "version", "government", "content_sha256")} == {
        "dossier": reference,
        "version": 1,
        "government": "United States",
        "content_sha256": built.sha256,
    }
    assert [file["path"] for file in manifest["files"]] == [*documents, "exhibits/A-1.jpg"]
    assert [(tmp_path / file["path"]).stat().st_size for file in manifest["files"]] == [f["size"] for f in manifest["files"]]
    with veldonia.file.file.open() as original:
        assert (tmp_path / "exhibits/A-1.jpg").read_bytes() == original.read()


@pytest.mark.django_db
def test_no_file_holds_a_canary(built):
    """Names, texts and properties, unpacked: the parts of Word's file too."""
    seen = []
    for wanted in FileFormat:
        body = bytes_of(built, wanted)
        seen.append(body)
        if wanted not in (FileFormat.PDF, FileFormat.PDFA):
            with zipfile.ZipFile(io.BytesIO(body)) as parts:
                seen += [entry.filename.encode() + parts.read(entry) for entry in parts.infolist()]
    seen.append(words_of_pdf(bytes_of(built, "pdf")).encode())

    assert [word for word in CANARIES.values() if any(word.encode() in body for body in seen)] == []


def entry(path="a.txt", body=b"abc", sha256=None):
    return Entry(path, io.BytesIO(body), sha256 or hashlib.sha256(body).hexdigest(), len(body))


def test_archive_has_no_times():
    first = b"".join(stream_archive({}, [entry()]))

    assert b"".join(stream_archive({}, [entry()])) == first
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {item.date_time for item in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_archive_refuses_an_exhibit_that_changed():
    with pytest.raises(ExhibitChanged):
        b"".join(stream_archive({}, [entry(), entry("b.txt", b"abd", hashlib.sha256(b"abc").hexdigest())]))


@pytest.mark.parametrize("field", ["name", "summary", "affected", "contrary", "programme", "criterion", "organisation"])
def test_markup_stays_text(field):
    content = plain_content(**{field: MARKUP})
    squeezed = MARKUP.replace(" ", "")
    assert squeezed in words_of_pdf(build_pdf(content, made_on=DAY)).replace(" ", "")
    assert MARKUP in words_of_docx(build_docx(content, made_on=DAY))


def test_markup_in_an_element_stays_text():
    elements = [{"element": MARKUP, "statement": MARKUP, "claims": [{"text": MARKUP, "sources": []}]}]

    words = words_of_pdf(build_pdf(plain_content(elements=elements), made_on=DAY)).replace(" ", "")

    assert words.count(MARKUP.replace(" ", "")) == 3


@pytest.mark.parametrize("name", ["X" * 300, "Ж" * 300, "Maro " * 60, "م" * 300])
def test_names_of_300_characters_stay_on_the_page(name):
    content = plain_content(name=name.strip())
    body = build_pdf(content, made_on=DAY)

    reader = PdfReader(io.BytesIO(body))
    width = float(reader.pages[0].mediabox.width)
    edges = []
    for page in reader.pages:
        page.extract_text(visitor_text=lambda text, _cm, matrix, _font, _size: edges.append(matrix[4]) if text.strip() else None)
    assert max(edges) < width
    assert name[0] * 3 in words_of_pdf(body) or name.startswith("Maro")
    assert name.strip() in words_of_docx(build_docx(content, made_on=DAY))


def test_paragraphs_and_line_ends_are_kept():
    content = plain_content(summary="First.\r\nSecond line.\r\n\r\nNext paragraph.")

    lines = PdfReader(io.BytesIO(build_pdf(content, made_on=DAY))).pages[1].extract_text().splitlines()

    assert [line for line in lines if line.strip() in {"First.", "Second line.", "Next paragraph."}] == [
        "First.",
        "Second line.",
        "Next paragraph.",
    ]


def test_columns_in_word_are_as_wide_as_what_stands_in_them():
    part = {"heading": "Reasons", "text": "", "head": ["No.", "Sentence"], "rows": [["1", "He gave the order. " * 20]]}

    tables = Document(io.BytesIO(build_docx(plain_content(parts=[part]), made_on=DAY))).tables

    (number, sentence) = next(table for table in tables if table.rows[0].cells[0].text == "No.").columns
    assert sentence.width > 4 * number.width


def test_an_empty_dossier_can_be_set():
    content = {**plain_content(), "recommendations": []}

    assert "No file goes with this dossier" in words_of_pdf(build_pdf(content, made_on=DAY))


def test_a_letter_that_no_face_has_is_named_and_nothing_crashes():
    with pytest.raises(CannotBePrinted) as refused:
        build_pdf(plain_content(contrary="It says བོད there."), made_on=DAY)

    assert refused.value.texts == ["It says བོད there."]
    assert "བ" not in str(refused.value)


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        (f"{LATIN} {CYRILLIC} مارو Μάρο Ňđą – “x” €", []),
        ("བད", ["ད", "བ"]),
        ("a\x0cb", ["\x0c"]),
        ("a\ufeffb", ["\ufeff"]),
        ("ok\nline\ttab", []),
    ],
)
def test_which_text_can_be_printed(text, missing):
    assert [found for _, found in faces.unprintable(["", text])] == ([missing] if missing else [])
