from datetime import date

import pytest

from sanctions.entries import Identifier, Kind, ListedName, NameUse, Particular, Precision
from sanctions.records import Malformed
from sanctions.sources.ca_sema import aliases_of
from sanctions.sources.dates import read_birth_date
from tests.sanctions.samples import body_of, read

BODY = body_of("ca-sema", "2020-04-15")
BILINGUAL = body_of("ca-sema", "2026-08-27")
TAGS = {
    "Country": "Country-Pays", "EntityOrShip": "EntityOrShip-EntiteOuNavire", "LastName": "LastName-NomDeFamille",
    "GivenName": "GivenName-Prenom", "Schedule": "Schedule-Annexe", "Item": "Item-NumeroDarticle", "Aliases": "Aliases-Alias",
    "DateOfListing": "DateOfListing-DateDinscription", "TitleOrShip": "TitleOrShipType-TitreOuTypeDeNavire",
    "DateOfBirthOrShipBuildDate": "DateOfBirthOrShipBuildDate-DateDeNaissanceOuDateDeConstructionDuNavire",
    "ShipIMONumber": "ShipIMONumber-NumeroOMIDuNavire",
}  # fmt: skip
OF_2025 = {"Entity": "EntityOrShip", "DateOfBirth": "DateOfBirthOrShipBuildDate", "Title": "TitleOrShip"}
SHIPS = b"""<data-set><record><Country>Veldonia</Country><EntityOrShip>ARIA</EntityOrShip><TitleOrShip>Oil tanker</TitleOrShip>
<DateOfBirthOrShipBuildDate>2008</DateOfBirthOrShipBuildDate><ShipIMONumber>9000001</ShipIMONumber><Schedule>1.1</Schedule>
<Item>2</Item><DateOfListing>2025-06-13</DateOfListing></record>
<record><Country>Veldonia </Country><EntityOrShip>Aria </EntityOrShip><ShipIMONumber>9000002</ShipIMONumber>
<Schedule>1.1</Schedule><Item>9</Item><DateOfListing>2026-02-19</DateOfListing></record>
<record><Country>Veldonia</Country><EntityOrShip>Aria Foods</EntityOrShip><ShipIMONumber> </ShipIMONumber>
<Schedule>1,Part 1</Schedule><Item>1</Item><DateOfListing>2026-02-19</DateOfListing></record></data-set>"""


def renamed(body, tags):
    for old, new in tags.items():
        body = body.replace(f"<{old}>".encode(), f"<{new}>".encode()).replace(f"</{old}>".encode(), f"</{new}>".encode())
    return body


def by_name(body):
    return {entry.name: entry for entry in read("ca-sema", body).values()}


def test_person_is_read_with_everything():
    entry = by_name(BODY)["Jumah Al-Ahmad"]

    assert entry.kind == Kind.PERSON
    assert entry.names == (ListedName("Jumah Al-Ahmad", family="Al-Ahmad", given="Jumah"),)
    assert entry.programmes == ("Syria / Syrie",)
    assert entry.positions == ("Major General/major-général",)
    assert entry.particulars == (Particular("Place in the regulation", "2, item 60"),)
    assert entry.reference.startswith("sy-")


def test_birth_date_and_day_of_listing():
    assert [birth.iso for birth in by_name(BODY)["Than Shwe"].birth_dates] == ["1933-02-02"]
    assert by_name(BILINGUAL)["Khazalbek Bakhtibekovich Atabekov"].listed_on == date(2020, 9, 28)


def test_three_vocabularies_are_the_same_list():
    of_2025 = renamed(BODY, OF_2025)

    assert read("ca-sema", of_2025) == read("ca-sema", BODY)
    assert read("ca-sema", renamed(of_2025, TAGS)) == read("ca-sema", BODY)
    assert b"-Prenom>" in renamed(of_2025, TAGS)


def test_regime_that_is_renamed_keeps_its_entries():
    later = BODY.replace(b"Burma / Birmanie", b"Myanmar (Burma) / Myanmar (Birmanie)")

    assert read("ca-sema", later).keys() == read("ca-sema", BODY).keys()


def test_item_that_is_renumbered_is_the_same_entry():
    assert read("ca-sema", BODY.replace(b"<Item>24<", b"<Item>23<")).keys() == read("ca-sema", BODY).keys()


def test_two_of_one_name_are_two_in_any_order():
    entries, records = read("ca-sema", SHIPS), SHIPS.split(b"</record>")
    turned = b"</record>".join([records[0].replace(records[0][10:], records[1]), b"<record>" + records[0][18:], *records[2:]])

    assert [entry.name for entry in entries.values()] == ["ARIA", "Aria", "Aria Foods"]
    assert read("ca-sema", turned).keys() == entries.keys()


def test_ship_is_told_from_a_body():
    ship, other, body = read("ca-sema", SHIPS).values()

    assert [entry.kind for entry in (ship, other, body)] == [Kind.VESSEL, Kind.VESSEL, Kind.ORGANISATION]
    assert ship.identifiers == (Identifier("IMO", "9000001"),)
    assert ship.particulars[1:] == (Particular("Build date", "2008"), Particular("Type", "Oil tanker"))
    assert body.programmes == ("Veldonia",)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Air Holdings Pte. Ltd., Air Limited", ["Air Holdings Pte. Ltd.", "Air Limited"]),
        ("Moon, Ltd; Sun", ["Moon, Ltd", "Sun"]),
        ("Maro or Maria", ["Maro", "Maria"]),
        (" Andrei ", ["Andrei"]),
        ("(Moonbank)", ["Moonbank"]),
        ("", []),
    ],
)
def test_aliases_are_taken_apart(text, names):
    assert list(aliases_of(text)) == [ListedName(name, NameUse.ALIAS) for name in names]


def test_alias_with_a_language():
    assert list(aliases_of("Russian: Маро Тескан")) == [ListedName("Маро Тескан", NameUse.ALIAS, language="ru")]


@pytest.mark.parametrize(
    ("text", "iso", "precision"),
    [
        ("1972-08-10 or 1972-08-11", "1972-08-10/1972-08-11", Precision.RANGE),
        ("1963-1964", "1963-01-01/1964-12-31", Precision.RANGE),
        ("1963/1964", "1963-01-01/1964-12-31", Precision.RANGE),
        ("1963-02", "1963-02", Precision.MONTH),
        ("born in the early 1970s", "", Precision.UNREAD),
        ("Sep-70", "", Precision.UNREAD),
        ("31801", "", Precision.UNREAD),
    ],
)
def test_birth_date_keeps_its_words_and_its_precision(text, iso, precision):
    birth = read_birth_date(text)

    assert (birth.text, birth.iso, birth.precision) == (text, iso, precision)


BROKEN = {
    "all tags renamed": (renamed(BODY, {tag: f"New{tag}" for tag in ("Country", "Schedule", "Item")}), "country is missing"),
    "one tag renamed": (renamed(BODY, {"Title": "Honorific"}), "nobody reads Honorific"),
    "columns shifted": (BODY.replace(b"<LastName>Thaung<", b"<LastName>1<"), "a name without a letter"),
    "item shifted": (BODY.replace(b"<Item>24<", b"<Item>1937-07-06<"), "is no place in a regulation"),
    "schedule shifted": (BODY.replace(b"<Schedule>2<", b"<Schedule>Thaung<"), "is no place in a regulation"),
    "no item": (BODY.replace(b"<Item>24</Item>", b""), "item is missing"),
    "a day that is none": (BILINGUAL.replace(b"2020-09-28", b"28/09/2020"), "is no day written as 2020-09-29"),
    "both": (BODY.replace(b"<LastName>Thaung<", b"<Entity>Thaung</Entity><LastName>Thaung<"), "both a person and a body"),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_strange_publication_is_refused_with_the_reason(kind):
    body, reason = BROKEN[kind]

    with pytest.raises(Malformed) as refused:
        read("ca-sema", body)

    assert reason in str(refused.value)
