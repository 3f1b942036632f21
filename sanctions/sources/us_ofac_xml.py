"""OFAC's lists in their older XML: SDN.XML and CONSOLIDATED.XML, which share a schema that has had two namespaces.

Everything is ASCII. Gender, websites and notes on secondary sanctions stand among the identity documents.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import BinaryIO

from sanctions.entries import Identifier, Kind, Link, ListedEntry, ListedName, NameUse, Particular, Place, Quality
from sanctions.sources.markup import Node, read_entries
from sanctions.sources.us_ofac_remarks import Remarks, read_birth_date, read_place, read_remarks

ROOTS = {
    "sdnList": {
        "http://tempuri.org/sdnList.xsd",
        "https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/XML",
    }
}
KINDS = {"Individual": Kind.PERSON, "Entity": Kind.ORGANISATION, "Vessel": Kind.VESSEL, "Aircraft": Kind.AIRCRAFT}
USES = {"a.k.a.": NameUse.ALIAS, "f.k.a.": NameUse.FORMER, "n.k.a.": NameUse.PRESENT}
QUALITIES = {"strong": Quality.STRONG, "weak": Quality.WEAK}
PUBLISHED = re.compile(rb"<Publish_Date>(\d\d)/(\d\d)/(\d{4})</Publish_Date>")
# What is no document although it stands among them: what it says is in its number.
STATEMENTS = re.compile(
    r"Gender|Website|Email Address|Phone Number|Fax|Target Type|Nationality of Registration|Occupation|Position"
    r"|Issuer Name|Equity Ticker|UN/LOCODE"
    r"|.*(?:[Rr]isk|[Ii]nformation|Date|Type|Determination|Model|Operator|Prohibited|Institutions|Manufacture).*:?"
)
LINKED = re.compile(r"\(Linked To: ((?:[^()]|\([^()]*\))*)\)")
VESSEL = {
    "callSign": "Call sign", "vesselType": "Vessel type", "vesselFlag": "Flag", "vesselOwner": "Owner",
    "tonnage": "Tonnage", "grossRegisteredTonnage": "Gross registered tonnage",
}  # fmt: skip


def parse_xml(name: str, file: BinaryIO) -> Iterator[ListedEntry]:
    """Entries in the order of the file. Raises `Malformed`, also when it does not hold as many as it says."""
    count = 0
    for node in read_entries(name, file, roots=ROOTS, entry="sdnEntry"):
        if headings := node.nodes("publshInformation"):
            _check_count(headings[0], count)
            node.finish(ignore={"@schemaLocation"})
        else:
            yield read_entry(node)
            count += 1


def published_on(head: bytes) -> date | None:
    """The day that stands in the head of the file."""
    written = PUBLISHED.search(head)
    return date(int(written[3]), int(written[1]), int(written[2])) if written else None


def _check_count(heading: Node, count: int) -> None:
    heading.take("Publish_Date")
    said = heading.take("Record_Count")
    heading.finish()
    if said != str(count):
        raise heading.wrong(f"it says {said} entries and holds {count}")


def read_entry(node: Node) -> ListedEntry:
    reference = node.take("uid")
    kind = node.known(KINDS, node.take("sdnType"))
    links, said = _remarks(node.take_or_empty("remarks"))
    genders, identifiers, particulars = _documents(node)
    entry = ListedEntry(
        reference=reference,
        kind=kind,
        names=(_name(node), *map(_alias, node.nodes("akaList", "aka")), *said.names),
        programmes=node.take_all("programList", "program"),
        positions=tuple(filter(None, node.take_or_empty("title").split("; "))),
        birth_dates=(*map(read_birth_date, _main_first(node, "dateOfBirthItem", "dateOfBirth")), *said.birth_dates),
        birth_places=(*map(read_place, _main_first(node, "placeOfBirthItem", "placeOfBirth")), *said.birth_places),
        nationalities=(*_main_first(node, "nationality", "country"), *said.nationalities),
        citizenships=(*_main_first(node, "citizenship", "country"), *said.citizenships),
        genders=(*genders, *said.genders),
        addresses=tuple(filter(None, map(_address, node.nodes("addressList", "address")))),
        identifiers=(*identifiers, *said.identifiers),
        links=(*links, *said.links),
        particulars=(*_vessel(node), *particulars, *said.particulars),
        remarks=tuple(said.remarks),
    )
    node.finish()
    if not entry.programmes:
        raise node.wrong(f"entry {reference} has no programme")
    return entry


def _name(node: Node, use: NameUse = NameUse.PRIMARY, quality: Quality = Quality.UNSTATED) -> ListedName:
    family, given = node.take("lastName"), node.take_or_empty("firstName")
    if not given:
        return ListedName(family, use, quality)
    return ListedName(f"{family}, {given}", use, quality, family=family, given=given)


def _alias(node: Node) -> ListedName:
    node.take("uid")
    use, quality = node.known(USES, node.take("type")), node.known(QUALITIES, node.take("category"))
    name = _name(node, use, quality)
    node.finish()
    return name


def _main_first(node: Node, fact: str, field: str) -> list[str]:
    """What a list of items says, the one marked as the main one before the others."""
    read = []
    for item in node.nodes(f"{fact.removesuffix('Item')}List", fact):
        item.take("uid")
        read.append((item.take_or_empty("mainEntry") != "true", item.take(field)))
        item.finish()
    return [text for _, text in sorted(read, key=lambda said: said[0])]


def _documents(node: Node) -> tuple[list[str], list[Identifier], list[Particular]]:
    genders, identifiers, particulars = [], [], []
    for document in node.nodes("idList", "id"):
        document.take("uid")
        kind, number, country = document.take("idType"), document.take_or_empty("idNumber"), document.take_or_empty("idCountry")
        issued, expires = document.take_or_empty("issueDate"), document.take_or_empty("expirationDate")
        document.finish()
        if kind == "Gender":
            genders.append(number)
        elif STATEMENTS.fullmatch(kind) or not number:
            particulars.append(Particular(kind.rstrip(": -"), ", ".join(filter(None, (number, country)))))
        else:
            identifiers.append(Identifier(kind, number, country, issued, expires))
    return genders, identifiers, particulars


def _remarks(text: str) -> tuple[list[Link], Remarks]:
    """Links stand in brackets here, where the other files part everything by semicolons."""
    links = [Link("linked to", name) for name in LINKED.findall(text)]
    return links, read_remarks(LINKED.sub("", text).strip("; ."))


def _address(node: Node) -> Place | None:
    node.take("uid")
    lines = [node.take_or_empty(f"address{number}") for number in (1, 2, 3)]
    city, region, code, country = map(node.take_or_empty, ("city", "stateOrProvince", "postalCode", "country"))
    node.finish()
    text = ", ".join(filter(None, (*lines, " ".join(filter(None, (city, code))), region, country)))
    return Place(text, city=city, region=region, country=country) if text else None


def _vessel(node: Node) -> Iterator[Particular]:
    for vessel in node.nodes("vesselInfo"):
        for field, label in VESSEL.items():
            if text := vessel.take_or_empty(field):
                yield Particular(label, text)
        vessel.finish()
