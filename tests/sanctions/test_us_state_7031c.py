import pytest

from sanctions.entries import Kind, ListedName
from sanctions.records import Malformed
from tests.sanctions.samples import body_of, read

PAGE = body_of("us-state-7031c", "made-up")
WORDS = b"Name\tCountry\nTESKAN, Maro Ilyich\tVeldonia\n\nSadira Orsan ; Veldonia\nOrsan, Sadira\tHaiti\n"


def test_name_and_country_are_read():
    entries = read("us-state-7031c", PAGE)

    assert len(entries) == 3
    entry = next(iter(entries.values()))
    assert (entry.kind, entry.programmes, entry.nationalities) == (Kind.PERSON, ("7031(c)",), ("Veldonia",))
    assert entry.names == (ListedName("TESKAN, Maro Ilyich", family="TESKAN", given="Maro Ilyich"),)


def test_page_and_its_words_are_the_same_list():
    assert read("us-state-7031c", WORDS) == read("us-state-7031c", PAGE)


def test_one_name_in_two_countries_is_two():
    assert {reference[:2] for reference in read("us-state-7031c", PAGE)} == {"ve", "ht"}


BROKEN = {
    "a third column": (WORDS.replace(b"\tHaiti", b"\tHaiti\tcorruption"), "3 columns, where a name and a country"),
    "no country": (WORDS.replace(b"\tHaiti", b"\t"), "is neither a name nor a country"),
    "a number": (WORDS.replace(b"Haiti", b"2021"), "is neither a name nor a country"),
    "a page without the table": (PAGE.replace(b"Country", b"Reason"), "0 tables with a name and a country"),
    "a page with two": (PAGE.replace(b"</body>", PAGE[PAGE.index(b"<table>\n") :]), "2 tables"),
    "another encoding": ("Sadira Orsán\tVeldonia".encode("latin-1"), "is not in UTF-8"),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_strange_publication_is_refused_with_the_reason(kind):
    body, reason = BROKEN[kind]

    with pytest.raises(Malformed) as refused:
        read("us-state-7031c", body)

    assert reason in str(refused.value)
