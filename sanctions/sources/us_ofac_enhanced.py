"""OFAC's newer XML: SDN_ENHANCED.XML, which is a whole list, and the delta files of the same shape, which are changes alone.

Read after the published shape and an excerpt of one delta file; no whole file has been tried. An entity that a delta changes is
read when it is complete; one of which only parts are given is refused, because what was not given would count as gone.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import BinaryIO

from sanctions.entries import (
    BirthDate,
    Gone,
    Identifier,
    Kind,
    Link,
    ListedEntry,
    ListedName,
    NameUse,
    Particular,
    Place,
    Quality,
)
from sanctions.sources.dates import iso_day, read_birth_date
from sanctions.sources.markup import Node, read_entries
from sanctions.sources.us_ofac_remarks import read_place

DELTA = "https://www.treasury.gov/ofac/DeltaFile/1.0"
ROOTS = {"sanctionsData": {DELTA, "https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/ENHANCED_XML"}}
ACTIONS = {"": True, "add": True, "change": True, "modify": True, "update": True, "remove": False, "delete": False}
KINDS = {"Individual": Kind.PERSON, "Entity": Kind.ORGANISATION, "Vessel": Kind.VESSEL, "Aircraft": Kind.AIRCRAFT}
USES = {"": NameUse.PRIMARY, "A.K.A.": NameUse.ALIAS, "F.K.A.": NameUse.FORMER, "N.K.A.": NameUse.PRESENT}
YES = {"true": True, "false": False, "": False}
DAY = re.compile(rb"<(?:datePublished|dataAsOf)>(\d{4}-\d\d-\d\d)")
NUMBERED = {"@id", "@refId", "versionId", "valueRefId", "isPrimary"}
FACTS = {"Nationality Country": "nationalities", "Citizenship Country": "citizenships", "Gender": "genders", "Title": "positions"}


def parse_enhanced(name: str, file: BinaryIO) -> Iterator[ListedEntry | Gone]:
    """Entities in the order of the file. Raises `Malformed`, naming the line."""
    for node in read_entries(name, file, roots=ROOTS, entry="entity", skip=("referenceValue", "featureType")):
        if not node.nodes("publicationInfo"):
            yield _entity(node)


def published_on(head: bytes) -> date | None:
    """The day that stands in the head of the file."""
    written = DAY.search(head)
    return date.fromisoformat(written[1].decode()) if written else None


def is_delta(head: bytes) -> bool:
    return DELTA.encode() in head


def _entity(node: Node) -> ListedEntry | Gone:
    reference = node.take("@id")
    if not node.known(ACTIONS, node.take_or_empty("@action")):
        return Gone(reference)
    kind = _kind(node)
    births, places, facts, particulars = _features(node)
    names = [name for given in node.nodes("names", "name") for name in _names(kind, given)]
    lists = node.nodes("sanctionsLists", "sanctionsList")
    days = [day for one in lists if (day := iso_day(one.take_or_empty("@datePublished"), reference))]
    measures = _texts(node, "sanctionsTypes", "sanctionsType")
    entry = ListedEntry(
        reference=reference,
        kind=kind,
        names=tuple(sorted(names, key=lambda name: name.use != NameUse.PRIMARY)),
        programmes=_texts(node, "sanctionsPrograms", "sanctionsProgram"),
        legal_bases=_texts(node, "legalAuthorities", "legalAuthority"),
        birth_dates=tuple(births),
        birth_places=tuple(places),
        nationalities=tuple(facts["nationalities"]),
        citizenships=tuple(facts["citizenships"]),
        genders=tuple(facts["genders"]),
        positions=tuple(facts["positions"]),
        addresses=tuple(place for given in node.nodes("addresses", "address") if (place := _address(given))),
        identifiers=tuple(_document(given) for given in node.nodes("identityDocuments", "identityDocument")),
        links=tuple(_link(given) for given in node.nodes("relationships", "relationship")),
        particulars=(*(Particular("Sanctions type", text) for text in measures), *particulars),
        listed_on=min(days, default=None),
    )
    node.finish()
    if not entry.names or not entry.programmes:
        raise node.wrong(f"{reference} has no name or no programme; perhaps it is given in part")
    return entry


def _kind(node: Node) -> Kind:
    (info,) = node.nodes("generalInfo") or [node]
    info.take("identityId")
    kinds = info.nodes("entityType")
    info.finish()
    if len(kinds) != 1:
        raise node.wrong("an entity without one kind")
    return node.known(KINDS, kinds[0].text)


def _texts(node: Node, outer: str, inner: str) -> tuple[str, ...]:
    """Words that carry numbers of OFAC's own beside them."""
    texts = []
    for item in node.nodes(outer, inner):
        texts.append(item.text)
        item.finish(ignore={"@id", "@refId"})
    return tuple(texts)


def _names(kind: Kind, node: Node) -> Iterator[ListedName]:
    """One name and its translations. What is not in Latin letters is always the translation of what is."""
    is_primary, is_low = (node.known(YES, node.take_or_empty(field)) for field in ("isPrimary", "isLowQuality"))
    alias = node.words_of("aliasType")
    use = NameUse.PRIMARY if is_primary else node.known(USES, alias or "A.K.A.")
    quality = Quality.WEAK if is_low else Quality.UNSTATED if is_primary else Quality.STRONG
    for spelling in node.nodes("translations", "translation"):
        is_main = node.known(YES, spelling.take_or_empty("isPrimary"))
        script = spelling.words_of("script")
        given, family = spelling.take_or_empty("formattedFirstName"), spelling.take_or_empty("formattedLastName")
        full = spelling.take("formattedFullName")
        spelling.finish(ignore={"@id", "nameParts"})  # the parts once more, in the case of a sentence
        if kind != Kind.PERSON:
            family = given = ""
        written = "" if script == "Latin" else script
        yield ListedName(full, use if is_main else NameUse.ALIAS, quality, family=family, given=given, script=written)
    node.finish(ignore={"@id"})


def _features(node: Node) -> tuple[list[BirthDate], list[Place], dict[str, list[str]], list[Particular]]:
    births: list[BirthDate] = []
    places: list[Place] = []
    facts: dict[str, list[str]] = {fact: [] for fact in FACTS.values()}
    particulars = []
    for feature in node.nodes("features", "feature"):
        label, value, days = feature.words_of("type"), feature.take_or_empty("value"), feature.nodes("valueDate")
        if label == "Birthdate":
            births += [_birth_date(value, day) for day in days] or [read_birth_date(value)]
        elif label == "Place of Birth":
            places.append(read_place(value))
        elif label in FACTS:
            facts[FACTS[label]].append(value)
        elif label:
            particulars.append(Particular(label.rstrip(": -"), value))
        else:
            raise feature.wrong("a feature without a type")
        feature.finish(ignore=NUMBERED)
    return births, places, facts, particulars


def _birth_date(text: str, node: Node) -> BirthDate:
    """As exact as its first and last day: a year is written as its first day and its last."""
    first, last = node.take("fromDateBegin"), node.take("toDateEnd")
    circa = node.known(YES, node.take_or_empty("isApproximate"))
    node.finish(ignore={"@id", "fromDateEnd", "toDateBegin", "isDateRange"})
    begins, ends = first.rpartition("-"), last.rpartition("-")
    if first == last:
        return read_birth_date(first, said=text, circa=circa)
    if first.endswith("-01-01") and last == f"{first[:4]}-12-31":
        return read_birth_date(first[:4], said=text, circa=circa)
    if begins[0] == ends[0] and begins[2] == "01" and int(ends[2]) >= 28:
        return read_birth_date(begins[0], said=text, circa=circa)
    return read_birth_date(f"{first} to {last}", said=text, circa=circa)


def _address(node: Node) -> Place | None:
    country = node.words_of("country")
    parts: dict[str, str] = {}
    for spelling in node.nodes("translations", "translation"):
        for part in spelling.nodes("addressParts", "addressPart"):
            parts[part.words_of("type")] = part.take("value")
            part.finish(ignore={"@id"})
        spelling.finish(ignore={"@id", "isPrimary", "script"})
    node.finish(ignore={"@id"})
    text = ", ".join(filter(None, (*parts.values(), country)))
    return Place(text, city=parts.get("CITY", ""), country=country) if text else None


def _document(node: Node) -> Identifier:
    kind, country = node.words_of("type"), node.words_of("issuingCountry")
    number, note = node.take_or_empty("documentNumber"), node.take_or_empty("comments")
    issued, expires = node.take_or_empty("issueDate"), node.take_or_empty("expirationDate")
    authority = node.take_or_empty("issuingAuthority")
    node.finish(ignore={"@id", "name", "isValid"})
    if not kind:
        raise node.wrong("a document without a type")
    notes = "; ".join(filter(None, (note, f"issued by {authority}" if authority else "")))
    return Identifier(kind, number, country, issued, expires, notes)


def _link(node: Node) -> Link:
    kinds, others = node.nodes("type"), node.nodes("relatedEntity")
    node.finish(ignore={"@id", "comments"})
    if len(kinds) != 1 or len(others) != 1:
        raise node.wrong("a relationship that is not to one")
    return Link(kinds[0].text.casefold(), others[0].text, others[0].take_or_empty("@entityId"))
