"""The mark of an office in a Word file: above every page, whatever headers the template has."""

import io

import pytest
from docx import Document
from docx.enum.section import WD_SECTION

from submissions.exporters.docx import build_docx
from submissions.exporters.marking import headers_of, mark_pages
from tests.submissions.test_exporters import DAY, plain_content

MARK = "D-00001, version 1, copy 1 for Department of State"


def plain():
    return Document()


def with_own_words():
    document = Document()
    document.sections[0].header.paragraphs[0].text = "The coalition"
    return document


def with_other_first_and_even_pages():
    document = Document()
    document.settings.odd_and_even_pages_header_footer = True
    document.sections[0].different_first_page_header_footer = True
    document.sections[0].first_page_header.paragraphs[0].text = "A first page"
    return document


def with_a_table_for_a_header():
    document = Document()
    header = document.sections[0].header
    header.add_table(1, 1, document.sections[0].page_width).cell(0, 0).text = "The coalition"
    header._element.remove(header.paragraphs[0]._element)
    header.add_paragraph()
    return document


def with_two_sections():
    """The second has a first page of its own, but no header for it; and a header of its own for the others."""
    document = with_own_words()
    second = document.add_section(WD_SECTION.NEW_PAGE)
    second.different_first_page_header_footer = True
    second.header.is_linked_to_previous = False
    second.header.paragraphs[0].text = "Part two"
    return document


TEMPLATES = [plain, with_own_words, with_other_first_and_even_pages, with_a_table_for_a_header, with_two_sections]


def saved(document):
    sink = io.BytesIO()
    document.save(sink)
    return sink.getvalue()


@pytest.mark.parametrize("template", TEMPLATES)
def test_each_page_of_a_template_says_for_whom_it_is_once(template):
    body = build_docx(plain_content(), made_on=DAY, template=saved(template()), mark=MARK)

    for section in Document(io.BytesIO(body)).sections:
        for header in headers_of(section):
            assert [line.text for line in header.paragraphs].count(MARK) == 1
            assert header._element[0].tag.endswith("}p")


def test_what_the_template_has_in_its_headers_stays():
    document = with_two_sections()

    mark_pages(document, MARK)

    assert [[line.text for line in one.header.paragraphs] for one in document.sections] == [
        [MARK, "The coalition"],
        [MARK, "Part two"],
    ]


def test_the_same_mark_gives_the_same_bytes_and_none_leaves_the_file_as_it_was():
    def made(**mark):
        return build_docx(plain_content(), made_on=DAY, **mark)

    assert made(mark=MARK) == made(mark=MARK)
    assert made(mark="") == made()
    assert Document(io.BytesIO(made())).sections[0].header.is_linked_to_previous
