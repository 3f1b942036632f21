import re
from datetime import date

import pytest

from sanctions.entries import ListedName, NameUse, Particular
from sanctions.records import Malformed
from sanctions.sources import SOURCES
from tests.sanctions.samples import body_of, read

BODY = body_of("ca-jvcfoa")
SEMA = body_of("ca-sema", "2020-04-15")


def test_item_is_read_with_everything():
    entry = read("ca-jvcfoa", BODY)["1420316"]

    assert entry.names == (ListedName("Riad Toufic SALAMEH", family="SALAMEH", given="Riad Toufic"),)
    assert [(birth.text, birth.iso) for birth in entry.birth_dates] == [("July 17, 1950", "1950-07-17")]
    assert entry.particulars == (Particular("Place in the regulation", "item 71"),)
    assert (entry.listed_on, entry.in_force_on) == (None, date(2023, 8, 4))


def test_items_are_all_there_with_years_alone_or_none():
    entries = {entry.name: [birth.iso for birth in entry.birth_dates] for entry in read("ca-jvcfoa", BODY).values()}

    assert len(entries) == 16
    assert (entries["Raja SALAMEH"], entries["Min Aung HLAING"]) == (["1961"], [])


def test_item_is_joined_with_the_consolidated_list():
    mark = b"<GivenName>Gustavo Enrique</GivenName>"
    listed = SEMA.replace(mark, mark + b"<DateOfListing>2017-11-03</DateOfListing><Aliases>Gus</Aliases>")

    entry = next(
        entry for entry in read("ca-jvcfoa", BODY, sema_lmes=listed).values() if entry.names[0].family == "GONZÁLEZ LÓPEZ"
    )

    assert entry.listed_on == date(2017, 11, 3)
    assert entry.names[1:] == (ListedName("Gus", NameUse.ALIAS),)


def test_item_that_names_somebody_else_there_is_not_joined():
    listed = SEMA.replace("GONZÁLEZ LÓPEZ".encode(), b"TESKAN").replace(b"Gustavo Enrique", b"Maro")

    remarks = [entry.remarks for entry in read("ca-jvcfoa", BODY, sema_lmes=listed).values() if entry.remarks]

    assert remarks == [("The consolidated list names somebody else as item 3.",)]


def test_repealed_item_names_nobody():
    repealed = BODY.replace(b"Min Aung HLAING", b"[Repealed, SOR/2026-1, s. 1]")

    assert len(read("ca-jvcfoa", repealed)) == 15


def test_day_of_consolidation_stands_in_the_head():
    assert SOURCES["ca-jvcfoa"].published_on(BODY[:2048]) == date(2023, 12, 15)


BROKEN = {
    "no list": (BODY.replace(b"<List ", b"<Table ").replace(b"</List>", b"</Table>"), "0 lists in the schedule"),
    "items renamed": (BODY.replace(b"<Item ", b"<Entry ").replace(b"</Item>", b"</Entry>"), "nobody reads Entry"),
    "texts renamed": (re.sub(rb"<Text>([^<]*)</Text></Item>", rb"<Words>\1</Words></Item>", BODY), "nobody reads Label, Words"),
    "no identity": (BODY.replace(b'lims:fid="1420316"', b'lims:key="1420316"'), "nobody reads"),
    "another law": (BODY.replace(b"Regulation ", b"Statute ").replace(b"</Regulation>", b"</Statute>"), "its root is Statute"),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_strange_publication_is_refused_with_the_reason(kind):
    body, reason = BROKEN[kind]

    with pytest.raises(Malformed) as refused:
        read("ca-jvcfoa", body)

    assert reason in str(refused.value)
