"""The consolidated list of the European Union's financial sanctions (FSF), XML 1.1. All facts stand in attributes.

A party under two regimes is two entities. No alias is marked as the main name, and their order changes from day to day.
The act cited on top is the latest one that touched the entity, which is not the day it was listed.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import date
from typing import BinaryIO, NamedTuple, TypeVar

from sanctions.entries import (
    BirthDate,
    Identifier,
    Kind,
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
from sanctions.sources.dates import iso_day, read_birth_date
from sanctions.sources.markup import Node, read_entries

Fact = TypeVar("Fact")
MAIN = "xmlFullSanctionsList_1_1.xml"
ROOTS = {"export": {"http://eu.europa.ec/fpi/fsd/export"}}
KINDS = {("person", "P"): Kind.PERSON, ("enterprise", "E"): Kind.ORGANISATION}
QUALITIES = {"true": Quality.STRONG, "false": Quality.WEAK, "": Quality.UNSTATED}
LANGUAGES = {"EN": 0, "": 1}  # which name to call somebody by; then the oldest
GENERATED = re.compile(rb'generationDate="(\d{4}-\d\d-\d\d)T')
EVERYWHERE = {"@logicalId", "@regulationLanguage"}
DOUBTS = {
    "@diplomatic": "diplomatic", "@knownExpired": "expired", "@knownFalse": "false", "@reportedLost": "reported lost",
    "@revokedByIssuer": "revoked",
}  # fmt: skip
HEADINGS = {"@generationDate", "@globalFileId", "@schemaLocation"}


class Act(NamedTuple):
    programme: str
    title: str
    published: date | None
    in_force: date | None
    addresses: tuple[str, ...]


def parse(files: Mapping[str, BinaryIO], older: AbstractSet[str] = frozenset()) -> Iterator[ListedEntry]:
    """Entities in the order of the file. Raises `Malformed`, naming the line."""
    for node in read_entries(MAIN, files[MAIN], roots=ROOTS, entry="sanctionEntity"):
        if node.take_or_empty("@generationDate"):
            node.finish(ignore=HEADINGS)
        else:
            yield read_entry(node)


def published_on(head: bytes) -> date | None:
    """The day on which the file was made."""
    written = GENERATED.search(head)
    return date.fromisoformat(written[1].decode()) if written else None


def read_entry(node: Node) -> ListedEntry:
    number = node.take("@logicalId")
    reference = node.take_or_empty("@euReferenceNumber") or number
    kinds, acts = node.nodes("subjectType"), [_act(act) for act in node.nodes("regulation")]
    aliases = node.nodes("nameAlias")
    cited: list[date] = []
    citizenships, births = node.nodes("citizenship"), node.nodes("birthdate")
    addresses, papers = node.nodes("address"), node.nodes("identification")
    for child in (*aliases, *citizenships, *births, *addresses, *papers):
        cited += _acts_cited(child)
    if len(kinds) != 1 or not acts or not aliases:
        raise node.wrong(f"{reference} has no name, no legal act, or not one kind")
    said = sorted(map(_alias, aliases), key=lambda alias: alias[0])
    whereabouts = [_address(address) for address in addresses]
    entry = ListedEntry(
        reference=reference,
        kind=_kind(kinds[0]),
        names=_named([name for _, name, _, _ in said]),
        programmes=_once(act.programme for act in acts),
        legal_bases=_once(act.title for act in acts),
        birth_dates=_some(_birth_date(birth) for birth in births),
        birth_places=_some(_place(birth) for birth in births),
        citizenships=_some(_country(citizenship) for citizenship in citizenships),
        genders=_once(gender for _, _, gender, _ in said),
        positions=_once(post for _, _, _, posts in said for post in posts),
        addresses=_some(place for place, _ in whereabouts),
        identifiers=(*_un_number(node), *map(_identification, papers)),
        particulars=(
            *(Particular("Legal act", address) for act in acts for address in act.addresses),
            *(contact for _, contacts in whereabouts for contact in contacts),
        ),
        remarks=(*_some([node.take_or_empty("@designationDetails")]), *node.take_all("remark")),
        listed_on=iso_day(node.take_or_empty("@designationDate"), reference),
        act_published_on=max((act.published for act in acts if act.published), default=None),
        in_force_on=max((act.in_force for act in acts if act.in_force), default=None),
        oldest_act_on=min(cited, default=None),
    )
    for part in (*kinds, *aliases, *citizenships, *births, *addresses, *papers, node):
        part.finish(ignore=EVERYWHERE)
    return entry


def _some(facts: Iterable[Fact | None]) -> tuple[Fact, ...]:
    return tuple(fact for fact in facts if fact)


def _once(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in texts if text))


def _kind(node: Node) -> Kind:
    try:
        return KINDS[node.take("@code"), node.take_or_empty("@classificationCode")]
    except KeyError:
        raise node.wrong("neither a person nor an enterprise") from None


def _act(node: Node) -> Act:
    programme, title = node.take("@programme"), node.take("@numberTitle")
    published = iso_day(node.take_or_empty("@publicationDate"), title)
    in_force = iso_day(node.take_or_empty("@entryIntoForceDate"), title)
    addresses = node.take_all("publicationUrl")
    node.finish(ignore={"@regulationType", "@organisationType", "@logicalId"})
    return Act(programme, title, published, in_force, addresses)


def _acts_cited(node: Node) -> Iterator[date]:
    """Every fact cites the acts that brought it."""
    for summary in node.nodes("regulationSummary"):
        if published := iso_day(summary.take_or_empty("@publicationDate"), "a regulation"):
            yield published
        summary.finish(ignore={"@regulationType", "@numberTitle", "@publicationUrl"})


def _alias(node: Node) -> tuple[tuple[int, int], ListedName, str, tuple[str, ...]]:
    """Where it stands among the names, the name, and the gender and posts that are written on names here."""
    given = " ".join(filter(None, (node.take_or_empty("@firstName"), node.take_or_empty("@middleName"))))
    family, language = node.take_or_empty("@lastName"), node.take_or_empty("@nameLanguage")
    full = node.take_or_empty("@wholeName") or f"{given} {family}".strip()
    if not full:
        raise node.wrong("a name without a word")
    name = ListedName(
        full,
        NameUse.ALIAS,
        node.known(QUALITIES, node.take_or_empty("@strong")),
        family=family,
        given=given,
        language=language.lower(),
        note="; ".join(node.take_all("remark")),
    )
    posts = (node.take_or_empty("@title"), node.take_or_empty("@function"))
    return (LANGUAGES.get(language, 2), int(node.take_or_empty("@logicalId") or 0)), name, node.take_or_empty("@gender"), posts


def _named(names: list[ListedName]) -> tuple[ListedName, ...]:
    """Nobody is marked as the main name, so the first in our order is."""
    return (replace(names[0], use=NameUse.PRIMARY), *names[1:])


def _country(node: Node) -> str:
    """Country `00` is UNKNOWN, which is no country."""
    code, name, region = (node.take_or_empty(part) for part in ("@countryIso2Code", "@countryDescription", "@region"))
    known = "" if code == "00" else name or code
    return ", ".join(filter(None, (region, known)))


def _birth_date(node: Node) -> BirthDate | None:
    circa = node.known({"true": True, "false": False, "": False}, node.take_or_empty("@circa"))
    calendar = node.take_or_empty("@calendarType")
    day, month = node.take_or_empty("@dayOfMonth"), node.take_or_empty("@monthOfYear")
    year, whole = node.take_or_empty("@year"), node.take_or_empty("@birthdate")
    span = "-".join(filter(None, (node.take_or_empty("@yearRangeFrom"), node.take_or_empty("@yearRangeTo"))))
    text = whole or (f"{year}-{month:0>2}" if year and month and not day else year) or span
    if text and calendar not in {"", "GREGORIAN"}:
        return BirthDate(f"{text} ({calendar.lower()})", circa=circa)
    return read_birth_date(text, circa=circa) if text else None


def _place(node: Node) -> Place | None:
    """Where somebody was born: it stands on the birth date."""
    place, city = node.take_or_empty("@place"), node.take_or_empty("@city")
    code, region, note = node.take_or_empty("@zipCode"), node.take_or_empty("@region"), "; ".join(node.take_all("remark"))
    country = _country(node)
    text = ", ".join(filter(None, (place, city, code, region, country)))
    return Place(text, city=city, region=region, country=country, note=note) if text or note else None


def _address(node: Node) -> tuple[Place | None, list[Particular]]:
    street, box = node.take_or_empty("@street"), node.take_or_empty("@poBox")
    place, city = node.take_or_empty("@place"), node.take_or_empty("@city")
    code, region, note = node.take_or_empty("@zipCode"), node.take_or_empty("@region"), "; ".join(node.take_all("remark"))
    contacts = [Particular(contact.take("@key").capitalize(), contact.take("@value")) for contact in node.nodes("contactInfo")]
    node.take_or_empty("@asAtListingTime")
    country = _country(node)
    text = ", ".join(filter(None, (street, box, place, city, code, region, country)))
    return (Place(text, city=city, region=region, country=country, note=note) if text or note else None), contacts


def _un_number(node: Node) -> list[Identifier]:
    number = node.take_or_empty("@unitedNationId")
    return [Identifier("UN reference", number)] if number else []


def _identification(node: Node) -> Identifier:
    code, kind = node.take("@identificationTypeCode"), node.take_or_empty("@identificationTypeDescription")
    number, latin = node.take_or_empty("@number"), node.take_or_empty("@latinNumber")
    holder = node.take_or_empty("@nameOnDocument")
    issuer = node.take_or_empty("@issuedBy")
    doubts = [word for name, word in DOUBTS.items() if node.take_or_empty(name) == "true"]
    notes = (
        *doubts,
        f"in the name of {holder}" if holder else "",
        f"issued by {issuer}" if issuer else "",
        *node.take_all("remark"),
    )
    issued = node.take_or_empty("@issuedDate") or node.take_or_empty("@issueDate") or node.take_or_empty("@validFrom")
    return Identifier(
        kind or code, number or latin, _country(node), issued, node.take_or_empty("@validTo"), "; ".join(filter(None, notes))
    )


SOURCE = ListSource(
    slug="eu-fsf",
    title="Consolidated list of financial sanctions of the European Union",
    publisher="European Commission, FISMA",
    parts=(
        Part(MAIN, "https://webgate.ec.europa.eu/fsd/fsf/public/files/xmlFullSanctionsList_1_1/content?token=dG9rZW4tMjAxNw"),
    ),
    media=frozenset({"xml"}),
    floor=3_000,
    parse=parse,
    expected=frozenset({"birth_dates", "genders", "positions"}),
    rights="reuse under Commission Decision 2011/833/EU",
    tried=(("xmlFullSanctionsList_1_1.xml", Tried.EXCERPT),),
    published_on=published_on,
)
