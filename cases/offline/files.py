"""A filled form, read: bytes in, what was written in each cell out. Nothing in it is believed, and nothing of it is run."""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from docx import Document
from openpyxl import load_workbook

from cases.offline.columns import BY_CODE, NUMBER, QUESTION, TOLD, title_of
from cases.questions import STORIES
from cases.statuses import Reason
from cases.workshop import archives
from cases.workshop.findings import Refused

LARGEST = 5 * 1024 * 1024
UNPACKED = 40 * 1024 * 1024
MOST_ENTRIES = 200  # of one table
MOST_EMPTY = 1_000  # rows after which nothing more is looked for
MOST_CELL = 25_000
IN_BRACKETS = re.compile(r"\[([\w.-]+)\]\s*$")
NO_XML_OF_THEIR_OWN = (b"<!DOCTYPE", b"<!ENTITY")


class NotRead(Exception):
    """A file of which nothing was read. The words are fit for a page."""


@dataclass(frozen=True)
class Entry:
    """One line of a table: `number` as the file counts it, from 1; what is empty is not there."""

    table: str
    number: int
    cells: dict[str, str]


def read_form(name: str, content: bytes) -> list[Entry]:
    """Raises `NotRead` for what is no filled form of ours, or more than a form can hold."""
    if len(content) > LARGEST:
        raise NotRead(_("This file is far larger than a filled form. Send pictures and documents as evidence."))
    kind = name.lower().rpartition(".")[2]
    if kind in ("docm", "xlsm", "dotm", "xltm"):
        raise NotRead(str(Reason.MACROS.label))
    if kind not in READERS:
        raise NotRead(_("This is no Word file (.docx) and no spreadsheet (.xlsx)."))
    _look_at(content)
    try:
        entries = list(READERS[kind](content))
    except NotRead:
        raise
    except Exception:  # noqa: BLE001 -- whatever a broken file makes of a reader, its sender reads one sentence
        raise NotRead(str(Reason.BROKEN.label)) from None
    if not entries:
        raise NotRead(_("Nothing is filled in, or this is not the blank form from here. Fill in that one, and send it again."))
    return entries


def _look_at(content: bytes) -> None:
    """Before anything is opened: no macros, no bombs, no words of its own."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            archives.check(archive)
            if sum(entry.file_size for entry in archive.infolist()) > UNPACKED:
                raise Refused("bomb")
            for entry in archive.infolist():
                _look_at_part(entry.filename, archives.read(archive, entry.filename))
    except Refused as problem:
        raise NotRead(str(Reason(problem.args[0]).label)) from None
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, ValueError):
        raise NotRead(str(Reason.BROKEN.label)) from None


def _look_at_part(name: str, body: bytes) -> None:
    if name.endswith((".xml", ".rels")) and any(sign in body for sign in NO_XML_OF_THEIR_OWN):
        raise Refused("entities")
    if name == "[Content_Types].xml" and b"macroEnabled" in body:
        raise Refused("macros")


def _from_spreadsheet(content: bytes) -> Iterator[Entry]:
    book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    try:
        for sheet in book.worksheets:
            yield from _from_sheet(sheet.iter_rows(max_col=40, values_only=True))
    finally:
        book.close()


def _from_sheet(rows: Iterator[tuple[Any, ...]]) -> Iterator[Entry]:
    """The first row holds the codes; the next two are words for people."""
    codes = [str(code or "").partition(".") for code in next(rows, ())]
    table = codes[0][0] if codes else ""
    if table not in BY_CODE and table != "told":
        return
    names = [code for _table, _dot, code in codes]
    lines = _counted(table, (_filled(names, row) for number, row in enumerate(rows) if number > 1))
    if table == "told":
        yield from _answers((line.get("code", ""), line.get("answer", "")) for _number, line in lines)
        return
    yield from (Entry(table, number, cells) for number, cells in lines)


def _filled(names: list[str], row: tuple[Any, ...]) -> dict[str, str]:
    """What somebody wrote; the number of a line, and a question, stand there from the beginning."""
    texts = zip(names, (_text(cell) for cell in row), strict=False)
    written = {name: text for name, text in texts if text and name not in (NUMBER, QUESTION)}
    return written if set(written) - {"code"} else {}


def _counted(table: str, lines: Iterable[dict[str, str]]) -> Iterator[tuple[int, dict[str, str]]]:
    """Lines with something in them, by their place; refused as soon as there are too many."""
    found = empty = 0
    for number, cells in enumerate(lines, start=1):
        empty = 0 if cells else empty + 1
        found += bool(cells)
        if found > MOST_ENTRIES:
            raise NotRead(
                _("“%(table)s” has more than %(most)d lines. A case has fewer: send it in several, or ask the coalition.")
                % {"table": title_of(table) if table in BY_CODE else table, "most": MOST_ENTRIES}
            )
        if empty > MOST_EMPTY:
            return
        if cells:
            yield number, cells


def _answers(told: Iterable[tuple[str, str]]) -> Iterator[Entry]:
    """One entry for each part that is told in words."""
    said: dict[str, dict[str, str]] = {}
    for code, text in told:
        if code in TOLD and text:
            said.setdefault(str(TOLD[code][0]), {})[code] = text
    yield from (Entry(section, 1, cells) for section, cells in said.items())


def _text(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime | date):
        return cell.strftime("%Y-%m-%d")
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return str(cell).strip()[:MOST_CELL]


def _from_document(content: bytes) -> Iterator[Entry]:
    """Each table is one entry: its first row says of which kind, every other one has a question and an answer."""
    counts: dict[str, int] = {}
    told: list[tuple[str, str]] = []
    for table in Document(io.BytesIO(content)).tables:
        rows = [[cell.text.strip() for cell in row.cells] for row in table.rows]
        kind = _code(rows[0][0]) if rows and rows[0] else ""
        cells = {_code(row[0]): row[-1][:MOST_CELL] for row in rows[1:] if len(row) > 1 and row[-1] and _code(row[0])}
        if kind in STORIES:
            told += cells.items()
        elif kind in BY_CODE:
            counts[kind] = counts.get(kind, 0) + 1
            if counts[kind] > MOST_ENTRIES:
                list(_counted(kind, [{"x": "x"}] * counts[kind]))
            if cells:
                yield Entry(kind, counts[kind], cells)
    yield from _answers(told)


def _code(cell: str) -> str:
    found = IN_BRACKETS.search(cell)
    return found[1] if found else ""


READERS = {"xlsx": _from_spreadsheet, "docx": _from_document}
