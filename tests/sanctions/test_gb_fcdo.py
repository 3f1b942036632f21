from datetime import date

import pytest

from sanctions.entries import Identifier, Kind, Link, ListedName, NameUse, Particular, Place, Precision, Quality
from sanctions.records import Malformed
from sanctions.sources import SOURCES
from tests.sanctions.samples import body_of, read

BODY = body_of("gb-fcdo")
# The excerpt has no ship and no entity with details. Their blocks, as the published list has them, with invented content.
SHIP = """<Designation><LastUpdated>18/12/2021</LastUpdated><DateDesignated>03/10/2017</DateDesignated>
<UniqueID>ZZZ0001</UniqueID>
<UNReferenceNumber>ZZs.001</UNReferenceNumber><Names><Name><Name6>Star 8 </Name6><NameType>Primary name</NameType></Name></Names>
<RegimeName>The Veldonia (Sanctions) Regulations 2017</RegimeName><IndividualEntityShip>Ship</IndividualEntityShip>
<DesignationSource>UK|UN</DesignationSource><SanctionsImposed>Prohibition of port entry</SanctionsImposed>
<ShipDetails><Ship>
<IMONumbers><IMONumber>IMO9000001</IMONumber></IMONumbers>
<CurrentOwnerOperators><CurrentOwnerOperator>Moon Lines</CurrentOwnerOperator>
</CurrentOwnerOperators><PreviousFlags><PreviousFlag>Veldonia</PreviousFlag></PreviousFlags>
<TonnageOfShipDetails><TonnageOfShip>7078</TonnageOfShip></TonnageOfShipDetails></Ship></ShipDetails></Designation>"""
BODY_WITH_DETAILS = """<Designation><LastUpdated>18/12/2021</LastUpdated><DateDesignated>03/10/2017</DateDesignated>
<UniqueID>ZZZ0002</UniqueID><Names><Name><Name6>Moon Lines</Name6><NameType>Primary Name</NameType></Name></Names>
<RegimeName>The Veldonia (Sanctions) Regulations 2017</RegimeName><IndividualEntityShip>Entity</IndividualEntityShip>
<DesignationSource>UK</DesignationSource><SanctionsImposed>Asset freeze</SanctionsImposed>
<Websites><Website>moon.example</Website>
</Websites><EntityDetails><Entity><TypeOfEntities><TypeOfEntity>Company</TypeOfEntity></TypeOfEntities><BusinessRegistrationNumbers>
<BusinessRegistrationNumber>77-1</BusinessRegistrationNumber></BusinessRegistrationNumbers><ParentCompanies>
<ParentCompany>Sun Holding</ParentCompany></ParentCompanies></Entity></EntityDetails></Designation>"""


def with_one_more(designation):
    return BODY.replace(b"</Designations>", designation.encode() + b"</Designations>")


def test_person_is_read_with_everything():
    entry = read("gb-fcdo", BODY)["IRN0133"]

    assert (entry.kind, entry.group) == (Kind.PERSON, "15748")
    assert entry.names[0] == ListedName("Mohammad Taghi OSANLOO", family="OSANLOO", given="Mohammad Taghi")
    assert entry.names[-1] == ListedName("محمدتقی اسانلو", NameUse.ALIAS, language="Persian")
    assert entry.programmes == ("The Iran (Sanctions) Regulations 2023",)
    assert [birth.iso for birth in entry.birth_dates] == ["1962-11-30"]
    assert (entry.nationalities, entry.genders) == (("Iran",), ("Male",))
    assert entry.positions[0] == "Brigadier General"
    assert entry.positions[1].startswith("IRGC Ground Forces Commander")
    assert entry.identifiers == (Identifier("Passport", "G10512747"),)
    assert Particular("Sanctions imposed", "Travel Ban") in entry.particulars
    assert entry.reasons[0].endswith("serious human rights violations in Iran.")
    assert (entry.listed_on, entry.amended_on) == (date(2023, 2, 20), date(2025, 4, 9))


def test_blank_strength_is_not_weak():
    names = {name.full: name.quality for name in read("gb-fcdo", BODY)["IRN0132"].names}

    assert names == {"Morteza BARATI": Quality.UNSTATED, "Qazi BARATI": Quality.WEAK, "مرتضی براتی": Quality.UNSTATED}


def test_whatever_the_case_of_primary_one_name_is_the_main_one():
    entries = read("gb-fcdo", BODY.replace(b"Primary name<", b"PRIMARY NAME<"))

    assert all(entry.names[0].use == NameUse.PRIMARY for entry in entries.values())


@pytest.mark.parametrize(
    ("written", "iso", "precision"),
    [
        ("14/01/1963", "1963-01-14", Precision.DAY),
        ("dd/mm/1958", "1958", Precision.YEAR),
        ("dd/09/1970", "1970-09", Precision.MONTH),
        ("1958", "1958", Precision.YEAR),
        ("14/mm/1963", "", Precision.UNREAD),
        ("31/02/1963", "", Precision.UNREAD),
        ("around 1960", "", Precision.UNREAD),
    ],
)
def test_birth_date_keeps_its_words_and_its_precision(written, iso, precision):
    (birth,) = read("gb-fcdo", BODY.replace(b"14/01/1963", written.encode()))["GHR0052"].birth_dates

    assert (birth.text, birth.iso, birth.precision) == (written, iso, precision)


def test_ship_keeps_its_particulars():
    entry = read("gb-fcdo", with_one_more(SHIP))["ZZZ0001"]

    assert (entry.kind, entry.name) == (Kind.VESSEL, "Star 8")
    assert entry.identifiers == (Identifier("UN reference", "ZZs.001"), Identifier("IMO", "IMO9000001"))
    assert entry.links == (Link("owner or operator", "Moon Lines"),)
    assert entry.particulars[0] == Particular("Designation source", "UK, UN")
    assert entry.particulars[2:] == (Particular("Former flag", "Veldonia"), Particular("Tonnage", "7078"))


def test_body_keeps_its_particulars():
    entry = read("gb-fcdo", with_one_more(BODY_WITH_DETAILS))["ZZZ0002"]

    assert entry.kind == Kind.ORGANISATION
    assert entry.identifiers == (Identifier("Business registration", "77-1"),)
    assert entry.links == (Link("parent company", "Sun Holding"),)
    assert entry.particulars[2:] == (Particular("Website", "moon.example"), Particular("Type of entity", "Company"))


def test_address_is_read():
    assert read("gb-fcdo", BODY)["GHR0161"].addresses == (
        Place("West Bank, Occupied Palestinian Territories", country="Occupied Palestinian Territories"),
    )


def test_day_of_publication_stands_in_the_head():
    assert SOURCES["gb-fcdo"].published_on(BODY[:2048]) == date(2026, 3, 26)


BROKEN = {
    "no identity": (BODY.replace(b"UniqueID>", b"UniqueRef>"), "UniqueID is missing"),
    "no day": (BODY.replace(b"<DateDesignated>29/09/2020", b"<DateDesignated>2020-09-29"), "is no day written as 29/09/2020"),
    "months first": (BODY.replace(b"<DateDesignated>29/09/2020", b"<DateDesignated>09/29/2020"), "is no day written as"),
    "a new block": (BODY.replace(b"<RegimeName>", b"<Crimes><Crime>x</Crime></Crimes><RegimeName>", 1), "nobody reads Crimes"),
    "a new kind of name": (BODY.replace(b">Alias<", b">Nickname<"), "'nickname' is not a word that we know here"),
    "a name beside names": (BODY.replace(b"<Titles>", b"<Titles><Rank>x</Rank>"), "nobody reads Rank in Titles"),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_strange_publication_is_refused_with_the_reason(kind):
    body, reason = BROKEN[kind]

    with pytest.raises(Malformed) as refused:
        read("gb-fcdo", body)

    assert reason in str(refused.value)
