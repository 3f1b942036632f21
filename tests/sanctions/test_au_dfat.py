import io
import zipfile
from datetime import date

import pytest

from sanctions.entries import Kind, ListedName, NameUse, Place
from sanctions.records import Malformed
from tests.sanctions.samples import body_of, read
from tests.sanctions.workbooks import HEADINGS, ROWS, workbook

BODY = body_of("au-dfat", "made-up")


def test_party_is_read_with_all_its_names():
    entry = read("au-dfat", BODY)["1"]

    assert entry.kind == Kind.PERSON
    assert entry.names == (ListedName("Maro Ilyich Teskan"), ListedName("Маро Тескан", NameUse.ALIAS))
    assert entry.programmes == ("Veldonia",)
    assert [birth.iso for birth in entry.birth_dates] == ["1963-01-14"]
    assert (entry.birth_places, entry.citizenships) == ((Place("Orsa, Veldonia"),), ("Veldonia",))
    assert (entry.remarks, entry.legal_bases) == (("Colonel",), ("Veldonia List 2022",))
    assert entry.act_published_on == date(2022, 1, 1)


def test_days_are_read_as_numbers_and_as_words():
    entry = read("au-dfat", BODY)["2"]

    assert (entry.kind, entry.act_published_on) == (Kind.ORGANISATION, date(2022, 2, 1))


def test_sample_is_what_the_tests_make():
    assert read("au-dfat", workbook(ROWS)) == read("au-dfat", BODY)


def bomb():
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as book, book.open("xl/worksheets/sheet1.xml", "w") as sheet:
        for _ in range(210):
            sheet.write(bytes(1024 * 1024))
    return made.getvalue()


BROKEN = {
    "a new column": (workbook([(*HEADINGS, "Mood"), *ROWS[1:]]), "nobody reads the column Mood"),
    "a column gone": (workbook([HEADINGS[:10]]), "the column of committees is missing"),
    "a column shifted": (workbook([ROWS[0], ("1", "x", *ROWS[1][1:-1])]), "is not a word that we know here"),
    "no day": (workbook([ROWS[0], (*ROWS[3][:11], "soon", "")]), "'soon' is no day"),
    "a cell beyond the headings": (workbook([ROWS[0], (*ROWS[3], "", "", "x")]), "has no heading"),
    "cut short": (BODY[: len(BODY) // 2], "is no whole workbook"),
    "a bomb": (bomb(), "would be 220,200,960 bytes long"),
    "broken inside": (workbook(ROWS, b"<"), "sheet1.xml"),
    "nothing inside": (workbook([]), "is missing"),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_strange_publication_is_refused_with_the_reason(kind):
    body, reason = BROKEN[kind]

    with pytest.raises(Malformed) as refused:
        read("au-dfat", body)

    assert reason in str(refused.value)
