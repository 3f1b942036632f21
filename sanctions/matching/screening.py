"""Whole files of names against the lists: JSON a line, or a table with a heading. Nothing of them is kept."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

from sanctions.matching.candidates import find_candidates
from sanctions.matching.entries import Entries
from sanctions.matching.facts import SubjectFacts, facts_from
from sanctions.matching.lines import Refused, read_lines
from sanctions.models import ListEntry

TOP, FEW = 20, 20

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


def read_subjects(path: Path) -> Iterator[Asked | Refused]:
    """From a file of one JSON object a line."""
    for line in read_lines(path):
        if isinstance(line, Refused):
            yield line
            continue
        try:
            yield Asked(str(line.row.get("reference", line.number)), facts_from(line.row))
        except ValueError as problem:
            yield Refused(line.number, str(problem))


def read_table(text: str) -> list[Asked | Refused]:
    """From a table with commas, semicolons or tabs, whose first row says what each column is. Raises `UnreadTable`."""
    try:
        rows = list(csv.reader(StringIO(text, newline=""), delimiter=_delimiter(text)))
    except csv.Error:
        raise UnreadTable("The file is not a table of text. Save the spreadsheet as CSV in UTF-8 and send that.") from None
    columns = _columns(rows[0] if rows else [])
    return [_asked(number, row, columns) for number, row in enumerate(rows[1:], start=2) if any(cell.strip() for cell in row)]


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


def shown(asked: Sequence[Asked]) -> list[dict[str, Any]]:
    """For a page: each subject with its candidates, each of them with its entry."""
    entries = Entries().hold() if len(asked) > FEW else Entries()
    found = [(subject, find_candidates(subject.facts, entries=entries)[:TOP]) for subject in asked]
    wanted = {match.entry_id for _, matches in found for match in matches}
    listed = ListEntry.objects.filter(pk__in=wanted).select_related("watched_list").in_bulk()
    return [
        {"asked": subject, "candidates": [{"match": match, "entry": listed[match.entry_id]} for match in matches]}
        for subject, matches in found
    ]


def screen(asked: Iterable[Asked], entries: Entries) -> Iterator[dict[str, Any]]:
    """For each subject its candidates, best first. For more than a few, `entries` should be held."""
    for subject in asked:
        matches = find_candidates(subject.facts, entries=entries)[:TOP]
        described = entries.described([match.entry_id for match in matches])
        yield {
            "reference": subject.reference,
            "candidates": [
                {"list": described[match.entry_id][0], "entry": described[match.entry_id][1], "score": match.score,
                 "band": match.band, "reasons": list(match.reasons)}
                for match in matches
            ],
        }  # fmt: skip
