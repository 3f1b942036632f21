"""What an official list says of one person, body, vessel or aircraft, whichever list it is. No Django, no network."""

from collections.abc import Callable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import BinaryIO


class Kind(StrEnum):
    PERSON = "person"
    ORGANISATION = "organisation"
    VESSEL = "vessel"
    AIRCRAFT = "aircraft"


class NameUse(StrEnum):
    PRIMARY = "primary"
    ALIAS = "alias"
    FORMER = "former"
    PRESENT = "present"  # "now known as"


class Quality(StrEnum):
    """How much the publisher trusts a name. Most publishers say nothing, which is not the same as weak."""

    STRONG = "strong"
    WEAK = "weak"
    UNSTATED = ""


class Precision(StrEnum):
    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    RANGE = "range"
    UNREAD = ""  # the publisher wrote words that are not a date


class Tried(StrEnum):
    """On what a reader of a list has been tried; the weaker, the sooner it may meet what it does not know."""

    WHOLE = "whole"
    EXCERPT = "excerpt"
    REBUILT = "rebuilt"  # from a transcription, in the publisher's words
    MADE_UP = "made up"


@dataclass(frozen=True, slots=True)
class ListedName:
    full: str
    use: NameUse = NameUse.PRIMARY
    quality: Quality = Quality.UNSTATED
    family: str = ""
    given: str = ""
    script: str = ""
    language: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class BirthDate:
    """As written, and the first and last day it may mean."""

    text: str
    precision: Precision = Precision.UNREAD
    first: date | None = None
    last: date | None = None
    circa: bool = False

    @property
    def iso(self) -> str:
        """`1961-05-03`, `1961-05`, `1961`, `1960/1962`, with `~` behind it when it is about then; empty when unread."""
        if self.first is None or self.last is None:
            return ""
        mark = "~" if self.circa else ""
        if self.precision == Precision.RANGE:
            return f"{self.first}/{self.last}{mark}"
        return self.first.isoformat()[: {"day": 10, "month": 7, "year": 4}[self.precision]] + mark


@dataclass(frozen=True, slots=True)
class Place:
    text: str
    city: str = ""
    region: str = ""
    country: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Identifier:
    kind: str
    number: str
    country: str = ""
    issued: str = ""
    expires: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """Another entry that this one is listed for, or with."""

    relation: str
    name: str
    reference: str = ""


PLACE_IN_LAW = "Place in the regulation"  # the label of the particular that says where an entry stands in a law


@dataclass(frozen=True, slots=True)
class Particular:
    """Whatever else is published under a label of its own: a vessel's flag, a website, a date of founding."""

    label: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedEntry:
    reference: str  # the publisher's own number
    kind: Kind
    names: tuple[ListedName, ...]
    programmes: tuple[str, ...]  # as the list writes them
    legal_bases: tuple[str, ...] = ()
    birth_dates: tuple[BirthDate, ...] = ()
    birth_places: tuple[Place, ...] = ()
    nationalities: tuple[str, ...] = ()
    citizenships: tuple[str, ...] = ()
    genders: tuple[str, ...] = ()
    positions: tuple[str, ...] = ()
    addresses: tuple[Place, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    links: tuple[Link, ...] = ()
    particulars: tuple[Particular, ...] = ()
    reasons: tuple[str, ...] = ()  # the authority's statement of reasons
    remarks: tuple[str, ...] = ()  # everything published that is none of the above
    group: str = ""  # the publisher's number for several entries that are one party
    listed_on: date | None = None
    amended_on: date | None = None
    act_published_on: date | None = None
    in_force_on: date | None = None
    oldest_act_on: date | None = None  # of the legal acts that the entry still cites: it was listed by then

    @property
    def name(self) -> str:
        """The name to call it by: the primary one, or the first."""
        return next((name.full for name in self.names if name.use == NameUse.PRIMARY), self.names[0].full)


@dataclass(frozen=True, slots=True)
class Part:
    """One file of a publication."""

    name: str
    url: str
    required: bool = True
    beside: str = ""  # only read beside a main part of this medium


@dataclass(frozen=True, slots=True)
class Gone:
    """In a publication of changes alone: somebody who is not on the list any more."""

    reference: str


Parser = Callable[[Mapping[str, BinaryIO], AbstractSet[str]], Iterator[ListedEntry] | Iterator[ListedEntry | Gone]]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListSource:
    """One official list. `parse` gets the open parts by name, and which of them are older than the publication itself."""

    slug: str
    title: str
    publisher: str
    parts: tuple[Part, ...]  # the main one first
    media: frozenset[str]  # "text", "xml", "html", "zip": anything else that arrives is an error page
    floor: int  # fewer entries than this means the publication is broken
    parse: Parser
    rights: str  # on what terms the publisher lets it be used
    tried: tuple[tuple[str, Tried], ...]  # each form that is read, and on what its reading was tried
    by_hand: bool = False  # nothing fetches it; somebody brings it
    expected: frozenset[str] = frozenset()  # facts that do not become rare from one day to the next
    published_on: Callable[[bytes], date | None] | None = None  # the day that stands in the first bytes of the main part
    is_partial: Callable[[bytes], bool] | None = None  # whether the first bytes say that only changes follow

    def media_of(self, name: str) -> frozenset[str]:
        """What a part may be. All but the main one are read beside one medium only, and are of it."""
        part = next(part for part in self.parts if part.name == name)
        return frozenset({part.beside}) if part.beside else self.media

    @property
    def part_names(self) -> tuple[str, ...]:
        return tuple(part.name for part in self.parts)
