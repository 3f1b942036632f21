from datetime import date

import pytest

from sanctions.entries import BirthDate, Identifier, Kind, ListedName, NameUse, Particular, Place, Precision, Quality
from sanctions.records import Malformed
from sanctions.sources import SOURCES
from tests.sanctions.samples import body_of, read

BODY = body_of("eu-fsf", "2018-12-21")
OTHER = body_of("eu-fsf", "2024-12-11")
BIRTH = b'birthdate="1924-02-21" dayOfMonth="21" monthOfYear="2" year="1924"'


def test_person_is_read_with_everything():
    entry = read("eu-fsf", OTHER)["13"]

    assert entry.kind == Kind.PERSON
    assert entry.names == (
        ListedName(
            "Saddam Hussein Al-Tikriti", quality=Quality.STRONG, family="Hussein Al-Tikriti", given="Saddam", use=NameUse.PRIMARY
        ),
        ListedName("Abu Ali", NameUse.ALIAS, Quality.STRONG),
        ListedName("Abou Ali", NameUse.ALIAS, Quality.STRONG, language="fr"),
    )
    assert (entry.programmes, entry.legal_bases) == (("IRQ",), ("1210/2003 (OJ L169)",))
    assert entry.birth_dates == (BirthDate("1937-04-28", Precision.DAY, date(1937, 4, 28), date(1937, 4, 28)),)
    assert entry.birth_places == (Place("al-Awja, near Tikrit, IRAQ", city="al-Awja, near Tikrit", country="IRAQ"),)
    assert (entry.citizenships, entry.genders, entry.remarks) == (("IRAQ",), ("M",), ("UNSC RESOLUTION 1483",))


def test_each_day_stands_under_its_own_meaning():
    entry = read("eu-fsf", BODY)["EU.36.64"]

    assert entry.listed_on is None
    assert (entry.act_published_on, entry.in_force_on) == (date(2018, 2, 16), date(2018, 2, 16))
    assert entry.oldest_act_on == date(2005, 6, 16)


def test_another_order_of_names_is_the_same_entry():
    first, second = (
        BODY.index(b"<nameAlias", BODY.index(b"EU.3523.13")),
        BODY.index(b"</sanctionEntity>", BODY.index(b"EU.3523.13")),
    )
    names = BODY[first:second].split(b"</nameAlias>")[:-1]
    turned = b"</nameAlias>".join([*names[::-1], b""])

    assert read("eu-fsf", BODY[:first] + turned + BODY[second:]) == read("eu-fsf", BODY)


def test_name_is_taken_from_no_other_language_when_there_is_one_without():
    names = read("eu-fsf", BODY)["EU.3523.13"].names

    assert names[0].full == "Great Islamic Eastern Warriors Front"
    assert [name.language for name in names] == ["", "", "", "bg"]


def test_unknown_country_is_none():
    entry = read("eu-fsf", BODY)["EU.36.64"]

    assert entry.birth_places == ()
    assert entry.identifiers == (Identifier("National passport", "AD001095", note="(passport)"),)


@pytest.mark.parametrize(
    ("attributes", "text", "iso"),
    [
        (b'year="1924"', "1924", "1924"),
        (b'monthOfYear="2" year="1924"', "1924-02", "1924-02"),
        (b'yearRangeFrom="1924" yearRangeTo="1926"', "1924-1926", "1924-01-01/1926-12-31"),
        (b'birthdate="1924-02-21"', "1924-02-21", "1924-02-21"),
    ],
)
def test_birth_date_is_as_exact_as_it_is_published(attributes, text, iso):
    (birth,) = read("eu-fsf", BODY.replace(BIRTH, attributes))["EU.36.64"].birth_dates

    assert (birth.text, birth.iso) == (text, iso)


def test_birth_date_about_then_and_in_another_calendar():
    about = read("eu-fsf", BODY.replace(b'circa="false"', b'circa="true"'))["EU.36.64"].birth_dates[0]
    islamic = read("eu-fsf", BODY.replace(b"GREGORIAN", b"ISLAMIC"))["EU.36.64"].birth_dates[0]

    assert about.iso == "1924-02-21~"
    assert (islamic.text, islamic.iso) == ("1924-02-21 (islamic)", "")


def test_address_with_its_contacts():
    address = (
        b'<address city="Port" street="1 Quay" poBox="" zipCode="" region="" place="" asAtListingTime="false" '
        b'countryIso2Code="00" countryDescription="UNKNOWN" regulationLanguage="en" logicalId="9">'
        b'<contactInfo key="EMAIL" value="a@b.example"/></address>'
    )

    entry = read("eu-fsf", BODY.replace(b'<birthdate circa="false"', address + b'<birthdate circa="false"', 1))["EU.36.64"]

    assert entry.addresses == (Place("1 Quay, Port", city="Port"),)
    assert entry.particulars[-1] == Particular("Email", "a@b.example")


def test_day_of_publication_stands_in_the_head():
    assert SOURCES["eu-fsf"].published_on(BODY[:2048]) == date(2018, 12, 21)


BROKEN = {
    "no attributes": (BODY.replace(b' logicalId="1"', b"", 1), "@logicalId is missing"),
    "a new attribute": (
        BODY.replace(b' euReferenceNumber="EU.36.64"', b' euReferenceNumber="EU.36.64" mood="9"'),
        "nobody reads @mood",
    ),
    "a renamed attribute": (BODY.replace(b"wholeName=", b"fullName="), "nobody reads @fullName"),
    "a renamed child": (BODY.replace(b"nameAlias", b"alias"), "has no name"),
    "a kind of neither": (BODY.replace(b'code="person"', b'code="ghost"'), "neither a person nor an enterprise"),
    "no act": (BODY.replace(b"<regulation ", b"<decree ").replace(b"</regulation>", b"</decree>"), "no legal act"),
    "a day that is none": (BODY.replace(b'publicationDate="2018-02-16"', b'publicationDate="16.2.2018"'), "is no day written as"),
    "the old format": (BODY.replace(b"export", b"WHOLE"), "its root is"),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_strange_publication_is_refused_with_the_reason(kind):
    body, reason = BROKEN[kind]

    with pytest.raises(Malformed) as refused:
        read("eu-fsf", body)

    assert reason in str(refused.value)
