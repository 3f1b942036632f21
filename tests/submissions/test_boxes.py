"""Boxes over words: where they stand on a page as it is shown, and that nothing is under them in what is drawn."""

import io

import pikepdf
import pypdfium2 as pdfium
import pytest
import typst
from PIL import Image

from submissions.boxes import drawing
from submissions.boxes.finding import boxes_on
from submissions.boxes.main import answer
from submissions.boxes.making import text_without
from submissions.exporters.faces import BESIDE, folders
from submissions.leaks.search import Kind, Protected, Search
from submissions.redaction import Rule

SEARCH = Search([Protected(Kind.NAME, name, name) for name in ("Amina Okafor", "أمينة حداد", "王秀英")])
RULES = [Rule("the mill", "[a place]")]
PAGE = """
#set page(width: 300pt, height: 200pt, margin: 20pt)
#set text(size: 12pt, font: ("Source Sans 3", {faces}))
{words}
"""


def page_of(words, tmp_path):
    (tmp_path / "page.typ").write_text(PAGE.format(words=words, faces=", ".join(f'"{face}"' for face in BESIDE)))
    return bytes(typst.compile(tmp_path / "page.typ", font_paths=folders(), ignore_system_fonts=True))


def turned(body):
    sink = io.BytesIO()
    with pikepdf.open(io.BytesIO(body)) as document:
        document.pages[0].rotate(90, relative=False)
        document.save(sink)
    return sink.getvalue()


def found_in(body):
    head, _ = answer({"act": "find", "media_type": "application/pdf"}, body)
    return [(box, box.place) for box in boxes_on(head["pages"][0], SEARCH, RULES, "withheld")]


def pictures(body):
    return [page.render(scale=2).to_pil().convert("L") for page in pdfium.PdfDocument(body)]


def inner(picture, place):
    left, top, width, height = place
    box = (left * picture.width, top * picture.height, (left + width) * picture.width, (top + height) * picture.height)
    return picture.crop(tuple(map(round, box)))


@pytest.mark.parametrize("turn", [lambda body: body, turned])
def test_what_is_under_a_box_is_nowhere(tmp_path, turn):
    body = turn(page_of("Amina Okafor saw it. \\ Nobody else was in the mill.", tmp_path))
    found = found_in(body)
    assert {box.whose for box, _ in found} == {"Amina Okafor", "withheld"}

    drawn = drawing.document(body, {1: [place for _, place in found]})

    assert pdfium.PdfDocument(drawn)[0].get_textpage().get_text_range() == ""
    before, after = pictures(body)[0], pictures(drawn)[0]
    for _, place in found:
        assert inner(before, place).getextrema()[1] > 200
        assert inner(after, place).getextrema()[1] < 40
    assert after.resize((1, 1)).getpixel((0, 0)) > 150  # the rest of the page is there


def test_every_script_is_found_and_no_box_covers_a_whole_line(tmp_path):
    found = found_in(page_of("那天王秀英在房子里看见了他们。 \\ رأته أمينة حداد هناك", tmp_path))

    assert [box.whose for box, _ in found] == ["王秀英", "أمينة حداد"]
    assert all(place[2] < 0.35 for _, place in found)


def test_a_name_over_the_end_of_a_line_has_two_boxes(tmp_path):
    found = found_in(page_of("It was seen, and this is sure, by her: Amina \\ Okafor told us.", tmp_path))

    assert len(found) == 2
    assert found[0][1][1] < found[1][1][1]


def test_every_time_it_stands_there_it_is_found(tmp_path):
    words = "Amina Okafor went out alone that night and saw it all. " * 4 + "The mill, then the mill."

    assert sorted(box.whose for box, _ in found_in(page_of(words, tmp_path))) == ["Amina Okafor"] * 4 + ["withheld"] * 2


def test_a_picture_is_drawn_with_its_boxes_and_without_what_it_carried():
    sink = io.BytesIO()
    exif = Image.Exif()
    exif[0x013B] = "canary-author"
    Image.new("RGB", (200, 100), "white").save(sink, "JPEG", exif=exif)

    drawn = drawing.picture(sink.getvalue(), {1: [(0.25, 0.25, 0.5, 0.5)]})

    picture = Image.open(io.BytesIO(drawn)).convert("L")
    assert (picture.getpixel((100, 50)), picture.getpixel((5, 5))) == (0, 255)
    assert b"canary" not in drawn


def test_words_of_a_text_are_replaced():
    boxes = {2: [(0, 0, 5, 0), (10, 0, 4, 0)]}

    assert text_without(["one", "Amina and Sara", "three"], boxes).decode() == "one\n[withheld] and [withheld]\nthree"


@pytest.mark.parametrize(("body", "trouble"), [(b"%PDF-1.4 broken", "broken"), (b"nothing", "broken")])
def test_what_cannot_be_read_is_said(body, trouble):
    assert answer({"act": "find", "media_type": "application/pdf"}, body)[0] == {"trouble": trouble}


def test_each_page_is_drawn_as_wide_as_clicks_are_counted(tmp_path):
    body = page_of("A page.", tmp_path)
    picture = drawing.looked_at(body, "application/pdf", 1, {1: [(0.1, 0.1, 0.2, 0.2)]})

    assert Image.open(io.BytesIO(picture)).size == (drawing.WIDE, drawing.WIDE * 2 // 3)
