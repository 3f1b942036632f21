"""Rows of a spreadsheet without a database: what is understood, what is refused and why, what stands there twice."""

from datetime import date

import pytest
import time_machine

from delivery.past.columns import guess
from delivery.past.known import Known
from delivery.past.rows import Choices, read_rows
from delivery.past.tables import LARGEST, Table, UnreadTable, read_table
from sanctions.matching.names import fold
from tests.sanctions.workbooks import workbook

HEADINGS = ["Subject", "Government", "Date sent", "Partner", "Type", "DOB", "Programme", "Position"]
GOOD = ["Kesta Adrenno", "US", "2019-04-03", "Orsa Network", "", "1958", "", "Minister of Mines"]
CHOICES = Choices(partner=7, programmes={"us": 1, "gb": 2, "ca": 3, "eu": 4})


@pytest.fixture(autouse=True)
def in_2026():
    with time_machine.travel("2026-11-25", tick=False):
        yield


def known(**fields):
    programmes = {"us": {"glomag": 1, "us-7031c": 5}, "gb": {}, "ca": {}, "eu": {}}
    return Known(partners={"orsa network": 11}, programmes=programmes, **fields)


def read(*rows, known_=None):
    table = Table(HEADINGS, list(enumerate(rows, start=2)))
    return list(read_rows(table, guess(HEADINGS), CHOICES, known_ or known()))


def changed(**cells):
    places = guess(HEADINGS)
    return [cells.get(next((code for code, at in places.items() if at == place), ""), cell) for place, cell in enumerate(GOOD)]


def test_columns_are_guessed_by_their_headings():
    assert guess(HEADINGS) == {
        "name": 0,
        "government": 1,
        "sent_on": 2,
        "partner": 3,
        "kind": 4,
        "born": 5,
        "programme": 6,
        "post": 7,
    }


def test_row_is_understood():
    (reading,) = read(GOOD)

    ask = reading.ask
    assert (ask.name, ask.kind, ask.government, ask.programme, ask.sent_on) == (
        "Kesta Adrenno",
        "person",
        "us",
        1,
        date(2019, 4, 3),
    )
    assert (ask.partner, ask.born, ask.post, reading.is_new) == (11, "1958", "Minister of Mines", True)


def test_what_a_row_does_not_say_is_what_was_chosen():
    (reading,) = read(changed(partner="", programme="", government="Canada"))

    assert (reading.ask.partner, reading.ask.programme) == (7, 3)


REFUSED = [
    ({"name": ""}, "It does not say who was recommended."),
    ({"name": "x" * 301}, "“Who was recommended” is longer than 300 characters."),
    ({"name": "Kesta\u202eAdrenno"}, "There is an invisible character in “Who was recommended”. Type it anew."),
    ({"government": ""}, "It does not say which government was asked."),
    ({"government": "Norway"}, "“Norway” is no government that can be asked here. Write US, UK, Canada or EU."),
    ({"sent_on": ""}, "It does not say on which day it was sent."),
    ({"sent_on": "spring 2019"}, "“spring 2019” is no day. Write it such as 2019-04-03."),
    ({"sent_on": "2031-01-01"}, "2031-01-01 is still to come. Write the day on which it was sent."),
    ({"partner": "Orsa Netwrk"}, "No organisation here is called “Orsa Netwrk”. Is it “orsa network”? Write it so."),
    ({"partner": "Zz"}, "No organisation here is called “Zz”. Add it under People first, or leave it empty."),
    ({"kind": "ship"}, "“ship” is neither a person nor a body. Write person or body."),
    ({"born": "about 1958"}, "“about 1958” is no birth date. Write 1971, 1971-05 or 1971-05-03."),
    ({"programme": "GLOMAGG"}, "“GLOMAGG” is no programme of this government that we know. Write its code or leave it empty."),
]


@pytest.mark.parametrize(("cells", "words"), REFUSED)
def test_wrong_row_is_refused_in_plain_words(cells, words):
    (reading,) = read(changed(**cells))

    assert reading.problems == (words,)


def test_everything_wrong_with_a_row_is_said_at_once():
    (reading,) = read(changed(name="", government="Norway", sent_on="soon"))

    assert len(reading.problems) == 3


def test_second_row_that_says_the_same_is_a_double_however_it_is_spelled():
    first, second, other = read(GOOD, changed(name="ADRENNO, Kesta", sent_on="3 April 2019"), changed(sent_on="2019-04-04"))

    assert [(row.same_as, row.is_new) for row in (first, second, other)] == [(0, True), (2, False), (0, True)]


def test_what_is_here_already_is_not_new():
    here = known(asks={(11, fold("Kesta Adrenno"), "us", date(2019, 4, 3))})

    (reading,) = read(GOOD, known_=here)

    assert (reading.is_here, reading.is_new) == (True, False)


TEXTS = [
    "Subject,Government\nA,US\n".encode("utf-8-sig"),
    b"Subject;Government\r\nA;US\r\n",
    "Subject\tGovernment\nA\tUS\n".encode("utf-16"),
    workbook([["Subject", "Government"], ["A", "US"]]),
]


@pytest.mark.parametrize("body", TEXTS)
def test_table_is_read_in_each_form(body):
    import io

    table = read_table(io.BytesIO(body))

    assert (table.headings, table.rows) == (["Subject", "Government"], [(2, ["A", "US"])])


UNREAD = [
    (b"", "There is no row below the headings. The first row says what each column is."),
    (b"Subject,Government\n", "There is no row below the headings. The first row says what each column is."),
    (b"PK\x03\x04broken", "This workbook cannot be read. Save it anew as .xlsx, or as CSV in UTF-8."),
    (
        "Маро,US\nМаро,US".encode("cp1251"),
        "This is no table that we can read. Save it as an Excel workbook (.xlsx) or as CSV in UTF-8.",
    ),
    (b"a,b\n" * 20_002, "There are more than 20000 rows. Divide the spreadsheet."),
    (b"a" * (LARGEST + 1), "The spreadsheet is larger than 10 MB. Divide it."),
]


@pytest.mark.parametrize(("body", "words"), UNREAD)
def test_what_is_no_table_is_refused_in_plain_words(body, words):
    import io

    with pytest.raises(UnreadTable) as refusal:
        read_table(io.BytesIO(body))

    assert str(refusal.value) == words
