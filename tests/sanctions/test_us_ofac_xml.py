from datetime import date

import pytest

from sanctions.entries import BirthDate, Identifier, Kind, Link, ListedName, NameUse, Particular, Place, Precision, Quality
from sanctions.records import Malformed
from sanctions.sources import SOURCES
from tests.sanctions.samples import body_of, read

NEW = body_of("us-ofac-consolidated", "2026-01-01")
OLD = body_of("us-ofac-consolidated", "2022-12-15")
SPACES = (b"https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/XML", b"http://tempuri.org/sdnList.xsd")


def vessel(inside):
    """SDN.XML has vessels, the consolidated list none; the shape is the published schema's."""
    told = "<uid>1</uid><lastName>STAR</lastName><sdnType>Vessel</sdnType><programList><program>CUBA</program></programList>"
    entry = f"<sdnEntry>{told}{inside}</sdnEntry>"
    head = b"<publshInformation><Publish_Date>01/02/2024</Publish_Date><Record_Count>1</Record_Count></publshInformation>"
    return b'<sdnList xmlns="%s">' % SPACES[0] + head + entry.encode() + b"</sdnList>"


def test_person_is_read_with_everything():
    entry = read("us-ofac-consolidated", NEW)["50476"]

    assert entry.kind == Kind.PERSON
    assert entry.names == (
        ListedName("MARTELLY, Michel Joseph", family="MARTELLY", given="Michel Joseph"),
        ListedName("MARTELLY, Michael", NameUse.ALIAS, Quality.STRONG, family="MARTELLY", given="Michael"),
        ListedName("Sweet Micky", NameUse.ALIAS, Quality.WEAK),
    )
    assert entry.programmes == ("ILLICIT-DRUGS-EO14059",)
    assert entry.birth_dates == (BirthDate("12 Feb 1961", Precision.DAY, date(1961, 2, 12), date(1961, 2, 12)),)
    assert entry.birth_places == (Place("Port-au-Prince, Haiti", city="Port-au-Prince", country="Haiti"),)
    assert (entry.nationalities, entry.genders) == (("Haiti",), ("Male",))
    assert Identifier("National ID No.", "0032768386", "Haiti") in entry.identifiers
    assert {particular.label for particular in entry.particulars} == {"Executive Order 14059 information"}


def test_links_stand_in_brackets():
    entry = read("us-ofac-sdn", vessel("<remarks>(Linked To: STAR (GROUP) LTD.) (Linked To: MOON)</remarks>"))["1"]

    assert entry.links == (Link("linked to", "STAR (GROUP) LTD."), Link("linked to", "MOON"))
    assert entry.remarks == ()


def test_both_namespaces_are_the_same_list():
    assert read("us-ofac-consolidated", NEW.replace(*SPACES)) == read("us-ofac-consolidated", NEW)


def test_the_sdn_list_is_read_from_xml_as_well():
    assert read("us-ofac-sdn", NEW) == read("us-ofac-consolidated", NEW)


def test_vessel_keeps_its_particulars():
    told = "<callSign>CL2192</callSign><vesselFlag>Cuba</vesselFlag><grossRegisteredTonnage>212</grossRegisteredTonnage>"

    entry = read("us-ofac-sdn", vessel(f"<vesselInfo>{told}</vesselInfo>"))["1"]

    assert entry.kind == Kind.VESSEL
    assert entry.particulars == (
        Particular("Call sign", "CL2192"),
        Particular("Flag", "Cuba"),
        Particular("Gross registered tonnage", "212"),
    )


@pytest.mark.parametrize("day", ["2022-12-15", "2026-01-01"])
def test_day_of_publication_stands_in_the_head(day):
    expected = {"2022-12-15": date(2022, 12, 12), "2026-01-01": date(2025, 12, 18)}

    assert SOURCES["us-ofac-consolidated"].published_on(body_of("us-ofac-consolidated", day)[:2048]) == expected[day]


BROKEN = {
    "one less than it says": (NEW.replace(b"<Record_Count>6<", b"<Record_Count>7<"), "it says 7 entries and holds 6"),
    "a new field": (NEW.replace(b"<sdnType>", b"<crew>9</crew><sdnType>", 1), "nobody reads crew"),
    "a renamed field": (NEW.replace(b"sdnType>", b"sdnKind>"), "sdnType is missing"),
    "a renamed entry": (NEW.replace(b"sdnEntry>", b"sdnRecord>"), "it says 6 entries and holds 0"),
    "an unknown kind": (NEW.replace(b">Entity<", b">Spirit<"), "'Spirit' is not a word that we know here"),
    "an unknown category": (NEW.replace(b">strong<", b">middling<"), "'middling' is not a word"),
    "an unknown namespace": (NEW.replace(SPACES[0], b"urn:new"), "its root is {urn:new}sdnList"),
    "a field twice": (NEW.replace(b"<sdnType>", b"<sdnType>Entity</sdnType><sdnType>", 1), "sdnType stands there twice"),
    "loose words": (NEW.replace(b"</sdnType>", b"</sdnType>lost", 1), "loose words inside sdnEntry"),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_strange_publication_is_refused_with_the_reason(kind):
    body, reason = BROKEN[kind]

    with pytest.raises(Malformed) as refused:
        read("us-ofac-consolidated", body)

    assert reason in str(refused.value)
