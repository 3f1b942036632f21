"""Canada's consolidated autonomous sanctions list (`sema-lmes.xml`): SEMA regulations and the JVCFOR, without the UN's lists."""

import re
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import BinaryIO

from sanctions.entries import (
    PLACE_IN_LAW,
    Identifier,
    Kind,
    ListedEntry,
    ListedName,
    ListSource,
    NameUse,
    Part,
    Particular,
    Tried,
)
from sanctions.sources.ca_records import Row, read_rows, references
from sanctions.sources.dates import read_birth_date

MAIN = "sema-lmes.xml"
ADDRESS = (
    "https://www.international.gc.ca/world-monde/assets/office_docs/international_relations-relations_internationales"
    "/sanctions/sema-lmes.xml"
)
SHIP_TYPES = re.compile(r"tanker|vessel|carrier|cargo|ship|navire|tug|barge|ferry", re.IGNORECASE)
LANGUAGES = {"russian": "ru", "ukrainian": "uk", "belarusian": "be", "persian": "fa", "farsi": "fa", "arabic": "ar"}
LABELLED = re.compile(rf"(?P<language>{'|'.join(LANGUAGES)})\s*:\s*(?P<name>.+)", re.IGNORECASE)
# A company's suffix belongs to the name before its comma.
BETWEEN = re.compile(r"\s*;\s*|\s+/\s+|\s+or\s+|\s*,(?!\s*(?:Ltd|Inc|LLC|Co|Corp|S\.?A|PJSC|JSC|Limited|GmbH)\b)\s*")


def parse(files: Mapping[str, BinaryIO], older: AbstractSet[str] = frozenset()) -> Iterator[ListedEntry]:
    """Entries in the order of the file. Raises `Malformed`, naming the line."""
    rows = list(read_rows(MAIN, files[MAIN]))
    for row, reference in zip(rows, references(rows), strict=True):
        yield read_row(row, reference)


def read_row(row: Row, reference: str) -> ListedEntry:
    kind = kind_of(row)
    is_person = kind == Kind.PERSON
    born = read_birth_date(row.born.strip()) if row.born else None
    particulars = [Particular(PLACE_IN_LAW, row.place)]
    if not is_person and row.born:
        particulars.append(Particular("Build date", row.born))
    if not is_person and row.title:
        particulars.append(Particular("Type", row.title))
    return ListedEntry(
        reference=reference,
        kind=kind,
        names=(main_name(row), *aliases_of(row.aliases)),
        programmes=(programme_of(row),),
        birth_dates=(born,) if is_person and born else (),
        positions=(row.title,) if is_person and row.title else (),
        identifiers=(Identifier("IMO", row.imo),) if row.imo else (),
        particulars=tuple(particulars),
        listed_on=row.listed_on,
    )


def kind_of(row: Row) -> Kind:
    """A ship is told by its number or its type; everything else in that field is a body."""
    if not row.body:
        return Kind.PERSON
    return Kind.VESSEL if row.imo or SHIP_TYPES.search(row.title) else Kind.ORGANISATION


def main_name(row: Row) -> ListedName:
    if row.body:
        return ListedName(row.body)
    return ListedName(row.name, family=row.family, given=row.given)


def programme_of(row: Row) -> str:
    """The regime's label in one spelling; it names a law, never a nationality."""
    return " / ".join(part.strip() for part in row.country.split("/"))


def aliases_of(text: str) -> Iterator[ListedName]:
    """One string holds all of them, parted by commas, semicolons, strokes or "or"; a language may stand before one."""
    for piece in BETWEEN.split(text) if text else ():
        name = piece.strip(" ()") if piece.startswith("(") else piece.strip()
        labelled = LABELLED.fullmatch(name)
        if labelled:
            yield ListedName(labelled["name"], NameUse.ALIAS, language=LANGUAGES[labelled["language"].casefold()])
        elif name:
            yield ListedName(name, NameUse.ALIAS)


SOURCE = ListSource(
    slug="ca-sema",
    title="Consolidated Canadian Autonomous Sanctions List",
    publisher="Global Affairs Canada",
    parts=(Part(MAIN, ADDRESS),),
    media=frozenset({"xml"}),
    floor=1_000,
    parse=parse,
    expected=frozenset({"birth_dates", "listed_on"}),
    rights="Government of Canada; reproduction for non-commercial use",
    tried=(("tags of 2020", Tried.WHOLE), ("tags of 2025", Tried.REBUILT), ("tags of 2026, in two languages", Tried.EXCERPT)),
)
