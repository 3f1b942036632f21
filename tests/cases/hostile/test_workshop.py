"""What honest files become: the same to look at, and nothing else."""

import io

import pytest
from PIL import Image
from pypdf import PdfReader

from tests.cases.hostile.corpus import BODY, ODT, SHEET, pdf, picture, with_exif, zipped
from tests.cases.hostile.test_corpus import workshop

ODT_BODY = b"""<o xmlns:text="t"><text:h>Order</text:h><text:p>Hold <text:span>them</text:span> all.</text:p></o>"""
STRINGS = b"<sst><si><t>Name</t></si><si><r><t>Two </t></r><r><t>runs</t></r></si></sst>"
CELLS = b"""<s><row><c t="s"><v>0</v></c><c t="s"><v>1</v></c></row><row><c><v>42</v></c></row></s>"""
SHEETS = [("xl/sharedStrings.xml", STRINGS), ("xl/worksheets/sheet1.xml", CELLS)]


@pytest.mark.parametrize(
    ("name", "content", "text"),
    [
        ("a.docx", zipped([]), "The witness spoke.\n"),
        ("a.odt", zipped([], main=ODT, body=ODT_BODY), "Order\nHold them all.\n"),
        ("a.xlsx", zipped(SHEETS, main=SHEET, body=b"<w/>"), "Name\tTwo runs\t\n42\t\n"),
        ("a.txt", "Ünï, çа\n".encode("utf-8-sig"), "Ünï, çа\n"),
        ("a.txt", "a\u202eb".encode(), "a\ufffdb"),
    ],
)
def test_documents_become_their_text(name, content, text):
    found, copy = workshop(name, content)

    assert (found["media_type"], copy.decode()) == ("text/plain", text)


@pytest.mark.parametrize(
    ("name", "content", "hidden"),
    [
        ("a.jpg", with_exif(), ["author", "device", "place", "time", "words"]),
        ("a.jpg", with_exif(place=False), ["author", "device", "time", "words"]),
        ("a.jpg", picture(), []),
        ("a.pdf", pdf(details=b"/Author (x) /Producer (y) /CreationDate (D:2022)"), ["author", "software", "time"]),
        ("a.pdf", pdf(), []),
        ("a.docx", zipped([("word/comments.xml", b"<c/>")]), ["remarks"]),
        ("a.docx", zipped([], body=BODY.replace(b"<w:r>", b"<w:ins/><w:r>")), ["remarks"]),
        ("a.txt", b"plain", []),
        ("a.txt", "\u200bunseen".encode(), ["unseen"]),
    ],
)
def test_what_is_hidden_is_told_in_codes(name, content, hidden):
    assert workshop(name, content)[0]["hidden"] == hidden


def test_a_picture_is_turned_as_it_is_meant_and_loses_its_details():
    exif = Image.Exif()
    exif[0x0112] = 6  # a telephone held upright
    found, copy = workshop("a.jpg", picture(size=(600, 400), exif=exif))

    drawn = Image.open(io.BytesIO(copy))
    assert (drawn.size, dict(drawn.getexif()), found["veil"] > 0) == ((400, 600), {}, True)


@pytest.mark.parametrize("kind", ["PNG", "HEIF"])
def test_other_pictures_become_jpegs_on_white(kind):
    import pillow_heif

    pillow_heif.register_heif_opener()
    sink = io.BytesIO()
    Image.new("RGBA", (32, 32), (0, 0, 0, 0)).save(sink, kind)
    found, copy = workshop({"PNG": "a.png", "HEIF": "a.heic"}[kind], sink.getvalue())

    assert found["reason"] == ""
    assert min(Image.open(io.BytesIO(copy)).getpixel((5, 5))) > 250


def test_a_large_picture_becomes_smaller():
    _, copy = workshop("a.jpg", picture(size=(6000, 3000)))

    assert Image.open(io.BytesIO(copy)).size == (4096, 2048)


def test_a_pdf_becomes_pictures_of_its_pages():
    found, copy = workshop("a.pdf", pdf(3))

    pages = PdfReader(io.BytesIO(copy)).pages
    assert (len(pages), found["veil"] > 0) == (3, True)
    assert [round(float(side)) for side in pages[0].mediabox[2:]] == [595, 842]


@pytest.mark.parametrize(
    ("name", "content"), [("a.wav", b"RIFF\x24\x00\x00\x00WAVEfmt " + b"\x10\x00\x00\x00\x01\x00\x01\x00" + b"\x00" * 30)]
)
def test_a_recording_that_is_only_its_head_has_no_copy(name, content):
    found, copy = workshop(name, content)

    assert (found["reason"], found["no_copy"], copy) == ("", "recording", b"")
