"""Australia's Consolidated List (DFAT), a workbook with one row for each name. UNTESTED on original bytes.

Written after the public description of the list. A reference is a number, and further names of the same party carry it with a
letter: `1`, `1a`, `1b`. Numbers have been given to other parties before, so a number whose main name changed is a matter for a
person.
"""

import re
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from datetime import date
from itertools import groupby
from typing import BinaryIO

from sanctions.entries import (
    BirthDate,
    Identifier,
    Kind,
    ListedEntry,
    ListedName,
    ListSource,
    NameUse,
    Part,
    Place,
    Quality,
    Tried,
)
from sanctions.records import Malformed, Record
from sanctions.sources.dates import british_birth_date
from sanctions.sources.workbook import day_of, read_rows

MAIN = "Australian_Sanctions_Consolidated_List.xlsx"
COLUMNS = {
    "Reference": "reference",
    "Name of Individual or Entity": "name",
    "Type": "type",
    "Name Type": "name_type",
    "Alias Strength": "strength",
    "Date of Birth": "born",
    "Place of Birth": "birth_place",
    "Citizenship": "citizenship",
    "Address": "address",
    "Additional Information": "more",
    "Listing Information": "listing",
    "IMO Number": "imo",
    "Committees": "committees",
    "Control Date": "control",
    "Instrument of Designation": "instrument",
}
REQUIRED = ("reference", "name", "type", "name_type", "committees")
KINDS = {"individual": Kind.PERSON, "entity": Kind.ORGANISATION, "vessel": Kind.VESSEL}
USES = {
    "primary name": NameUse.PRIMARY, "aka": NameUse.ALIAS, "fka": NameUse.FORMER, "alias": NameUse.ALIAS,
    "original script": NameUse.ALIAS,
}  # fmt: skip
QUALITIES = {"": Quality.UNSTATED, "strong": Quality.STRONG, "weak": Quality.WEAK}
REFERENCE = re.compile(r"(?P<number>\d+)(?:\.0)?(?P<letter>[a-z]*)", re.IGNORECASE)


def parse(files: Mapping[str, BinaryIO], older: AbstractSet[str] = frozenset()) -> Iterator[ListedEntry]:
    """Entries in the order of the workbook. Raises `Malformed`, naming the row."""
    rows = read_rows(MAIN, files[MAIN])
    headings = _headings(next(rows, {}))
    records = (_record(headings, row, place) for place, row in enumerate(rows, start=2))
    for number, group in groupby(records, key=lambda numbered: numbered[0]):
        yield _entry(number, [record for _, record in group])


def _headings(row: Mapping[str, str]) -> dict[str, str]:
    if strange := set(row.values()) - set(COLUMNS):
        raise Malformed(f"{MAIN}: nobody reads the column {', '.join(sorted(strange))[:80]}")
    headings = {letter: COLUMNS[title] for letter, title in row.items()}
    if missing := set(REQUIRED) - set(headings.values()):
        raise Malformed(f"{MAIN}: the column of {', '.join(sorted(missing))} is missing")
    return headings


def _record(headings: Mapping[str, str], row: Mapping[str, str], place: int) -> tuple[str, Record]:
    where = f"{MAIN}, row {place}"
    if strange := row.keys() - headings.keys():
        raise Malformed(f"{where}: something stands in column {', '.join(sorted(strange))}, which has no heading")
    record = Record({headings[letter]: text for letter, text in row.items()}, where=where)
    reference = REFERENCE.fullmatch(record.take("reference"))
    if reference is None:
        raise Malformed(f"{where}: that is no reference")
    return reference["number"], record


def _entry(number: str, records: list[Record]) -> ListedEntry:
    """The first row of a party has its facts; the others have names, and sometimes more of the same."""
    kinds = {_known(KINDS, record.take("type"), number) for record in records}
    if len(kinds) != 1:
        raise Malformed(f"{MAIN}: entry {number} is of several kinds")
    names = [_name(record, number) for record in records]
    said = {field: _said(records, field) for field in COLUMNS.values() if field not in {"reference", "name", "type", "name_type"}}
    controls = [day for text in said["control"] if (day := _day(text, number))]
    for record in records:
        record.finish()
    return ListedEntry(
        reference=number,
        kind=kinds.pop(),
        names=tuple(sorted(names, key=lambda name: name.use != NameUse.PRIMARY)),
        programmes=said["committees"],
        legal_bases=said["instrument"],
        birth_dates=tuple(_birth_date(text) for text in said["born"]),
        birth_places=tuple(Place(text) for text in said["birth_place"]),
        citizenships=said["citizenship"],
        addresses=tuple(Place(text) for text in said["address"]),
        identifiers=tuple(Identifier("IMO", text) for text in said["imo"]),
        remarks=(*said["more"], *said["listing"]),
        act_published_on=min(controls, default=None),
    )


def _said(records: list[Record], field: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for record in records if (text := record.take_or_none(field))))


def _name(record: Record, number: str) -> ListedName:
    quality = _known(QUALITIES, record.take_or_none("strength") or "", number)
    return ListedName(record.take("name"), _known(USES, record.take("name_type"), number), quality)


def _known(words: Mapping[str, object], written: str, number: str):  # type: ignore[no-untyped-def]
    try:
        return words[written.strip().casefold()]
    except KeyError:
        raise Malformed(f"{MAIN}, entry {number}: {written[:40]!r} is not a word that we know here") from None


def _birth_date(text: str) -> BirthDate:
    return british_birth_date(day_of(text).strftime("%d/%m/%Y") if re.fullmatch(r"\d{5}(?:\.0)?", text) else text)


def _day(text: str, number: str) -> date | None:
    try:
        if re.fullmatch(r"\d{5}(?:\.0)?", text):
            return day_of(text)
        day, month, year = map(int, text.split("/"))
        return date(year, month, day)
    except ValueError:
        raise Malformed(f"{MAIN}, entry {number}: {text[:20]!r} is no day") from None


SOURCE = ListSource(
    slug="au-dfat",
    title="Australian Sanctions Consolidated List",
    publisher="Department of Foreign Affairs and Trade, Australia",
    parts=(Part(MAIN, "https://www.dfat.gov.au/sites/default/files/Australian_Sanctions_Consolidated_List.xlsx"),),
    media=frozenset({"zip"}),
    floor=1_000,
    parse=parse,
    by_hand=True,
    expected=frozenset({"birth_dates"}),
    rights="Creative Commons Attribution 4.0 (Commonwealth of Australia)",
    tried=(("the workbook", Tried.MADE_UP),),
)
