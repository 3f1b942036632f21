"""The first sheet of a workbook (.xlsx), row by row: an archive of XML, read in bounded memory; nothing in it calculates."""

import re
import zipfile
from collections.abc import Iterator
from datetime import date, timedelta
from typing import BinaryIO

from sanctions.records import Malformed
from sanctions.sources.markup import Node, read_entries, read_whole

SPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRINGS, SHEET = "xl/sharedStrings.xml", "xl/worksheets/sheet1.xml"
LARGEST = 200 * 1024 * 1024  # bytes of one part, unpacked
FIRST_DAY = date(1899, 12, 30)  # from which workbooks count, leap-year mistake included
CELL = re.compile(r"([A-Z]+)\d+")


def read_rows(name: str, file: BinaryIO) -> Iterator[dict[str, str]]:
    """Each row as letters of columns to words; days are numbers of days. Raises `Malformed`."""
    return (cells for _, cells in read_numbered_rows(name, file))


def read_numbered_rows(name: str, file: BinaryIO) -> Iterator[tuple[int, dict[str, str]]]:
    """Rows as `read_rows` gives them, each with its number in the sheet; empty ones are left out."""
    try:
        with zipfile.ZipFile(file) as book:
            strings = list(_strings(name, book)) if STRINGS in book.namelist() else []
            yield from _rows(name, book, strings)
    except (zipfile.BadZipFile, EOFError, OSError, NotImplementedError) as problem:
        raise Malformed(f"{name} is no whole workbook: {problem}") from None


def day_of(text: str) -> date:
    """A day as a workbook counts it. Raises `ValueError`."""
    return FIRST_DAY + timedelta(days=int(float(text)))


def _open(name: str, book: zipfile.ZipFile, part: str) -> BinaryIO:
    try:
        size = book.getinfo(part).file_size
    except KeyError:
        raise Malformed(f"{name} has no {part}") from None
    if size > LARGEST:
        raise Malformed(f"{part} in {name} would be {size:,} bytes long")
    return book.open(part)  # type: ignore[return-value]


def _strings(name: str, book: zipfile.ZipFile) -> Iterator[str]:
    with _open(name, book, STRINGS) as part:
        for item in read_whole(f"{name}, {STRINGS}", part, roots={"sst": {SPACE}}).iterchildren():
            yield "".join(text.text or "" for text in item.iter(f"{{{SPACE}}}t"))


def _rows(name: str, book: zipfile.ZipFile, strings: list[str]) -> Iterator[tuple[int, dict[str, str]]]:
    number = 0
    around = ("cols", "sheetViews", "sheetFormatPr", "sheetPr", "dimension")
    with _open(name, book, SHEET) as part:
        for node in read_entries(f"{name}, {SHEET}", part, roots={"worksheet": {SPACE}}, entry="row", skip=around):
            cells, said = {}, node.take_or_empty("@r")
            number = int(said) if said.isdecimal() else number + 1
            for cell in node.nodes("c"):
                column = CELL.fullmatch(cell.take("@r"))
                if column and (text := _text(cell, strings)):
                    cells[column[1]] = text
            if cells:
                yield number, cells


def _text(cell: Node, strings: list[str]) -> str:
    kind = cell.take_or_empty("@t")
    if kind == "inlineStr":
        return " ".join(text for inline in cell.nodes("is") for text in inline.take_all("t"))
    value = cell.take_or_empty("v")
    try:
        return " ".join(strings[int(value)].split()) if kind == "s" and value else value
    except (ValueError, IndexError):
        raise cell.wrong(f"{value[:20]!r} is no shared word of the workbook") from None
