"""The remarks of OFAC's lists: facts written one after the other, parted by semicolons, closed by a full stop.

What is not understood stays a remark, word for word. Nothing is dropped.
"""

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date

from sanctions.entries import BirthDate, Identifier, Link, ListedName, NameUse, Particular, Place, Precision, Quality

LIMIT = 1000  # remarks are cut here; the rest stands in sdn_comments.csv

NAME = re.compile(r"(?P<use>[afn]\.k\.a\.) '(?P<name>.+)'(?: \((?P<note>.+)\))?")
USES = {"a.k.a.": NameUse.ALIAS, "f.k.a.": NameUse.FORMER, "n.k.a.": NameUse.PRESENT}


def _alternatives(phrases: str) -> str:
    """A pattern for any of these phrases, which stand between semicolons and line ends."""
    return "|".join(re.escape(phrase.strip()) for phrase in re.split(r";|\n", phrases.strip()))


LABELS = _alternatives("""
    Secondary sanctions risk; Additional Sanctions Information
    Transactions Prohibited For Persons Owned or Controlled By U.S. Financial Institutions; Organization Established Date
    Organization Type; Target Type; Website; Email Address; Phone Number; Telephone; Fax; Nationality of Registration
    Registration Country; Occupation; Position; Aircraft Construction Number (also called L/N or S/N or F/N)
    Aircraft Manufacture Date; Aircraft Manufacturer's Serial Number (MSN); Aircraft Mode S Transponder Code
    Aircraft Model; Aircraft Operator; Aircraft Tail Number; Previous Aircraft Tail Number; Former Vessel Flag
    Vessel Flag; Vessel Year of Build; Other Vessel Type; CAATSA Section 235 Information
    Executive Order 13662 Directive Determination; Executive Order 13846 information
    Executive Order 14024 Directive Information; Listing Date (EO 14024 Directive 1a)
    Effective Date (EO 14024 Directive 1a); Listing Date (EO 14024 Directive 2); Effective Date (EO 14024 Directive 2)
    Listing Date (EO 14024 Directive 3); Effective Date (EO 14024 Directive 3); UN/LOCODE
""")
LABELLED = re.compile(rf"(?P<label>{LABELS})(?::| -)? (?P<text>.+)")
NUMBERED = _alternatives("""
    Passport; Diplomatic Passport; Travel Document; Personal ID Card; C.U.R.P.; R.F.C.; RFC; I.F.E.; D.N.I.; C.U.I.
    N.I.E.; C.I.F.; C.U.I.T.; SSN; SRE Permit; US FEIN; MMSI; License; SWIFT/BIC; Credencial electoral
    Cartilla de Servicio Militar Nacional; Vessel Registration Identification; Italian Fiscal Code
    Business Registration Document #; Registered Charity; Bosnian Personal; NIT #; RUC #; RIF #; VisaNumberID; BIK (RU)
    Matricula Mercantil No; RTN; Seafarer's Identification Document; Refugee ID Card; Turkish Identification; Residency
""")
IDENTIFIER = re.compile(
    rf"(?P<kind>(?:{NUMBERED})|[A-Z][^;:'\d]*?(?:ID No\.|ID Number|Number|No\.|ID|Code)(?: \([A-Z]+\))?)"
    r" (?:- )?(?P<number>[^()]*?\d[^()]*?|[A-Z]{8}|[A-Z]{11})(?: \((?P<note>[^()]+)\)(?= \())?"
    r"(?: \((?P<country>[^()]+)\))?(?: issued (?P<issued>[^()]+?))?(?: expires (?P<expires>[^()]+?))?"
)
DIGITAL = re.compile(r"(?P<kind>Digital Currency Address - \w+) (?P<number>\S+)")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
DAY = re.compile(r"(?:(?P<day>\d\d) )?(?:(?P<month>[A-Z][a-z]{2}) )?(?P<year>\d{4})")


@dataclass
class Remarks:
    """What one entry's remarks say, sorted by kind of fact."""

    names: list[ListedName] = field(default_factory=list)
    birth_dates: list[BirthDate] = field(default_factory=list)
    birth_places: list[Place] = field(default_factory=list)
    nationalities: list[str] = field(default_factory=list)
    citizenships: list[str] = field(default_factory=list)
    genders: list[str] = field(default_factory=list)
    identifiers: list[Identifier] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    particulars: list[Particular] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


PREFIXES: tuple[tuple[str, Callable[[Remarks, str], None]], ...] = (
    ("DOB ", lambda said, text: said.birth_dates.append(read_birth_date(text))),
    ("POB ", lambda said, text: said.birth_places.append(read_place(text))),
    ("nationality ", lambda said, text: said.nationalities.append(text)),
    ("citizen ", lambda said, text: said.citizenships.append(text)),
    ("Gender ", lambda said, text: said.genders.append(text)),
    ("Linked To: ", lambda said, text: said.links.append(Link("linked to", text))),
)


def read_remarks(text: str, *, cut: bool = False) -> Remarks:
    """Sort a remark into facts. When it was `cut` its last piece is half a fact, and stays a remark."""
    said = Remarks()
    pieces = list(_pieces(text if cut else text.strip().removesuffix(".")))
    torn = pieces.pop() if cut and pieces else ""
    for piece in pieces:
        _sort(said, piece)
    if torn:
        said.remarks.append(torn)
    return said


def _pieces(text: str) -> Iterator[str]:
    """Between semicolons, but for those inside brackets."""
    held = ""
    for piece in text.split("; "):
        held = f"{held}; {piece}" if held else piece
        if held.count("(") <= held.count(")") or ")" not in text:
            if held.strip():
                yield held.strip()
            held = ""
    yield from (piece.strip() for piece in held.split("; ") if piece.strip())


def _sort(said: Remarks, piece: str) -> None:
    text = piece.removeprefix("alt. ")
    for prefix, put in PREFIXES:
        if text.startswith(prefix):
            return put(said, text.removeprefix(prefix))
    if match := NAME.fullmatch(text):
        name = ListedName(match["name"], USES[match["use"]], Quality.WEAK, note=match["note"] or "")
        return said.names.append(name)
    if match := LABELLED.fullmatch(text):
        return said.particulars.append(Particular(match["label"], match["text"]))
    if match := DIGITAL.fullmatch(text) or IDENTIFIER.fullmatch(text):
        facts = {name: value or "" for name, value in match.groupdict().items()}
        return said.identifiers.append(Identifier(**facts))
    return said.remarks.append(piece)


def read_place(text: str) -> Place:
    """OFAC writes the country last, but not always a country."""
    parts = [part.strip() for part in text.split(",")]
    if len(parts) == 1:
        return Place(text)
    return Place(text, city=parts[0], region=", ".join(parts[1:-1]), country=parts[-1])


def read_birth_date(text: str) -> BirthDate:
    """`25 Aug 1956`, `Aug 1956`, `1956`, `circa 1951`, `1960 to 1962`; other words are kept unread."""
    circa = text.startswith("circa ")
    ends = [_span(end) for end in re.split(r" to |(?<=\d{4})-(?=\d{4})", text.removeprefix("circa "))]
    if len(ends) > 2 or None in ends:
        return BirthDate(text)
    (precision, first, last), (_, _, end) = ends[0], ends[-1]  # type: ignore[misc]
    if len(ends) == 2:
        return BirthDate(text, Precision.RANGE, first, end, circa)
    return BirthDate(text, precision, first, last, circa)


def _span(text: str) -> tuple[Precision, date, date] | None:
    match = DAY.fullmatch(text.strip())
    if match is None or (match["day"] and not match["month"]):
        return None
    year = int(match["year"])
    if not match["month"]:
        return Precision.YEAR, date(year, 1, 1), date(year, 12, 31)
    try:
        month = MONTHS.index(match["month"]) + 1
        first = date(year, month, int(match["day"] or 1))
    except ValueError:
        return None
    if match["day"]:
        return Precision.DAY, first, first
    return Precision.MONTH, first, date(year, month, monthrange(year, month)[1])
