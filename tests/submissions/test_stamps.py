"""Exhibits to print: the number stands above each page, nothing is covered, the same input gives the same bytes."""

import io

import pypdfium2 as pdfium
from PIL import Image

from cases.workshop import pdfs
from submissions.exporters.stamps import STRIP, stamped

TEXT = "D-7K3QF v1   Exhibit A-1"


def jpeg(width, height):
    sink = io.BytesIO()
    Image.new("RGB", (width, height), "teal").save(sink, "JPEG")
    return sink.getvalue()


def words(body):
    return [page.get_textpage().get_text_range() for page in pdfium.PdfDocument(body)]


def test_each_page_of_a_document_says_its_number():
    document = pdfs.written([(400, 600, jpeg(400, 600))] * 2)

    body = stamped(document, "application/pdf", TEXT)

    assert words(body) == [f"D-7K3QF v1 Exhibit A-1 page {number} of 2" for number in (1, 2)]
    before, after = (pdfium.PdfDocument(one)[0].get_height() for one in (document, body))
    assert round(after - before) == STRIP


def test_a_picture_lies_on_one_page_turned_as_it_is():
    wide, tall = (pdfium.PdfDocument(stamped(jpeg(*size), "image/jpeg", TEXT))[0] for size in ((900, 300), (300, 900)))

    assert (wide.get_width() > wide.get_height(), tall.get_width() < tall.get_height()) == (True, True)


def test_twice_is_the_same():
    assert stamped(jpeg(9, 9), "image/jpeg", TEXT) == stamped(jpeg(9, 9), "image/jpeg", TEXT)
