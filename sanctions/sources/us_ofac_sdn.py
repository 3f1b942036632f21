"""The Specially Designated Nationals list of the US Treasury (OFAC), in its four files without headings, or in one of XML.

Of the four files: plain ASCII, lines ended by CR LF, nulls written `-0-`, and one 0x1A at the very end, which tells a whole
file from a cut one; only the comments have none.
"""

import csv
import io
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from itertools import count
from typing import BinaryIO

from sanctions.entries import Gone, Kind, ListedEntry, ListedName, ListSource, NameUse, Part, Particular, Place, Quality, Tried
from sanctions.records import Malformed, Record
from sanctions.sources import us_ofac_enhanced, us_ofac_xml
from sanctions.sources.us_ofac_enhanced import parse_enhanced
from sanctions.sources.us_ofac_remarks import LIMIT, Remarks, read_remarks
from sanctions.sources.us_ofac_xml import parse_xml

MAIN, ALIASES, ADDRESSES, COMMENTS = "sdn.csv", "alt.csv", "add.csv", "sdn_comments.csv"
COLUMNS = {
    MAIN: (
        "number",
        "name",
        "type",
        "programmes",
        "title",
        "call_sign",
        "vessel_type",
        "tonnage",
        "grt",
        "flag",
        "owner",
        "remarks",
    ),
    ALIASES: ("number", "alias_number", "alias_type", "name", "remarks"),
    ADDRESSES: ("number", "address_number", "address", "city", "country", "remarks"),
    COMMENTS: ("number", "text"),
}
HEAD = 2048
BEFORE_XML = b"\xef\xbb\xbf \t\r\n"
LONGEST_LINE = 100_000
STRANGE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x19\x1b-\x1f\x7f]")
END = ["\x1a"]
NULL = "-0-"
KINDS = {"individual": Kind.PERSON, None: Kind.ORGANISATION, "vessel": Kind.VESSEL, "aircraft": Kind.AIRCRAFT}
USES = {"aka": NameUse.ALIAS, "fka": NameUse.FORMER, "nka": NameUse.PRESENT}
PROGRAMME = re.compile(r"[A-Z0-9]+(?:(?: - |[ -])[A-Z0-9]+)*")
VESSEL = {
    "call_sign": "Call sign", "vessel_type": "Vessel type", "tonnage": "Tonnage",
    "grt": "Gross registered tonnage", "flag": "Flag", "owner": "Owner",
}  # fmt: skip

Extras = dict[str, list[Record]]


def parse(
    files: Mapping[str, BinaryIO], older: AbstractSet[str] = frozenset()
) -> Iterator[ListedEntry] | Iterator[ListedEntry | Gone]:
    """Entries in the order of the main part, whichever of its forms arrived. Raises `Malformed`, naming file and line."""
    head = files[MAIN].read(HEAD)
    files[MAIN].seek(0)
    if not head.lstrip(BEFORE_XML).startswith(b"<"):
        return parse_rows(files, older)
    return parse_enhanced("The file", files[MAIN]) if b"<sanctionsData" in head else parse_xml("The file", files[MAIN])


def parse_rows(files: Mapping[str, BinaryIO], older: AbstractSet[str] = frozenset()) -> Iterator[ListedEntry]:
    """Entries in the order of `sdn.csv`, joined with the other files."""
    extras = {name: _by_entry(name, files[name]) for name in (ALIASES, ADDRESSES, COMMENTS) if name in files}
    is_complete = COMMENTS in files and COMMENTS not in older
    for number, record in _rows(MAIN, files[MAIN]):
        yield _entry(number, record, {name: extra.pop(number, []) for name, extra in extras.items()}, is_complete=is_complete)
    for name, extra in extras.items():
        if extra and name not in older:
            raise Malformed(f"{name} tells of entry {next(iter(extra))}, which is not in {MAIN}")


def _rows(name: str, file: BinaryIO) -> Iterator[tuple[str, Record]]:
    text = io.TextIOWrapper(file, encoding="ascii", newline="")
    reader = csv.reader(_lines(name, text), strict=True)
    ended = False
    try:
        for row in reader:
            if ended:
                raise Malformed(f"{name}, line {reader.line_num}: something stands behind the end mark")
            if row == END:
                ended = True
            else:
                yield _row(name, row, f"{name}, line {reader.line_num}")
    except csv.Error as problem:
        raise Malformed(f"{name}, line {reader.line_num}: {problem}") from None
    except UnicodeDecodeError:
        raise Malformed(f"{name}, after line {reader.line_num}: a character that is not ASCII") from None
    finally:
        text.detach()  # whoever opened the file closes it
    if not ended and name != COMMENTS:
        raise Malformed(f"{name}: cut short after line {reader.line_num}, the end mark is missing")


def _lines(name: str, text: io.TextIOWrapper) -> Iterator[str]:
    """Lines of a length that memory can hold, without characters that no text has."""
    for number in count(1):
        line = text.readline(LONGEST_LINE)
        if not line:
            return
        if len(line) == LONGEST_LINE:
            raise Malformed(f"{name}, line {number}: longer than any line has ever been")
        if STRANGE.search(line):
            raise Malformed(f"{name}, line {number}: a character that is no text")
        yield line


def _row(name: str, row: list[str], where: str) -> tuple[str, Record]:
    columns = COLUMNS[name]
    if len(row) != len(columns):
        raise Malformed(f"{where}: {len(row)} columns instead of {len(columns)}")
    record = Record({column: field for column, field in zip(columns, row, strict=True) if field.strip() != NULL}, where=where)
    number = record.take("number")
    if not number.isdecimal():
        raise Malformed(f"{where}: {number[:20]!r} is not a number of an entry")
    return number, record


def _by_entry(name: str, file: BinaryIO) -> Extras:
    extras: Extras = defaultdict(list)
    for number, record in _rows(name, file):
        extras[number].append(record)
    return extras


def _entry(number: str, record: Record, extras: Mapping[str, list[Record]], *, is_complete: bool) -> ListedEntry:
    kind = _kind(number, record.take_or_none("type"))
    said = _remarks(number, record.take_or_none("remarks") or "", extras.get(COMMENTS, []), is_complete=is_complete)
    entry = ListedEntry(
        reference=number,
        kind=kind,
        names=(_name(kind, record.take("name")), *map(_alias, extras.get(ALIASES, [])), *said.names),
        programmes=_programmes(number, record.take("programmes")),
        positions=tuple(filter(None, (record.take_or_none("title") or "").split("; "))),
        addresses=tuple(filter(None, map(_address, extras.get(ADDRESSES, [])))),
        birth_dates=tuple(said.birth_dates),
        birth_places=tuple(said.birth_places),
        nationalities=tuple(said.nationalities),
        citizenships=tuple(said.citizenships),
        genders=tuple(said.genders),
        identifiers=tuple(said.identifiers),
        links=tuple(said.links),
        particulars=(*_vessel(record), *said.particulars),
        remarks=tuple(said.remarks),
    )
    record.finish()
    return entry


def _kind(number: str, written: str | None) -> Kind:
    try:
        return KINDS[written]
    except KeyError:
        raise Malformed(f"{MAIN}, entry {number}: {str(written)[:40]!r} is no kind of entry") from None


def _programmes(number: str, written: str) -> tuple[str, ...]:
    programmes = tuple(written.split("] ["))
    for programme in programmes:
        if not PROGRAMME.fullmatch(programme):
            raise Malformed(f"{MAIN}, entry {number}: {programme[:40]!r} is no programme")
    return programmes


def _name(
    kind: Kind, full: str, use: NameUse = NameUse.PRIMARY, quality: Quality = Quality.UNSTATED, note: str = ""
) -> ListedName:
    family, comma, given = full.partition(", ")
    if kind != Kind.PERSON or not comma:
        return ListedName(full, use, quality, note=note)
    return ListedName(full, use, quality, family=family, given=given, note=note)


def _remarks(number: str, text: str, comments: list[Record], *, is_complete: bool) -> Remarks:
    """A remark of full length goes on among the comments. Without them its last words are half a fact."""
    rest = "".join(comment.take("text") for comment in comments)
    is_cut = len(text) >= LIMIT and not text.endswith(".")
    if is_cut and is_complete and not rest:
        raise Malformed(f"{COMMENTS}: the rest of the remarks of entry {number} is missing")
    return read_remarks(text + rest if is_cut else text, cut=is_cut and not rest)


def _vessel(record: Record) -> Iterator[Particular]:
    for column, label in VESSEL.items():
        if text := record.take_or_none(column):
            yield Particular(label, text)


def _alias(record: Record) -> ListedName:
    record.take("alias_number")
    use = USES[record.take("alias_type")]
    alias = ListedName(record.take("name"), use, Quality.STRONG, note=record.take_or_none("remarks") or "")
    record.finish()
    return alias


def _address(record: Record) -> Place | None:
    record.take("address_number")
    street, city, country = (record.take_or_none(name) or "" for name in ("address", "city", "country"))
    note = record.take_or_none("remarks") or ""
    record.finish()
    text = ", ".join(filter(None, (street, city, country)))
    return Place(text, city=city, country=country, note=note) if text or note else None


EXPORTS = "https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports"
SOURCE = ListSource(
    slug="us-ofac-sdn",
    title="Specially Designated Nationals and Blocked Persons",
    publisher="US Department of the Treasury, Office of Foreign Assets Control",
    parts=(
        Part(MAIN, f"{EXPORTS}/SDN.CSV"),
        Part(ALIASES, f"{EXPORTS}/ALT.CSV", required=False, beside="text"),
        Part(ADDRESSES, f"{EXPORTS}/ADD.CSV", required=False, beside="text"),
        Part(COMMENTS, f"{EXPORTS}/SDN_COMMENTS.CSV", required=False, beside="text"),
    ),
    media=frozenset({"text", "xml"}),
    floor=8_000,
    parse=parse,
    rights="public domain (United States)",
    tried=(
        ("sdn.csv, alt.csv, add.csv, sdn_comments.csv", Tried.WHOLE),
        ("SDN.XML, by consolidated.xml, which has the same schema", Tried.WHOLE),
        ("delta files", Tried.EXCERPT),
        ("SDN_ENHANCED.XML, by a delta file, which has the same shape", Tried.EXCERPT),
    ),
    expected=frozenset({"birth_dates", "nationalities"}),
    published_on=lambda head: us_ofac_xml.published_on(head) or us_ofac_enhanced.published_on(head),
    is_partial=us_ofac_enhanced.is_delta,
)
