"""What goes wrong with what people sent, or meanwhile: refused or done, in plain words."""

import io
import zipfile

import pikepdf
import pypdfium2 as pdfium
import pytest
from django.core.files.base import ContentFile
from pypdf import PdfReader

from cases.statuses import ConsentAnswer
from submissions import checks, services
from submissions.boxes.main import answer
from submissions.exporters.archive import ExhibitChanged
from submissions.exporters.docx import build_docx
from submissions.exporters.pdf import build_for_office, build_pdf, build_supplement
from submissions.exporters.stamps import stamped
from submissions.services import boxing
from tests.submissions.conftest import say
from tests.submissions.pages import page_of
from tests.submissions.test_export_dossier import export
from tests.submissions.test_exporters import DAY, MARKUP, plain_content, words_of_docx, words_of_pdf


def document(pages=1, password=""):
    """A PDF whose pages say their number; "" locks it with nothing."""
    made, sink = pikepdf.new(), io.BytesIO()
    face = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    for number in range(1, pages + 1):
        page = made.add_blank_page(page_size=(300, 200))
        name = page.add_resource(face, pikepdf.Name.Font)
        page.contents_add(f"BT {name} 12 Tf 20 100 Td (Page {number} of the register) Tj ET".encode())
    made.save(sink, encryption=pikepdf.Encryption(user=password, owner=password) if password else None)
    return sink.getvalue()


BROKEN = {
    "locked": (document(password="opensesame"), "password"),
    "cut off": (document(20)[:700], "broken"),
    "empty": (b"", "broken"),
    "no PDF": (b"%PDF-1.7\n" + b"\xff" * 500, "broken"),
}


@pytest.mark.parametrize("act", ["find", "draw", "look"])
@pytest.mark.parametrize("what", BROKEN)
def test_boxes_are_refused_for_what_does_not_open(what, act):
    body, trouble = BROKEN[what]
    order = {"act": act, "media_type": "application/pdf", "boxes": {}, "page": 1}

    assert answer(order, body) == ({"trouble": trouble}, b"")


@pytest.mark.django_db
def test_an_exhibit_that_does_not_open_is_said_on_its_page_and_stops_the_dossier(argued, veldonia, liaison, run_jobs, sign_in):
    file = veldonia.file
    file.media_type = "application/pdf"
    file.file.save("", ContentFile(BROKEN["locked"][0]), save=False)
    file.save()

    boxing.look_through(argued.dossier, file, by=liaison)
    run_jobs()

    assert "It is locked with a password." in page_of(sign_in(liaison), "exhibit", argued.dossier.reference, file.pk)
    copy = boxing.standing(argued.dossier, file)
    with pytest.raises(checks.NotReady, match="It is locked with a password"):
        boxing.draw(copy, by=liaison)
    with pytest.raises(checks.NotReady, match="is not drawn yet"):
        services.sign_first(argued, by=liaison)


@pytest.mark.parametrize("what", BROKEN)
def test_no_stamp_is_put_on_what_does_not_open(what):
    """The workshop drew what is stamped, so this is a fault of the store: the build ends, and nothing of it is kept."""
    with pytest.raises(ExhibitChanged, match="does not open"):
        stamped(BROKEN[what][0], "application/pdf", "D-1 v1   Exhibit A-1")


def test_three_hundred_pages_are_searched_and_stamped():
    body = document(300)

    head, _body = answer({"act": "find", "media_type": "application/pdf"}, body)
    pages = PdfReader(io.BytesIO(stamped(body, "application/pdf", "D-1 v1   Exhibit A-1"))).pages

    assert (len(head["pages"]), len(pages)) == (300, 300)
    assert "page 300 of 300" in pages[299].extract_text()


def test_three_hundred_pages_are_drawn_and_nothing_is_under_their_boxes():
    order = {"act": "draw", "media_type": "application/pdf", "boxes": {"300": [[0, 0, 1, 1]]}}

    head, drawn = answer(order, document(300))

    pages = pdfium.PdfDocument(drawn)
    assert (head, len(pages)) == ({}, 300)
    assert {page.get_textpage().get_text_range() for page in pages} == {""}
    assert pages[299].render(scale=1).to_pil().convert("L").getextrema()[1] < 40


def take_back(world):
    say(world.case, world.victim, ConsentAnswer.WITHDRAWN)


def quarantine(world):
    type(world.file).objects.filter(pk=world.file.pk).update(state="quarantined")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("happened", "words"), [(take_back, "has taken back what was agreed for this government"), (quarantine, "was set aside")]
)
def test_what_happens_between_approval_and_export_stops_every_file(frozen, veldonia, tmp_path, happened, words):
    happened(veldonia)

    for wanted in ("pdf", "pdfa", "docx", "zip", "json"):
        code, sentences = export(frozen.dossier.reference, wanted, tmp_path / "out")
        assert (code, words in sentences[0]) == (1, True)
    assert list(tmp_path.iterdir()) == []


def exhibit(title):
    told = {"label": "A-1", "file_id": "", "title": title, "kind": "A statement", "form": "original", "cited": []}
    return {**told, "media_type": "text/plain", "sha256": "0" * 64, "size": 1}


def marked(text):
    """A dossier with the text in every place that the other tests leave out."""
    part = {"heading": text, "text": text, "head": ["", text], "rows": [[text, text]]}
    first = {"submitter": text, "contact": text, "on_behalf_of": [text], "handling": text}
    return {**plain_content(parts=[part], alternatives=[text]), "title_page": first, "exhibits": [exhibit(text)]}


def squeezed(words):
    return "".join(words.split())


def test_markup_stays_text_on_the_first_page_in_parts_and_among_exhibits():
    content = marked(MARKUP)
    content["recommendations"].append(content["recommendations"][0])

    page, word = build_pdf(content, made_on=DAY), build_docx(content, made_on=DAY)

    assert squeezed(words_of_pdf(page)).count(squeezed(MARKUP)) >= 12
    assert squeezed(words_of_docx(word)).count(squeezed(MARKUP)) >= 12
    assert zipfile.ZipFile(io.BytesIO(word)).testzip() is None


@pytest.mark.parametrize("build", [build_for_office, build_supplement])
def test_markup_in_the_name_of_an_office_and_in_its_letter_stays_text(build):
    content = {**marked(MARKUP), "since": 1, "changes": [{"where": MARKUP, "before": MARKUP, "after": MARKUP}]}

    page = build(content, made_on=DAY, office=MARKUP, number=1, letter=f"{MARKUP}\n\n{MARKUP}")

    assert squeezed(words_of_pdf(page)).count(squeezed(MARKUP)) >= 6


def test_a_title_and_an_organisation_of_300_signs_stay_on_the_page():
    content = marked("Ü" * 300)

    reader = PdfReader(io.BytesIO(build_pdf(content, made_on=DAY)))

    edges = []
    for page in reader.pages:
        page.extract_text(visitor_text=lambda text, _cm, matrix, _font, _size: edges.append(matrix[4]) if text.strip() else None)
    assert max(edges) < float(reader.pages[0].mediabox.width)
    assert "Ü" * 300 in words_of_docx(build_docx(content, made_on=DAY))
