from datetime import date

import pytest

from sanctions.entries import BirthDate, Identifier, Link, ListedName, NameUse, Particular, Place, Precision, Quality
from sanctions.sources.us_ofac_remarks import read_birth_date, read_remarks

D = date


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("25 Aug 1956", BirthDate("25 Aug 1956", Precision.DAY, D(1956, 8, 25), D(1956, 8, 25))),
        ("Feb 1956", BirthDate("Feb 1956", Precision.MONTH, D(1956, 2, 1), D(1956, 2, 29))),
        ("1956", BirthDate("1956", Precision.YEAR, D(1956, 1, 1), D(1956, 12, 31))),
        ("circa 1951", BirthDate("circa 1951", Precision.YEAR, D(1951, 1, 1), D(1951, 12, 31), circa=True)),
        ("circa 07 Jul 1966", BirthDate("circa 07 Jul 1966", Precision.DAY, D(1966, 7, 7), D(1966, 7, 7), circa=True)),
        ("1960 to 1962", BirthDate("1960 to 1962", Precision.RANGE, D(1960, 1, 1), D(1962, 12, 31))),
        ("circa 1979-1982", BirthDate("circa 1979-1982", Precision.RANGE, D(1979, 1, 1), D(1982, 12, 31), circa=True)),
        ("01 Jan 1960 to 05 Mar 1960", BirthDate("01 Jan 1960 to 05 Mar 1960", Precision.RANGE, D(1960, 1, 1), D(1960, 3, 5))),
        ("31 Feb 1960", BirthDate("31 Feb 1960")),
        ("early 1950s", BirthDate("early 1950s")),
        ("", BirthDate("")),
    ],
)
def test_birth_dates(text, expected):
    assert read_birth_date(text) == expected


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("25 Aug 1956", "1956-08-25"),
        ("Feb 1956", "1956-02"),
        ("circa 1951", "1951~"),
        ("1960 to 1962", "1960-01-01/1962-12-31"),
        ("?", ""),
    ],
)
def test_birth_dates_in_short(text, iso):
    assert read_birth_date(text).iso == iso


@pytest.mark.parametrize(
    ("piece", "kind", "expected"),
    [
        ("POB Zvishavane, Zimbabwe", "birth_places", Place("Zvishavane, Zimbabwe", city="Zvishavane", country="Zimbabwe")),
        ("alt. POB Kuwait", "birth_places", Place("Kuwait")),
        ("nationality Korea, North", "nationalities", "Korea, North"),
        ("citizen Zimbabwe", "citizenships", "Zimbabwe"),
        ("Gender Female", "genders", "Female"),
        ("Linked To: HIZBALLAH", "links", Link("linked to", "HIZBALLAH")),
        ("a.k.a. 'CROCODILE'", "names", ListedName("CROCODILE", NameUse.ALIAS, Quality.WEAK)),
        ("f.k.a. 'ANA I'", "names", ListedName("ANA I", NameUse.FORMER, Quality.WEAK)),
        ("Passport AD005831 (Zimbabwe) issued 01 Jan 2010 expires 31 Dec 2019", "identifiers",
         Identifier("Passport", "AD005831", "Zimbabwe", "01 Jan 2010", "31 Dec 2019")),
        ("National ID No. 660000 73767 (Belgium)", "identifiers", Identifier("National ID No.", "660000 73767", "Belgium")),
        ("SWIFT/BIC HAVIGB2L", "identifiers", Identifier("SWIFT/BIC", "HAVIGB2L")),
        ("SWIFT/BIC QUENVELX", "identifiers", Identifier("SWIFT/BIC", "QUENVELX")),
        ("Vessel Registration Identification IMO 9187629", "identifiers",
         Identifier("Vessel Registration Identification", "IMO 9187629")),
        ("Public Registration Number 467323, Doc. 694710 (Panama)", "identifiers",
         Identifier("Public Registration Number", "467323, Doc. 694710", "Panama")),
        ("alt. Digital Currency Address - XBT 1Kuf2Rd8", "identifiers", Identifier("Digital Currency Address - XBT", "1Kuf2Rd8")),
        ("Secondary sanctions risk: section 1(b)", "particulars", Particular("Secondary sanctions risk", "section 1(b)")),
        ("Organization Established Date 17 Dec 2016", "particulars", Particular("Organization Established Date", "17 Dec 2016")),
        ("Additional Sanctions Information - Subject to more", "particulars",
         Particular("Additional Sanctions Information", "Subject to more")),
        ("ICTY indictee in custody", "remarks", "ICTY indictee in custody"),
        ("Passport unknown", "remarks", "Passport unknown"),
        ("alt. Head of nothing", "remarks", "alt. Head of nothing"),
    ],
)  # fmt: skip
def test_each_piece_finds_its_place(piece, kind, expected):
    said = vars(read_remarks(f"{piece}."))

    assert said.pop(kind) == [expected]
    assert not any(said.values())


@pytest.mark.parametrize("text", ["", ".", "; ; ", "-", "((((", "a (b; c", "DOB", "a.k.a. ''", "Linked To:"])
def test_odd_remarks_do_no_harm(text):
    read_remarks(text)


def test_brackets_hold_a_piece_together():
    assert read_remarks("one (two; three); four.").remarks == ["one (two; three)", "four"]


def test_open_bracket_swallows_nothing():
    assert read_remarks("one (two; three; four.").remarks == ["one (two", "three", "four"]
