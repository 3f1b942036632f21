"""A spreadsheet as it comes: CSV or XLSX, its first row the headings. Nothing in it is calculated."""

import csv
from dataclasses import dataclass
from io import BytesIO, StringIO
from typing import IO

from django.utils.translation import gettext as _

from sanctions.records import Malformed
from sanctions.sources.workbook import read_numbered_rows

LARGEST, MOST_ROWS, MOST_COLUMNS = 10_000_000, 20_000, 100
Row = tuple[int, list[str]]  # its number in the spreadsheet, its cells


class UnreadTable(ValueError):
    """Cannot be read at all; the words are fit for a page."""


@dataclass(frozen=True)
class Table:
    headings: list[str]
    rows: list[Row]


def read_table(file: IO[bytes]) -> Table:
    """Raises `UnreadTable`."""
    body = file.read(LARGEST + 1)
    if len(body) > LARGEST:
        raise UnreadTable(_("The spreadsheet is larger than 10 MB. Divide it."))
    rows = _of_workbook(body) if body.startswith(b"PK") else _of_text(body)
    if len(rows) < 2:
        raise UnreadTable(_("There is no row below the headings. The first row says what each column is."))
    if len(rows) - 1 > MOST_ROWS:
        raise UnreadTable(_("There are more than %(most)d rows. Divide the spreadsheet.") % {"most": MOST_ROWS})
    headings = rows[0][1]
    return Table(headings, [(number, _as_long(cells, len(headings))) for number, cells in rows[1:]])


def _as_long(cells: list[str], length: int) -> list[str]:
    return [*cells[:length], *[""] * (length - len(cells))]


def _of_text(body: bytes) -> list[Row]:
    encoding = "utf-16" if body.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        text = body.decode(encoding)
        delimiter = max(",;\t", key=text.partition("\n")[0].count)
        reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter)
        rows = [(reader.line_num, [" ".join(cell.split()) for cell in row[:MOST_COLUMNS]]) for row in reader]
    except (UnicodeError, csv.Error):
        raise UnreadTable(
            _("This is no table that we can read. Save it as an Excel workbook (.xlsx) or as CSV in UTF-8.")
        ) from None
    return [(number, cells) for number, cells in rows if any(cells)]


def _of_workbook(body: bytes) -> list[Row]:
    try:
        found = [(number, cells) for number, cells in read_numbered_rows("workbook", BytesIO(body))]
    except Malformed:
        raise UnreadTable(_("This workbook cannot be read. Save it anew as .xlsx, or as CSV in UTF-8.")) from None
    return [(number, _in_order(cells)) for number, cells in found]


def _in_order(cells: dict[str, str]) -> list[str]:
    placed = {_place(letters): text for letters, text in cells.items()}
    return [placed.get(place, "") for place in range(min(max(placed, default=-1) + 1, MOST_COLUMNS))]


def _place(letters: str) -> int:
    """A is 0, Z is 25, AA is 26."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1
