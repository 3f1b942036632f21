"""Whom the US Department of State publicly designated under section 7031(c): corruption, or gross violations of human rights.

There is no file to fetch. Somebody brings the page as saved, or copies its words: one person in each line, the name, a tab or a
semicolon, the country. Name and country are all that is read, and an entry is told by both.
"""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import BinaryIO

from lxml import etree, html

from sanctions.countries import code_of
from sanctions.entries import Kind, ListedEntry, ListedName, ListSource, Part, Tried
from sanctions.records import Malformed
from sanctions.sources.unnumbered import mark

MAIN = "7031c.html"
PROGRAMME = "7031(c)"
LARGEST = 4 * 1024 * 1024
HEADINGS = ("name", "country")
LONGEST = 200  # characters of a name or a country


def parse(files: Mapping[str, BinaryIO], older: AbstractSet[str] = frozenset()) -> Iterator[ListedEntry]:
    """Entries in the order of the page. Raises `Malformed`, naming the line."""
    body = files[MAIN].read(LARGEST + 1)
    if len(body) > LARGEST:
        raise Malformed(f"{MAIN} is larger than that page has ever been")
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Malformed(f"{MAIN} is not in UTF-8") from None
    rows = _rows_of_page(text) if text.lstrip().startswith("<") else _rows_of_text(text)
    for place, (name, country) in enumerate(rows, start=1):
        yield _entry(name, country, f"{MAIN}, line {place}")


def _rows_of_text(text: str) -> Iterator[tuple[str, str]]:
    """A first line of headings may have been copied too."""
    for number, line in enumerate(text.splitlines(), start=1):
        cells = [" ".join(cell.split()) for cell in (line.split("\t") if "\t" in line else line.split(";"))]
        if not any(cells) or tuple(cell.casefold() for cell in cells) == HEADINGS:
            continue
        if len(cells) != len(HEADINGS):
            raise Malformed(f"{MAIN}, line {number}: {len(cells)} columns, where a name and a country are expected")
        yield cells[0], cells[1]


def _rows_of_page(text: str) -> Iterator[tuple[str, str]]:
    """The one table of the page whose headings are name and country, whatever their order."""
    try:
        page = html.document_fromstring(text)
    except (etree.ParserError, ValueError) as problem:
        raise Malformed(f"{MAIN} cannot be read as a page: {problem}") from None
    found = map(_cells, page.iter("table"))
    tables = [rows for rows in found if rows and sorted(map(str.casefold, rows[0])) == sorted(HEADINGS)]
    if len(tables) != 1:
        raise Malformed(f"{MAIN}: {len(tables)} tables with a name and a country and nothing else, where one is expected")
    place = [cell.casefold() for cell in tables[0][0]].index("name")
    for number, cells in enumerate(tables[0][1:], start=1):
        if len(cells) != len(HEADINGS):
            raise Malformed(f"{MAIN}, row {number}: {len(cells)} columns, where a name and a country are expected")
        yield cells[place], cells[1 - place]


def _cells(table: html.HtmlElement) -> list[list[str]]:
    return [[" ".join(cell.text_content().split()) for cell in row.iter("td", "th")] for row in table.iter("tr")]


def _entry(name: str, country: str, where: str) -> ListedEntry:
    for text in (name, country):
        if not any(character.isalpha() for character in text) or len(text) > LONGEST:
            raise Malformed(f"{where}: {text[:40]!r} is neither a name nor a country")
    family, comma, given = name.partition(", ")
    listed = ListedName(name, family=family, given=given) if comma else ListedName(name)
    return ListedEntry(
        reference=f"{code_of(country)}-{mark(name)}".replace(" ", "-"),
        kind=Kind.PERSON,
        names=(listed,),
        programmes=(PROGRAMME,),
        nationalities=(country,),
    )


SOURCE = ListSource(
    slug="us-state-7031c",
    title="Public designations under section 7031(c)",
    publisher="US Department of State",
    parts=(
        Part(
            MAIN,
            "https://www.state.gov/reports/report-to-congress-on-anti-kleptocracy-and-human-rights-visa-restrictions-public-listing/",
        ),
    ),
    media=frozenset({"html", "text"}),
    floor=20,
    parse=parse,
    by_hand=True,
    rights="public domain (United States)",
    tried=(("the saved page and copied words", Tried.MADE_UP),),
)
