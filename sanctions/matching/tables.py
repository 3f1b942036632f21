"""Tables of names that somebody brings: text with commas, semicolons or tabs, or a workbook. The first row names the columns."""

import csv
import re
import zipfile
from dataclasses import dataclass
from io import StringIO
from typing import BinaryIO

from sanctions.matching.facts import SubjectFacts, facts_from
from sanctions.matching.lines import Refused
from sanctions.records import Malformed
from sanctions.sources import workbook

LARGEST_UNPACKED = 50_000_000

# What a heading may be called; one of the first row is needed.
HEADINGS = {
    "names": {
        "name",
        "names",
        "full name",
        "full_name",
        "nom",
        "имя",
        "الاسم",
        "also known as",
        "alias",
        "aliases",
        "original name",
    },
    "birth_dates": {"birth_dates", "birth date", "birth_date", "date of birth", "born", "dob"},
    "countries": {"countries", "country", "nationality", "citizenship"},
    "positions": {"positions", "position", "post", "rank"},
    "kind": {"kind", "type"},
    "reference": {"reference", "id", "ref"},
}
KINDS = {
    "person": "person",
    "individual": "person",
    "organisation": "organisation",
    "organization": "organisation",
    "body": "organisation",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """One subject of a file, under the reference that the file gives it, or else the number of its line."""

    reference: str
    facts: SubjectFacts


class UnreadTable(ValueError):
    """A table that cannot be read at all; the words are fit for a page."""


def read_table(text: str) -> list[Asked | Refused]:
    """From a table with commas, semicolons or tabs, whose first row says what each column is. Raises `UnreadTable`."""
    try:
        rows = list(csv.reader(StringIO(text, newline=""), delimiter=_delimiter(text)))
    except csv.Error:
        raise UnreadTable("The file is not a table of text. Save the spreadsheet as CSV in UTF-8 and send that.") from None
    columns = _columns(rows[0] if rows else [])
    return [_asked(number, row, columns) for number, row in enumerate(rows[1:], start=2) if any(cell.strip() for cell in row)]


def read_workbook(file: BinaryIO) -> list[Asked | Refused]:
    """From the first sheet of a workbook (.xlsx), read like a table. Raises `UnreadTable`."""
    try:
        with zipfile.ZipFile(file) as book:
            if sum(part.file_size for part in book.infolist()) > LARGEST_UNPACKED:
                raise UnreadTable("The workbook holds more than fifty megabytes. Save the sheet as CSV and send that.")
        rows = list(workbook.read_rows("The workbook", file))
    except (zipfile.BadZipFile, Malformed):
        raise UnreadTable("The file is not a whole workbook. Save the spreadsheet as CSV in UTF-8 and send that.") from None
    letters = list(rows[0]) if rows else []
    columns = _columns([rows[0][letter] for letter in letters])
    return [
        _asked(number, [_said(field, row.get(letter, "")) for field, letter in zip(columns, letters, strict=True)], columns)
        for number, row in enumerate(rows[1:], start=2)
    ]


def _said(field: str, text: str) -> str:
    """A workbook writes a day as a number of days; a year is a number too, and a smaller one."""
    if field == "birth_dates" and re.fullmatch(r"\d{5}(\.0)?", text):
        return workbook.day_of(text).isoformat()
    return text.removesuffix(".0") if field == "birth_dates" else text


def _delimiter(text: str) -> str:
    heading = text.partition("\n")[0]
    return max(",;\t", key=heading.count)


def _columns(heading: list[str]) -> list[str]:
    meant = {word: field for field, words in HEADINGS.items() for word in words}
    columns = [meant.get(cell.strip().strip("\ufeff").casefold(), "") for cell in heading]
    if "names" not in columns:
        raise UnreadTable("No column is called Name. The first row has to say what each column is: Name, Born, Country, Kind.")
    return columns


def _asked(number: int, row: list[str], columns: list[str]) -> Asked | Refused:
    said: dict[str, list[str]] = {}
    for field, cell in zip(columns, row, strict=False):
        said.setdefault(field, []).extend(part.strip() for part in cell.split(";") if part.strip())
    kind = KINDS.get(" ".join(said.pop("kind", ["person"])).casefold(), "")
    reference = " ".join(said.pop("reference", [])) or str(number)
    said.pop("", None)
    if not kind:
        return Refused(number, "Kind has to be person or organisation.")
    if not said.get("names"):
        return Refused(number, "There is no name in this row.")
    return Asked(reference, facts_from({**said, "kind": kind}))
