"""The records of Canada's consolidated list, whose tags were renamed twice: in 2025, and into two languages in August 2026.

Nothing in a record is a number of the entry's own. A schedule and an item say where it stands in a regulation, and items are
renumbered when others are repealed; so an entry is told by its regime and its name, and its place is kept as a particular.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import BinaryIO

from sanctions.countries import code_of
from sanctions.sources.dates import iso_day
from sanctions.sources.markup import Node, read_entries
from sanctions.sources.unnumbered import mark, words

ROOTS = {"data-set": {""}}
TAGS = {
    "Country": "country",
    "Entity": "body", "EntityOrShip": "body",
    "LastName": "family", "GivenName": "given",
    "DateOfBirth": "born", "DateOfBirthOrShipBuildDate": "born",
    "Title": "title", "TitleOrShip": "title", "TitleOrShipType": "title",
    "ShipIMONumber": "imo", "Aliases": "aliases", "Schedule": "schedule", "Item": "item", "DateOfListing": "listed",
}  # fmt: skip
ITEM = re.compile(r"\d+(?:\.\d+)*")
SCHEDULE = re.compile(r"(?:N/A|(?:\d+(?:\.\d+)*)?\s*,?\s*(?:Part\s+\d+(?:\.\d+)*)?)\s*")
JVCFOR = "JVCFOR"


@dataclass(frozen=True)
class Row:
    """One record in its own words, whatever its tags are called this year."""

    country: str
    item: str
    body: str = ""
    family: str = ""
    given: str = ""
    born: str = ""
    title: str = ""
    imo: str = ""
    aliases: str = ""
    schedule: str = ""
    listed_on: date | None = None

    @property
    def name(self) -> str:
        return self.body or f"{self.given} {self.family}".strip()

    @property
    def regime(self) -> str:
        """Of the regime's label, which is bilingual and is renamed, what stays: a country's code, or a word."""
        english = self.country.partition("/")[0].strip()
        if JVCFOR in english:
            return JVCFOR
        inner = re.search(r"\(([^()]+)\)", english)
        codes = [code_of(inner[1])] if inner else []
        codes.append(code_of(english.partition("(")[0]))
        return next((code for code in codes if len(code) == 2), "-".join(words(english)[:2]))

    @property
    def place(self) -> str:
        return ", ".join(filter(None, (self.schedule.replace("N/A", ""), f"item {self.item}")))


def read_rows(name: str, file: BinaryIO) -> Iterator[Row]:
    """Records in the order of the file. Raises `Malformed`, naming the line."""
    places: set[tuple[str, str, str]] = set()
    for node in read_entries(name, file, roots=ROOTS, entry="record"):
        if found := _fields(node):
            row = _row(node, found)
            if (place := (row.country, row.schedule, row.item)) in places:
                raise node.wrong(f"{row.regime}, {row.place} stands in the publication twice")
            places.add(place)
            yield row
        node.finish(ignore={"@schemaLocation", "@noNamespaceSchemaLocation"})


def references(rows: list[Row]) -> list[str]:
    """What each is called here: the regime and a mark made of the name. Of one name, the one listed first has it plain."""
    alike: dict[str, list[int]] = defaultdict(list)
    for number, row in enumerate(rows):
        alike[f"{row.regime}-{mark(row.name)}"].append(number)
    called = [""] * len(rows)
    for plain, numbers in alike.items():
        taken: set[str] = set()
        for number in sorted(numbers, key=lambda number: (rows[number].listed_on or date.min, rows[number].place)):
            row, reference = rows[number], plain
            if taken:
                reference = f"{plain}-{row.imo or row.born or row.listed_on or row.place}".replace(" ", "")
            called[number] = reference if reference not in taken else f"{reference}-{len(taken) + 1}"
            taken.add(called[number])
    return called


def _fields(node: Node) -> dict[str, str]:
    """By our words. A tag is known by its English half, the one before the hyphen."""
    found: dict[str, str] = {}
    for tag in node.names():
        field = TAGS.get(tag.partition("-")[0])
        if field and (text := node.take_or_empty(tag)):
            if field in found:
                raise node.wrong(f"{tag} stands there twice")
            found[field] = text
    return found


def _row(node: Node, found: dict[str, str]) -> Row:
    """Once an export moved schedule, item and date into the fields of names: each is held to its shape."""
    for field in ("country", "item"):
        if field not in found:
            raise node.wrong(f"{field} is missing")
    if not ITEM.fullmatch(found["item"]) or not SCHEDULE.fullmatch(found.get("schedule", "")):
        raise node.wrong(f"schedule {found.get('schedule', '')[:20]!r}, item {found['item'][:20]!r} is no place in a regulation")
    named = [found[field] for field in ("body", "family", "given") if field in found]
    if not named or not all(re.search(r"[^\W\d_]", name) for name in (*named, found["country"])):
        raise node.wrong("a name without a letter")
    if "body" in found and len(named) > 1:
        raise node.wrong("both a person and a body")
    listed_on = iso_day(found.pop("listed", ""), f"item {found['item']}")
    return Row(**found, listed_on=listed_on)
