"""Canada's Justice for Victims of Corrupt Foreign Officials Regulations (SOR/2017-233): the schedule of the law itself.

The law numbers its items and gives each an identity that lasts (`fid`); it is the English text that is read. Dates of listing and
other names stand in `sema-lmes.xml`, item by item, and are taken from there when that file is given and the names agree.
"""

import re
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import date, datetime
from typing import BinaryIO

from lxml import etree

from sanctions.entries import PLACE_IN_LAW, BirthDate, Kind, ListedEntry, ListedName, ListSource, NameUse, Part, Particular, Tried
from sanctions.records import Malformed
from sanctions.sources import ca_sema
from sanctions.sources.ca_records import JVCFOR, Row, read_rows
from sanctions.sources.dates import iso_day, read_birth_date
from sanctions.sources.markup import local, read_whole
from sanctions.sources.unnumbered import words

MAIN, SEMA = "SOR-2017-233.xml", "sema-lmes.xml"
ROOTS = {"Regulation": {""}}
LIMS = "{http://justice.gc.ca/lims}"
PROGRAMME = "Justice for Victims of Corrupt Foreign Officials Regulations (JVCFOR)"
ITEM = re.compile(r"(?P<name>[^()]+?)(?: \((?P<notes>.+)\))?")
BORN = re.compile(r"born (?:on|in) (?P<date>.+)")
KNOWN_AS = re.compile(r"also known as (?P<name>.+)")
REPEALED = re.compile(r"\[Repealed.*\]")
FAMILY = re.compile(r"(?P<given>.*?) ?(?P<family>(?:[A-ZÀ-Þ][A-ZÀ-Þ'’-]+ ?)+)")
ATTRIBUTES = {"fid", "id", "inforce-start-date", "enacted-date", "enactId", "lastAmendedDate"}


def parse(files: Mapping[str, BinaryIO], older: AbstractSet[str] = frozenset()) -> Iterator[ListedEntry]:
    """Entries in the order of the schedule. Raises `Malformed`, naming the item."""
    joined = {}
    if SEMA in files:
        joined = {row.item: row for row in read_rows(SEMA, files[SEMA]) if row.regime == JVCFOR}
    root = read_whole(MAIN, files[MAIN], roots=ROOTS)
    for item in _schedule(root):
        if (entry := read_item(item)) is not None:
            label = entry.particulars[0].text.removeprefix("item ")
            yield _with(entry, joined[label]) if label in joined else entry


def published_on(head: bytes) -> date | None:
    """The day up to which the Department of Justice had consolidated the text."""
    written = re.search(rb'lims:current-date="(\d{4}-\d\d-\d\d)"', head)
    return date.fromisoformat(written[1].decode()) if written else None


def _schedule(root: etree._Element) -> list[etree._Element]:
    """The items of the one schedule that has a list. The body of the law and its history name nobody."""
    lists = root.findall("Schedule/List")
    if len(lists) != 1:
        raise Malformed(f"{MAIN}: {len(lists)} lists in the schedule, where one is expected")
    if strange := {local(child.tag) for child in lists[0]} - {"Item"}:
        raise Malformed(f"{MAIN}: nobody reads {', '.join(strange)} in the schedule")
    return list(lists[0])


def read_item(item: etree._Element) -> ListedEntry | None:
    """One item of the schedule; nothing for one that was repealed."""
    label, text = (" ".join((item.findtext(tag) or "").split()) for tag in ("Label", "Text"))
    where = f"{MAIN}, item {label or '?'}"
    _refuse_strange_parts(item, where)
    if REPEALED.fullmatch(text):
        return None
    written, fid = ITEM.fullmatch(text), item.get(f"{LIMS}fid")
    if not label or not written or not fid:
        raise Malformed(f"{where}: no number, no name or no identity")
    births, aliases, remarks = _notes(written["notes"] or "")
    return ListedEntry(
        reference=fid,
        kind=Kind.PERSON,
        names=(_name(written["name"]), *aliases),
        programmes=(PROGRAMME,),
        legal_bases=("SOR/2017-233",),
        birth_dates=births,
        particulars=(Particular(PLACE_IN_LAW, f"item {label}"),),
        remarks=remarks,
        in_force_on=iso_day(item.get(f"{LIMS}inforce-start-date") or "", where),
    )


def _refuse_strange_parts(item: etree._Element, where: str) -> None:
    tags = [local(child.tag) for child in item]
    strange = {local(name) for name in item.attrib} - ATTRIBUTES
    if sorted(tags) != ["Label", "Text"] or any(len(child) for child in item) or strange:
        raise Malformed(f"{where}: nobody reads {', '.join([*tags, *strange])}")


def _notes(text: str) -> tuple[tuple[BirthDate, ...], tuple[ListedName, ...], tuple[str, ...]]:
    births, aliases, remarks = [], [], []
    for note in filter(None, (piece.strip() for piece in re.split(r"; |\) \(", text))):
        if born := BORN.fullmatch(note):
            births.append(_birth_date(born["date"]))
        elif known := KNOWN_AS.fullmatch(note):
            aliases.append(ListedName(known["name"], NameUse.ALIAS))
        else:
            remarks.append(note)
    return tuple(births), tuple(aliases), tuple(remarks)


def _birth_date(text: str) -> BirthDate:
    """`July 17, 1950` or `1961`."""
    for shape, iso in (("%B %d, %Y", "%Y-%m-%d"), ("%B %Y", "%Y-%m")):
        try:
            return read_birth_date(datetime.strptime(text, shape).strftime(iso), said=text)  # noqa: DTZ007 -- a day, no moment
        except ValueError:
            continue
    return read_birth_date(text)


def _name(full: str) -> ListedName:
    """The family name stands in capitals, most of the time."""
    parts = FAMILY.fullmatch(full)
    return ListedName(full, given=parts["given"], family=parts["family"]) if parts and parts["given"] else ListedName(full)


def _with(entry: ListedEntry, row: Row) -> ListedEntry:
    """With what the consolidated list says of the same item, unless it names somebody else there."""
    if set(words(entry.name)) != set(words(row.name)):
        return replace(entry, remarks=(*entry.remarks, f"The consolidated list names somebody else as item {row.item}."))
    said = ca_sema.read_row(row, entry.reference)
    return replace(
        entry,
        names=(*entry.names, *said.names[1:]),
        birth_dates=entry.birth_dates or said.birth_dates,
        positions=said.positions,
        listed_on=row.listed_on,
    )


SOURCE = ListSource(
    slug="ca-jvcfoa",
    title="Justice for Victims of Corrupt Foreign Officials Regulations",
    publisher="Department of Justice Canada",
    parts=(
        Part(MAIN, "https://laws-lois.justice.gc.ca/eng/XML/SOR-2017-233.xml"),
        Part(SEMA, ca_sema.ADDRESS, required=False, beside="xml"),
    ),
    media=frozenset({"xml"}),
    floor=50,
    parse=parse,
    expected=frozenset({"birth_dates"}),
    rights="Open Government Licence - Canada",
    tried=(("SOR-2017-233.xml", Tried.WHOLE),),
    published_on=published_on,
)
