"""The blank form, as a spreadsheet or a Word file, in the language of the page. It says nothing of who took it or why."""

import io
from collections.abc import Iterator
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language_bidi, gettext_lazy
from django.utils.translation import gettext as _
from docx import Document
from docx.enum.table import WD_TABLE_DIRECTION
from docx.oxml import OxmlElement
from docx.shared import Pt
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation

from cases.offline.columns import ANSWER, NUMBER, QUESTION, TABLES, Column, Table, title_of
from cases.offline.files import MOST_ENTRIES
from cases.questions import STORIES

ADVICE: tuple[Promise, ...] = (
    gettext_lazy("Fill in what you know, in any order; every part can stay empty. Then read it in where you got this form."),
    gettext_lazy("Write no name of anybody who was harmed or who spoke to you, and nothing that tells where they are."),
    gettext_lazy("This file is not encrypted. Keep it where nobody finds it, and delete it when it has been read in."),
    gettext_lazy("Leave the words in square brackets and the hidden lines as they are: by them the form is read."),
)
LISTS = "_"
FIRST_LINE = 4
WRAPPED = Alignment(wrap_text=True, vertical="top")


def build_spreadsheet() -> bytes:
    book = Workbook()
    _write_advice(book.active)
    lists = book.create_sheet(LISTS)
    for table in TABLES:
        _write_table(_sheet(book, str(table.title)), table, lists)
    _write_told(_sheet(book, _("In your words")), lists)
    lists.sheet_state = "hidden"
    book.properties.creator = ""
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _write_advice(sheet: Any) -> None:
    sheet.title, sheet.sheet_view.rightToLeft = _("Form"), get_language_bidi()
    sheet.column_dimensions["A"].width = 100
    for number, sentence in enumerate(ADVICE, start=1):
        sheet.cell(number, 1, str(sentence)).alignment = WRAPPED


def _sheet(book: Workbook, title: str) -> Any:
    sheet = book.create_sheet("".join(sign for sign in title if sign not in "[]:*?/\\")[:31])
    sheet.sheet_view.rightToLeft = get_language_bidi()
    sheet.row_dimensions[1].hidden = True
    return sheet


def _write_table(sheet: Any, table: Table, lists: Any) -> None:
    columns = (Column(NUMBER, gettext_lazy("No.")), *table.columns)
    for place, column in enumerate(columns, start=1):
        letter = get_column_letter(place)
        sheet.cell(1, place, f"{table.code}.{column.code}")
        sheet.cell(2, place, str(column.label)).font = Font(bold=True)
        sheet.cell(3, place, str(column.hint)).font = Font(italic=True)
        sheet.cell(2, place).alignment = sheet.cell(3, place).alignment = WRAPPED
        sheet.column_dimensions[letter].width = 6 if column.code == NUMBER else 28
        sheet.column_dimensions[letter].number_format = "@"
        if column.choices:
            cells = f"{letter}{FIRST_LINE}:{letter}{FIRST_LINE + MOST_ENTRIES}"
            _offer(sheet, cells, [str(label) for _code, label in column.choices()], lists, is_strict=not column.many)
    for number in range(1, 51):
        sheet.cell(FIRST_LINE - 1 + number, 1, number)
    sheet.freeze_panes = f"B{FIRST_LINE}"


def _offer(sheet: Any, cells: str, labels: list[str], lists: Any, *, is_strict: bool = True) -> None:
    """A list to choose from, which stands on the hidden sheet."""
    place = lists.max_column + bool(lists.cell(1, 1).value)
    for number, label in enumerate(labels, start=1):
        lists.cell(number, place, label)
    letter = get_column_letter(place)
    reach = f"{quote_sheetname(LISTS)}!${letter}$1:${letter}${len(labels)}"
    offered = DataValidation(type="list", formula1=reach, allow_blank=True, showErrorMessage=is_strict)
    offered.add(cells)
    sheet.add_data_validation(offered)


def _write_told(sheet: Any, lists: Any) -> None:
    for place, code in enumerate(("code", QUESTION, ANSWER), start=1):
        sheet.cell(1, place, f"told.{code}")
    sheet.cell(2, 2, _("Question")).font = sheet.cell(2, 3, _("Answer")).font = Font(bold=True)
    for letter, width in (("A", 4), ("B", 60), ("C", 80)):
        sheet.column_dimensions[letter].width = width
    sheet.column_dimensions["A"].hidden = True
    for line, ask in enumerate((ask for asks in STORIES.values() for ask in asks), start=FIRST_LINE):
        sheet.cell(line, 1, ask.code)
        sheet.cell(line, 2, " ".join(filter(None, (str(ask.label), str(ask.help)))))
        sheet.cell(line, 2).alignment = sheet.cell(line, 3).alignment = WRAPPED
        if ask.answers:
            _offer(sheet, f"C{line}", [str(label) for _code, label in ask.answers], lists)


def build_document() -> bytes:
    document = Document()
    document.core_properties.author = document.core_properties.comments = ""
    document.core_properties.title = _("Form")
    _turn(document.add_heading(_("Form"), level=1))
    for sentence in ADVICE:
        _turn(document.add_paragraph(str(sentence), style="List Bullet"))
    for table in TABLES:
        _turn(document.add_heading(str(table.title), level=2))
        if table.lines > 1:
            _turn(document.add_paragraph(_("One table for each. Copy a table for one more, or leave it empty.")))
        for number in range(1, table.lines + 1):
            _add_table(document, f"{table.title} {number} [{table.code}]", _questions(table))
    for section in STORIES:
        _turn(document.add_heading(title_of(section), level=2))
        asks = [(str(ask.label), str(ask.help), [str(label) for _c, label in ask.answers], ask.code) for ask in STORIES[section]]
        _add_table(document, f"{title_of(section)} [{section}]", asks)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


Question = tuple[str, str, list[str], str]


def _questions(table: Table) -> list[Question]:
    return [
        (
            str(column.label),
            str(column.hint),
            [str(label) for _code, label in column.choices()] if column.choices else [],
            column.code,
        )
        for column in table.columns
    ]


def _add_table(document: Any, head: str, questions: list[Question]) -> None:
    table = document.add_table(rows=1, cols=2, style="Table Grid")
    if get_language_bidi():
        table.table_direction = WD_TABLE_DIRECTION.RTL
    first = table.rows[0].cells[0]
    first.merge(table.rows[0].cells[1])
    _write(first, [(head, True)])
    for label, hint, answers, code in questions:
        cells = table.add_row().cells
        _write(cells[0], [(label, True), *((words, False) for words in _small(hint, answers)), (f"[{code}]", False)])
        _turn(cells[1].paragraphs[0])
    document.add_paragraph()


def _small(hint: str, answers: list[str]) -> Iterator[str]:
    if hint:
        yield hint
    if answers:
        yield _("One of these: %(answers)s") % {"answers": " · ".join(answers)}


def _write(cell: Any, parts: list[tuple[str, bool]]) -> None:
    paragraph = cell.paragraphs[0]
    for number, (words, is_bold) in enumerate(parts):
        run = paragraph.add_run(f" {words}" if number else words)
        run.bold, run.font.size = is_bold, Pt(11 if is_bold else 9)
    _turn(paragraph)


def _turn(paragraph: Any) -> None:
    """From right to left, where the language is."""
    if get_language_bidi():
        paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))


BLANKS = {"xlsx": build_spreadsheet, "docx": build_document}
