import io
from datetime import date

import pytest

from sanctions.entries import BirthDate, Identifier, Kind, Link, ListedName, NameUse, Particular, Place, Precision, Quality
from sanctions.records import Malformed, UnreadFields
from sanctions.sources.us_ofac_sdn import parse
from tests.sanctions.conftest import CUTS, csv_of, row

FULL = CUTS / "2021-07-07"


def read(folder=FULL, older=frozenset(), **files):
    bodies = {path.name: path.read_bytes() for path in folder.glob("*.csv")} if folder else {}
    bodies |= {f"{name}.csv": body for name, body in files.items()}
    entries = parse({name: io.BytesIO(body) for name, body in bodies.items()}, older)
    return {entry.reference: entry for entry in entries}


def test_person_is_read_with_everything():
    entry = read()["23275"]

    assert entry.kind == Kind.PERSON
    assert entry.name == "KUSIUK, Sergey"
    assert entry.programmes == ("GLOMAG",)
    assert entry.birth_dates == (BirthDate("01 Dec 1966", Precision.DAY, date(1966, 12, 1), date(1966, 12, 1)),)
    assert entry.nationalities[0] == "Ukraine"
    assert entry.names[0] == ListedName("KUSIUK, Sergey", family="KUSIUK", given="Sergey")
    assert {(name.use, name.quality) for name in entry.names[1:]} == {(NameUse.ALIAS, Quality.STRONG)}


def test_several_programmes_are_several():
    assert read()["23343"].programmes == ("MAGNIT", "GLOMAG")


def test_body_without_a_type_is_an_organisation():
    entry = read()["23256"]

    assert entry.kind == Kind.ORGANISATION
    assert entry.links == (Link("linked to", "GERTLER, Dan"),)
    assert entry.identifiers == (Identifier("Public Registration Number", "99450", "Gibraltar"),)


def test_weak_alias_stands_among_the_remarks():
    assert ListedName("BNC", NameUse.ALIAS, Quality.WEAK) in read()["306"].names


def test_vessel_keeps_its_particulars():
    entry = read()["4238"]

    assert entry.kind == Kind.VESSEL
    assert entry.particulars == (
        Particular("Call sign", "CL2192"),
        Particular("Vessel type", "Tug"),
        Particular("Gross registered tonnage", "212"),
        Particular("Flag", "Cuba"),
        Particular("Owner", "Samir de Navegacion S.A."),
    )


def test_aircraft_is_one():
    assert read()["15431"].kind == Kind.AIRCRAFT


def test_addresses_come_from_their_file():
    assert Place("Havana, Cuba", city="Havana", country="Cuba") in read()["36"].addresses


def test_remarks_go_on_among_the_comments():
    links = [link.name for link in read()["12300"].links]

    assert "R D I S.A" in links or "R D I S.A." in links
    assert all("Linked To" not in name for name in links)


def test_remark_that_was_cut_makes_no_half_fact():
    entry = read(sdn=(FULL / "sdn.csv").read_bytes(), older=frozenset())["12300"]
    without = {path.name: path for path in FULL.glob("*.csv") if path.name != "sdn_comments.csv"}
    cut = {e.reference: e for e in parse({name: io.BytesIO(path.read_bytes()) for name, path in without.items()})}["12300"]

    assert cut.remarks[-1].startswith("Linked To: ")
    assert len(cut.links) < len(entry.links)


def test_missing_comment_of_a_cut_remark_is_refused():
    with pytest.raises(Malformed, match="the rest of the remarks of entry"):
        read(sdn_comments=b'28263,"hn\'; Linked To: LAZARUS GROUP."\r\n')


def test_older_comments_need_not_know_of_a_new_remark():
    comments = b'28263,"hn\'; Linked To: LAZARUS GROUP."\r\n'

    entry = read(sdn_comments=comments, older={"sdn_comments.csv"})["12300"]

    assert entry.remarks[-1].startswith("Linked To: ")


def test_nothing_of_a_remark_is_lost():
    said = "Born in a tent (or a cave; nobody knows); whatever else is said"

    entry = read(None, sdn=csv_of([row(1, remarks=f"{said}.")]))["1"]

    assert "; ".join(entry.remarks) == said


def test_part_of_an_unknown_entry_is_refused_unless_it_is_older():
    alias = b'77,1,"aka","SOMEBODY",-0- \r\n\x1a'

    with pytest.raises(Malformed, match=r"alt\.csv tells of entry 77"):
        read(None, sdn=csv_of([row(1)]), alt=alias)
    assert set(read(None, sdn=csv_of([row(1)]), alt=alias, older={"alt.csv"})) == {"1"}


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        (row(1) + ",-0- ", "line 2: 13 columns instead of 12"),
        (row(1).removesuffix(",-0- "), "line 2: 11 columns instead of 12"),
        (row(1).replace("1,", '"x",', 1), "line 2: 'x' is not a number"),
        (row(1, kind='"person"'), "'person' is no kind of entry"),
        (row(1, programmes="glomag"), "'glomag' is no programme"),
        (row(1, programmes="GLOMAG]"), "'GLOMAG]' is no programme"),
        (row(1, name="NOBODY").replace('"NOBODY"', "-0- "), "line 2: name is missing"),
        (row(1).replace('"NOBODY', '"NO"BODY'), "line 2"),
    ],
)
def test_malformed_line_is_refused_with_its_number(line, problem):
    with pytest.raises(Malformed, match=problem.replace("]", r"\]")):
        read(None, sdn=csv_of([row(7), line]))


@pytest.mark.parametrize("body", [csv_of([row(1)])[:-1], csv_of([row(1)]) + b"x", csv_of([row(1)]) + b"\r\n1,2"])
def test_end_mark_is_the_end(body):
    with pytest.raises(Malformed):
        read(None, sdn=body)


def test_unknown_alias_type_is_refused():
    with pytest.raises((Malformed, LookupError)):
        read(None, sdn=csv_of([row(1)]), alt=b'1,1,"pen name","SOMEBODY",-0- \r\n\x1a')


def test_leftover_field_is_an_error():
    from sanctions.records import Record

    record = Record({"a": "1", "b": "2", "c": ""}, where="x.csv, line 3")
    assert record.take("a") == "1"
    with pytest.raises(UnreadFields, match=r"x\.csv, line 3: nobody reads b"):
        record.finish()
    record.finish(ignore={"b"})
