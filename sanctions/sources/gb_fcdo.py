"""The UK Sanctions List of the Foreign, Commonwealth and Development Office: the one British list since 28 January 2026.

A party under two regimes has two designations with numbers of their own; `OFSIGroupID` says that they are one.
"""

import re
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from datetime import date
from html import unescape
from typing import BinaryIO

from sanctions.entries import (
    Identifier,
    Kind,
    Link,
    ListedEntry,
    ListedName,
    ListSource,
    NameUse,
    Part,
    Particular,
    Place,
    Quality,
    Tried,
)
from sanctions.sources.dates import british_birth_date, british_day
from sanctions.sources.markup import Node, read_entries

MAIN = "UK-Sanctions-List.xml"
ROOTS = {"Designations": {""}}
KINDS = {"individual": Kind.PERSON, "entity": Kind.ORGANISATION, "ship": Kind.VESSEL}
USES = {"primary name": NameUse.PRIMARY, "primary name variation": NameUse.ALIAS, "alias": NameUse.ALIAS}
QUALITIES = {"": Quality.UNSTATED, "good quality a.k.a": Quality.STRONG, "low quality a.k.a": Quality.WEAK}
GENERATED = re.compile(rb"<DateGenerated>(\d\d)/(\d\d)/(\d{4})</DateGenerated>")
CONTACTS = (
    ("PhoneNumbers", "PhoneNumber", "Phone number"),
    ("EmailAddresses", "EmailAddress", "Email address"),
    ("Websites", "Website", "Website"),
)
LINKS = (
    ("ParentCompanies", "ParentCompany", "parent company"),
    ("Subsidiaries", "Subsidiary", "subsidiary"),
    ("CurrentOwnerOperators", "CurrentOwnerOperator", "owner or operator"),
    ("PreviousOwnerOperators", "PreviousOwnerOperator", "former owner or operator"),
)
NUMBERS = (
    ("BusinessRegistrationNumbers", "BusinessRegistrationNumber", "Business registration"),
    ("IMONumbers", "IMONumber", "IMO"),
    ("HullIdentificationNumbers", "HullIdentificationNumber", "Hull identification"),
)
PARTICULARS = (
    ("TypeOfEntities", "TypeOfEntity", "Type of entity"),
    ("CurrentBelievedFlagOfShips", "CurrentBelievedFlagOfShip", "Flag"),
    ("PreviousFlags", "PreviousFlag", "Former flag"),
    ("TypeOfShipDetails", "TypeOfShip", "Type of ship"),
    ("TonnageOfShipDetails", "TonnageOfShip", "Tonnage"),
    ("LengthOfShipDetails", "LengthOfShip", "Length"),
    ("YearsBuilt", "YearBuilt", "Year of build"),
)


def parse(files: Mapping[str, BinaryIO], older: AbstractSet[str] = frozenset()) -> Iterator[ListedEntry]:
    """Entries in the order of the file. Raises `Malformed`, naming the line."""
    for node in read_entries(MAIN, files[MAIN], roots=ROOTS, entry="Designation"):
        if generated := node.take_or_empty("DateGenerated"):
            british_day(generated, MAIN)
            node.finish(ignore={"@schemaLocation"})
        else:
            yield read_entry(node)


def published_on(head: bytes) -> date | None:
    """The day that stands in the head of the file."""
    written = GENERATED.search(head)
    return date(int(written[3]), int(written[2]), int(written[1])) if written else None


def read_entry(node: Node) -> ListedEntry:
    reference = node.take("UniqueID")
    kind = node.known(KINDS, node.take("IndividualEntityShip").casefold())
    people = node.nodes("IndividualDetails", "Individual")
    things = [*node.nodes("EntityDetails", "Entity"), *node.nodes("ShipDetails", "Ship")]
    entry = ListedEntry(
        reference=reference,
        kind=kind,
        names=(*(_name(kind, name) for name in node.nodes("Names", "Name")), *_other_scripts(node)),
        programmes=(node.take("RegimeName"),),
        positions=(*node.take_all("Titles", "Title"), *_of(people, "Positions", "Position")),
        birth_dates=tuple(map(british_birth_date, _of(people, "DOBs", "DOB"))),
        birth_places=tuple(_birth_place(place) for person in people for place in person.nodes("BirthDetails", "Location")),
        nationalities=_of(people, "Nationalities", "Nationality"),
        genders=_of(people, "Genders", "Gender"),
        addresses=tuple(filter(None, map(_address, node.nodes("Addresses", "Address")))),
        identifiers=(*_documents(people), *_numbers(node, things)),
        links=tuple(Link(word, name) for outer, inner, word in LINKS for name in _of(things, outer, inner)),
        particulars=(*_measures(node), *_particulars(node, things)),
        reasons=tuple(filter(None, [unescape(node.take_or_empty("UKStatementofReasons"))])),
        remarks=tuple(filter(None, [unescape(node.take_or_empty("OtherInformation"))])),
        group=node.take_or_empty("OFSIGroupID"),
        listed_on=british_day(node.take("DateDesignated"), reference),
        amended_on=british_day(node.take_or_empty("LastUpdated"), reference),
    )
    for part in (*people, *things, node):
        part.finish()
    if not entry.names:
        raise node.wrong(f"{reference} has no name")
    return entry


def _of(nodes: list[Node], outer: str, inner: str) -> tuple[str, ...]:
    return tuple(text for node in nodes for text in node.take_all(outer, inner))


def _name(kind: Kind, node: Node) -> ListedName:
    """Five given names and a last one, which of a body is its whole name. Blank strength is not weakness."""
    given = " ".join(filter(None, (node.take_or_empty(f"Name{number}") for number in range(1, 6))))
    last = node.take_or_empty("Name6")
    use = node.known(USES, node.take("NameType").casefold())
    quality = node.known(QUALITIES, node.take_or_empty("AliasStrength").casefold())
    node.finish()
    full = f"{given} {last}".strip()
    if not full:
        raise node.wrong("a name without a word")
    if kind != Kind.PERSON:
        return ListedName(full, use, quality)
    return ListedName(full, use, quality, family=last, given=given)


def _other_scripts(node: Node) -> Iterator[ListedName]:
    for name in node.nodes("NonLatinNames", "NonLatinName"):
        full, script = name.take_or_empty("NameNonLatinScript"), name.take_or_empty("NonLatinScriptType")
        language = name.take_or_empty("NonLatinScriptLanguage")
        name.finish()
        if full:
            yield ListedName(full, NameUse.ALIAS, script=script, language=language)


def _birth_place(node: Node) -> Place:
    town, country = node.take_or_empty("TownOfBirth"), node.take_or_empty("CountryOfBirth")
    node.finish()
    return Place(", ".join(filter(None, (town, country))), city=town, country=country)


def _address(node: Node) -> Place | None:
    lines = [node.take_or_empty(f"AddressLine{number}") for number in range(1, 7)]
    code, country = node.take_or_empty("AddressPostalCode"), node.take_or_empty("AddressCountry")
    node.finish()
    text = ", ".join(filter(None, (*lines, code, country)))
    return Place(text, country=country) if text else None


def _documents(people: list[Node]) -> Iterator[Identifier]:
    for person in people:
        for passport in person.nodes("PassportDetails", "Passport"):
            yield _document(passport, "Passport", "PassportNumber", "PassportAdditionalInformation")
        for paper in person.nodes("NationalIdentifierDetails", "NationalIdentifier"):
            yield _document(paper, "National ID", "NationalIdentifierNumber", "NationalIdentifierAdditionalInformation")


def _document(node: Node, kind: str, number: str, note: str) -> Identifier:
    paper = Identifier(kind, node.take_or_empty(number), note=node.take_or_empty(note))
    node.finish()
    return paper


def _numbers(node: Node, things: list[Node]) -> Iterator[Identifier]:
    if number := node.take_or_empty("UNReferenceNumber"):
        yield Identifier("UN reference", number)
    for outer, inner, word in NUMBERS:
        yield from (Identifier(word, number) for number in _of(things, outer, inner))


def _measures(node: Node) -> Iterator[Particular]:
    """Fifteen indicators say once more, as true and false, what is imposed; they are checked and not kept."""
    for indicators in node.nodes("SanctionsImposedIndicators"):
        for indicator in indicators.names():
            indicators.known({"true": True, "false": False, "": False}, indicators.take_or_empty(indicator).casefold())
    yield Particular("Designation source", node.take("DesignationSource").replace("|", ", "))
    yield from (Particular("Sanctions imposed", text.strip()) for text in node.take("SanctionsImposed").split("|"))


def _particulars(node: Node, things: list[Node]) -> Iterator[Particular]:
    for outer, inner, word in CONTACTS:
        yield from (Particular(word, text) for text in node.take_all(outer, inner))
    for outer, inner, word in PARTICULARS:
        yield from (Particular(word, text) for text in _of(things, outer, inner))


SOURCE = ListSource(
    slug="gb-fcdo",
    title="The UK Sanctions List",
    publisher="Foreign, Commonwealth and Development Office",
    parts=(Part(MAIN, "https://sanctionslist.fcdo.gov.uk/docs/UK-Sanctions-List.xml"),),
    media=frozenset({"xml"}),
    floor=3_000,
    parse=parse,
    expected=frozenset({"birth_dates", "nationalities", "reasons"}),
    rights="Open Government Licence v3.0",
    tried=(("UK-Sanctions-List.xml", Tried.EXCERPT),),
    published_on=published_on,
)
