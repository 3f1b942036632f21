"""A blank form filled without a line and read in again: Word and spreadsheet, line by line, nothing lost and nothing run."""

import io
import time
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.translation import override
from docx import Document
from openpyxl import load_workbook

from cases.exporters.blank import build_document, build_spreadsheet
from cases.offline.files import NotRead, read_form
from cases.statuses import CaseStatus
from cases.views.filled import look, take_over
from vault.sight import EVERYTHING, look_as

pytestmark = pytest.mark.django_db

SUBJECT = {"full_name": "Maro Teskan", "original_name": "مارو تسکان", "birth_date": "1968", "posts-0-title": "Colonel"}
VICTIM = {"pseudonym": "The teacher", "groups": "Women; Girls", "role": "journalist"}
INCIDENT = {"began": "2022-03-09", "place": "Lower Orsa quarry", "narrative": "Four men of the Guard came."}
ACT = {"incident": 1, "abuse": "Arbitrary detention", "victim": "the teacher", "subject": "Maro Teskan", "mode": "ordered it"}
SOURCE = {"title": "Statement of the teacher", "type": "Statement of a victim"}
CLAIM = {"text": "On 9 March 2022 the Guard took the teacher.", "sources": "Statement of the teacher"}
WHOLE = {
    "subjects": [SUBJECT],
    "victims": [VICTIM],
    "incidents": [INCIDENT],
    "acts": [ACT],
    "evidence": [SOURCE],
    "claims": [CLAIM],
}
TOLD = {"complained": "It would not be safe", "method": "Two of us spoke with her."}


def spreadsheet(tables, told=(), language="en"):
    with override(language):
        book = load_workbook(io.BytesIO(build_spreadsheet()))
    for sheet in book.worksheets:
        codes = {str(cell.value or "").partition(".")[2]: cell.column for cell in sheet[1]}
        table = str(sheet.cell(1, 1).value or "").partition(".")[0]
        for line, cells in enumerate(tables.get(table, []), start=4):
            for code, value in cells.items():
                sheet.cell(line, codes[code], value)
        for row in sheet.iter_rows(min_row=4) if table == "told" else ():
            if row[0].value in dict(told):
                row[2].value = dict(told)[row[0].value]
    return saved(book)


def document(tables, told=()):
    word = Document(io.BytesIO(build_document()))
    left = {code: list(lines) for code, lines in tables.items()}
    for table in word.tables:
        kind = table.rows[0].cells[0].text.rpartition("[")[2].strip("]")
        cells = left[kind].pop(0) if left.get(kind) else dict(told)
        for row in table.rows[1:]:
            code = row.cells[0].text.rpartition("[")[2].strip("]")
            row.cells[1].text = str(cells.get(code, ""))
    return saved(word)


def saved(made):
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


@pytest.fixture
def case(make_case, organisation, partner):
    return make_case(organisation, partner, status=CaseStatus.DRAFT)


def taken(case, partner, name, content):
    with look_as(partner.sight):
        return take_over(case, read_form(name, content), by=partner)


@pytest.mark.parametrize(("name", "fill"), [("form.xlsx", spreadsheet), ("form.docx", document)])
def test_a_filled_form_becomes_a_case(case, partner, name, fill):
    done = taken(case, partner, name, fill(WHOLE, TOLD))

    assert done.problems == []
    with look_as(EVERYTHING):
        act = case.incidents.get().acts.get()
        assert (act.victim.pseudonym, act.abuse) == ("The teacher", "arbitrary_detention")
        assert [(row.subject.main_name, row.mode) for row in act.involvements.all()] == [("Maro Teskan", "ordered")]
        assert act.victim.groups == ["women", "girls"]
        assert act.victim.role == "journalist_media"
        assert case.named_subjects.get().subject.positions.get().title == "Colonel"
        assert [source.title for source in case.claims.get().sources.all()] == ["Statement of the teacher"]
        assert dict(case.tolds.values_list("code", "text")) == {"complained": "unsafe", "method": TOLD["method"]}


@pytest.mark.parametrize(("name", "fill"), [("form.xlsx", spreadsheet), ("form.docx", document)])
def test_read_in_twice_nothing_is_doubled(case, partner, name, fill):
    taken(case, partner, name, fill(WHOLE, TOLD))

    again = taken(case, partner, name, fill(WHOLE, TOLD))

    assert (again.new, again.there, again.problems) == ([], 8, [])


def test_a_form_in_arabic_is_read_by_whoever_reads_english(case, partner):
    with override("ar"):
        from cases.vocabularies import VictimRole

        role = str(VictimRole.JOURNALIST.label)
    content = spreadsheet({"victims": [{"pseudonym": "المعلّمة", "role": role}]}, language="ar")

    assert taken(case, partner, "form.xlsx", content).problems == []
    with look_as(EVERYTHING):
        assert case.victims.get().role == "journalist_media"


WRONG = {
    "subjects": [{"full_name": "Maro\u202eTeskan"}, {"full_name": "Rel Ostan", "birth_date": "3 May 1971"}],
    "victims": [{"pseudonym": "The baker", "role": "astronaut"}, {"pseudonym": "x" * 101}, {"pseudonym": "The nurse"}],
    "incidents": [{"began": "2999-01-01", "place": "Orsa"}, {"began": "0000", "place": "Orsa"}],
    "acts": [{"incident": 7, "victim": "The nurse"}],
    "claims": [{"text": "Something.", "sources": "A book"}],
}


def test_each_thing_that_is_wrong_is_said_by_line_and_question_and_the_rest_is_taken(case, partner):
    done = taken(case, partner, "form.xlsx", spreadsheet(WRONG))

    said = {(problem.title, problem.number, problem.label) for problem in done.problems}
    assert said == {
        ("Who is responsible", 1, "Full name, Latin letters"),
        ("Who is responsible", 2, "Born"),
        ("Who was harmed", 1, "What they were doing"),
        ("Who was harmed", 2, "A name that is not their name"),
        ("What happened", 1, "When it began"),
        ("What happened", 2, "When it began"),
        ("Who did what to whom", 1, "Which incident: 1 for the first"),
        ("What the evidence shows", 1, "Which sources show it"),
    }
    assert all(problem.sentence for problem in done.problems)
    assert done.new == [("Who was harmed", "The nurse")]


def test_a_look_saves_nothing(case, partner):
    with look_as(partner.sight):
        seen = look(case, read_form("form.xlsx", spreadsheet(WHOLE)), by=partner)
        assert len(seen.new) == 6
        assert not case.victims.exists()


def test_an_answer_that_is_there_is_not_written_over(case, partner):
    taken(case, partner, "form.xlsx", spreadsheet({}, {"method": "First."}))

    done = taken(case, partner, "form.xlsx", spreadsheet({}, {"method": "Second."}))

    assert [problem.sentence for problem in done.problems] == ["The case has another answer already; that one stays."]
    with look_as(EVERYTHING):
        assert case.tolds.get().text == "First."


def with_part(name, body, content=None):
    out = io.BytesIO(content or build_spreadsheet())
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr(name, body)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("form.xlsm", b"PK", "macros"),
        ("form.xlsx", lambda: with_part("xl/vbaProject.bin", b"x"), "macros"),
        ("form.docx", lambda: with_part("word/vbaProject.bin", b"x", build_document()), "macros"),
        ("form.xlsx", lambda: with_part("xl/evil.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a/>'), "words of its own"),
        ("form.xlsx", b"not a zip at all", "damaged"),
        ("form.docx", build_spreadsheet, "damaged"),
        ("form.xlsx", build_spreadsheet, "Nothing is filled in"),
        ("form.docx", build_document, "Nothing is filled in"),
        ("form.pdf", b"%PDF-", "no spreadsheet"),
        ("form.xlsx", lambda: b"x" * (5 * 1024 * 1024 + 1), "far larger"),
    ],
)
def test_what_is_no_filled_form_is_refused_in_words(name, content, words):
    with pytest.raises(NotRead, match=words):
        read_form(name, content() if callable(content) else content)


def test_five_thousand_lines_of_nonsense_are_refused_quickly():
    content = spreadsheet({"victims": [{"pseudonym": f"Person {number}"} for number in range(5_000)]})
    began = time.process_time()

    with pytest.raises(NotRead, match="more than 200 lines"):
        read_form("form.xlsx", content)

    assert time.process_time() - began < 2


def sheet_in(page):
    return page.partition('name="sheet" value="')[2].partition('"')[0]


def test_a_form_is_looked_at_taken_over_once_and_waits_for_its_person_alone(enter, case, partner, lead):
    address = reverse("cases:offline", args=[case.reference])
    client = enter(partner)
    sent = SimpleUploadedFile("form.xlsx", spreadsheet(WHOLE | {"claims": [{"text": "A.", "sources": "A book"}]}))
    seen = client.post(address, {"file": sent}, follow=True).content.decode()
    colleague = enter(lead).get(address).content.decode()
    first = client.post(address, {"take": "1", "sheet": sheet_in(seen)}, follow=True).content.decode()
    second = client.post(address, {"take": "1", "sheet": sheet_in(seen)}, follow=True).content.decode()

    assert "There is no source with the title “A book”" in seen
    assert "The teacher" in seen
    assert "The teacher" not in colleague
    assert "5 entries are in the case." in first
    assert "taken over already" in second
    with look_as(EVERYTHING):
        assert case.victims.count() == 1


def test_what_is_refused_is_said_beside_the_field(enter, case, partner):
    address = reverse("cases:offline", args=[case.reference])

    page = enter(partner).post(address, {"file": SimpleUploadedFile("form.xlsx", b"x")}).content.decode()

    assert "It is damaged" in page


@pytest.mark.parametrize("kind", ["xlsx", "docx"])
def test_the_blank_form_names_nobody(enter, partner, kind):
    answer = enter(partner).get(reverse("cases:blank", args=[kind]))

    assert answer["Content-Disposition"] == f'attachment; filename="form.{kind}"'
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        details = archive.read("docProps/core.xml").decode()
    assert "python-docx" not in details
    assert "openpyxl" not in details
    assert partner.name not in details
