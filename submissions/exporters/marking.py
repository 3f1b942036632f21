"""The mark of one office on every page of a Word file: put by the program, whatever the template has in its headers.

Word knows three headers of a section: of most pages, of its first, of those with even numbers. A section that has none of its own
has those of the section before it.
"""

from typing import Any

from docx.document import Document
from docx.oxml import OxmlElement
from docx.section import Section
from docx.shared import Pt, RGBColor
from docx.text.paragraph import Paragraph

SIZE, COLOUR = Pt(8), RGBColor(0x55, 0x61, 0x6D)


def mark_pages(document: Document, text: str) -> None:
    """`text` stands first in each header; what the template has in them stands below it."""
    for number, section in enumerate(document.sections):
        for header in headers_of(section):
            if number == 0 or not header.is_linked_to_previous:
                _mark(header, text)


def headers_of(section: Section) -> tuple[Any, Any, Any]:
    return section.header, section.first_page_header, section.even_page_header


def _mark(header: Any, text: str) -> None:
    """A header that is not there yet is made: Word would show an empty one."""
    if header.is_linked_to_previous:
        header.is_linked_to_previous = False
    line: Any = OxmlElement("w:p")
    header._element.insert(0, line)
    run = Paragraph(line, header).add_run(text)
    run.font.size, run.font.color.rgb, run.font.hidden = SIZE, COLOUR, False
