import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from sanctions.matching.entries import Entries
from sanctions.matching.lines import Refused
from sanctions.matching.screening import screen
from sanctions.matching.tables import Asked, UnreadTable, read_table
from tests.sanctions.pairs import body, person

pytestmark = pytest.mark.django_db
TESKAN = {"reference": "S-1", "kind": "person", "names": ["Маро Тескан"], "birth_dates": ["1971"], "countries": ["Veldonia"]}


def run(tmp_path, *lines, lists="us-ofac-sdn"):
    path, out, err = tmp_path / "subjects.jsonl", StringIO(), StringIO()
    path.write_bytes(b"\n".join(line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines))
    call_command("screen", str(path), lists=lists, format="jsonl", stdout=out, stderr=err)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_each_subject_comes_back_with_its_candidates(veldonia, tmp_path):
    found, nobody = run(tmp_path, TESKAN, {"names": ["Nobody Whatsoever"]})

    assert found["reference"] == "S-1"
    best = found["candidates"][0]
    assert (best["list"], best["entry"], best["band"]) == ("us-ofac-sdn", "91029", "strong")
    assert set(best) == {"list", "entry", "score", "band", "reasons"}
    assert nobody == {"reference": "2", "candidates": []}


def test_line_that_is_no_subject_is_named_and_the_others_are_screened(veldonia, tmp_path, capsys):
    with pytest.raises(CommandError, match="2 lines were left out"):
        run(tmp_path, b"{", {"names": 7}, TESKAN)


@pytest.mark.parametrize(
    ("lists", "words"), [("xx-none", "There is no list xx-none"), ("gb-fcdo", "Nothing is held of gb-fcdo yet")]
)
def test_list_that_is_not_there_is_refused(veldonia, tmp_path, lists, words):
    with pytest.raises(CommandError, match=words):
        run(tmp_path, TESKAN, lists=lists)


def test_only_the_lists_that_were_named_are_looked_at(veldonia):
    asked = [Asked("1", person("Maro Teskan", birth_dates=("1971",)))]

    assert next(screen(asked, Entries(lists=["gb-fcdo"]).hold()))["candidates"] == []
    assert next(screen(asked, Entries(lists=["us-ofac-sdn"]).hold()))["candidates"][0]["entry"] == "91029"


@pytest.mark.parametrize(
    "names",
    [(), ("",), ("x",), ("Unknown",), ("😀😀",), ("General",), ("Mr. Dr. Prof.",), (" ".join(["Maro"] * 500),), ("a" * 10_000,),
     ("Маро Teskan محمد 陈",), ("\u202e\u0000",), tuple(f"Name {number}" for number in range(300)), ("%_'\"\\",), ("١٢٣",)],
)  # fmt: skip
@pytest.mark.parametrize("held", [True, False])
def test_odd_names_are_answered(veldonia, names, held):
    entries = Entries().hold() if held else Entries()

    answers = list(screen([Asked("1", person(*names)), Asked("2", body(*names))], entries))

    assert [answer["reference"] for answer in answers] == ["1", "2"]
    assert all(candidate["band"] != "strong" for answer in answers for candidate in answer["candidates"])


@pytest.mark.parametrize(
    "dates", [("0000",), ("1971-13-45",), ("99999",), tuple(str(1900 + number) for number in range(60)), ("~/~",)]
)
def test_odd_birth_dates_are_answered(veldonia, dates):
    (answer,) = screen([Asked("1", person("Maro Teskan", birth_dates=dates))], Entries().hold())

    assert answer["candidates"][0]["entry"] == "91029"


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_table_is_read_by_its_heading(delimiter):
    rows = [["Ref", "Name", "Date of birth", "Nationality", "Remark"], ["7", "Maro Teskan", "1971", "by", "not read"]]

    asked = read_table("\r\n".join(delimiter.join(row) for row in rows))

    assert asked == [Asked("7", person("Maro Teskan", birth_dates=("1971",), countries=("by",)))]


def test_row_without_a_name_is_named_and_the_others_are_read():
    assert read_table("Name,Kind\n,person\nOrsa Guard,body\nX,ship\n") == [
        Refused(2, "There is no name in this row."),
        Asked("3", body("Orsa Guard")),
        Refused(4, "Kind has to be person or organisation."),
    ]


@pytest.mark.parametrize("text", ["", "\x00\x01", "PK\x03\x04 a workbook", "Nmae,Born\n" + "Maro,1971\n" * 50_000])
def test_table_with_a_broken_heading_is_refused_in_a_sentence(text):
    with pytest.raises(UnreadTable, match=r"No column is called Name|not a table"):
        read_table(text)
