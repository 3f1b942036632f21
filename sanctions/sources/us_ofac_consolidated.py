"""OFAC's consolidated list: everybody under US sanctions who is not on the SDN list. The schema is that of SDN.XML."""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import BinaryIO

from sanctions.entries import ListedEntry, ListSource, Part, Tried
from sanctions.sources.us_ofac_xml import parse_xml, published_on

MAIN = "consolidated.xml"


def parse(files: Mapping[str, BinaryIO], older: AbstractSet[str] = frozenset()) -> Iterator[ListedEntry]:
    """Entries in the order of the file. Raises `Malformed`, naming the line."""
    return parse_xml(MAIN, files[MAIN])


SOURCE = ListSource(
    slug="us-ofac-consolidated",
    title="Consolidated Sanctions List (non-SDN)",
    publisher="US Department of the Treasury, Office of Foreign Assets Control",
    parts=(Part(MAIN, "https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/CONSOLIDATED.XML"),),
    media=frozenset({"xml"}),
    floor=300,
    parse=parse,
    expected=frozenset({"birth_dates"}),
    rights="public domain (United States)",
    tried=(("consolidated.xml, in both namespaces", Tried.WHOLE),),
    published_on=published_on,
)
