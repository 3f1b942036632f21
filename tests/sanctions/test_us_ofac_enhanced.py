from datetime import date

import pytest

from sanctions.entries import Gone, Kind, Link, ListedName, NameUse, Particular, Quality
from sanctions.models import ListEntry, Snapshot
from sanctions.records import Malformed
from sanctions.refresh import absorb
from tests.sanctions.conftest import OFAC, csv_of, row
from tests.sanctions.samples import body_of, read

DELTA = body_of("us-ofac-sdn", "2026-08-26", "delta.xml")
WHOLE = DELTA.replace(
    b"https://www.treasury.gov/ofac/DeltaFile/1.0",
    b"https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/ENHANCED_XML",
)


def test_person_is_read_with_everything():
    entry = read("us-ofac-sdn", DELTA)["58463"]

    assert (entry.kind, entry.programmes) == (Kind.PERSON, ("SDGT",))
    assert entry.names == (
        ListedName("ALSAGHEER, Rawa", family="ALSAGHEER", given="Rawa"),
        ListedName("AL-SAGHIR, Ruwaa", NameUse.ALIAS, Quality.STRONG, family="AL-SAGHIR", given="Ruwaa"),
    )
    assert [birth.iso for birth in entry.birth_dates] == ["1997"]
    assert (entry.genders, entry.nationalities) == (("Female",), ("Palestinian",))
    assert entry.links == (Link("leader or official of", "MASAR BADIL", "58462"),)
    assert entry.legal_bases == ("Executive Order 13224 (Terrorism)",)
    assert entry.particulars[0] == Particular("Sanctions type", "Block")
    assert entry.listed_on == date(2026, 8, 26)


def test_whole_list_has_the_same_shape():
    assert read("us-ofac-sdn", WHOLE) == read("us-ofac-sdn", DELTA)


def test_who_is_taken_away_is_gone():
    assert read("us-ofac-sdn", DELTA.replace(b'id="58464" action="add"', b'id="58464" action="remove"'))["58464"] == Gone("58464")


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (DELTA.replace(b'action="add">\n      <generalInfo>', b'action="sing">\n      <generalInfo>'), "'sing' is not a word"),
        (DELTA.replace(b'<name id="90461">', b'<name id="90461" action="add">'), "nobody reads @action"),
        (DELTA.replace(b'<sanctionsProgram id="64093" refId="211">SDGT</sanctionsProgram>', b""), "perhaps it is given in part"),
        (DELTA.replace(b"isLowQuality>", b"isPoor>"), "nobody reads isPoor"),
    ],
)
def test_strange_publication_is_refused_with_the_reason(body, reason):
    with pytest.raises(Malformed) as refused:
        read("us-ofac-sdn", body)

    assert reason in str(refused.value)


@pytest.mark.django_db
def test_delta_changes_what_it_tells_of_and_nobody_else(publish, tmp_path):
    publish([*map(row, range(1, 20)), row(58464)], alt=b'3,1,"aka","OTHER, Name",-0- \r\n\x1a', on="2026-08-25")
    (tmp_path / "delta.xml").write_bytes(DELTA.replace(b'id="58464" action="add"', b'id="58464" action="remove"'))

    outcome = absorb(OFAC, {"sdn.csv": tmp_path / "delta.xml"})

    assert (outcome.verdict, outcome.entries, outcome.programmes) == ("absorbed", 20, {"GLOMAG": 19, "SDGT": 1})
    assert (outcome.changes["added"], outcome.changes["removed"], outcome.changes["amended"]) == (1, 1, 0)
    assert ListEntry.objects.listed().count() == 20
    assert Snapshot.objects.newest().older_parts == {"alt.csv": date(2026, 8, 25)}


@pytest.mark.django_db
def test_whole_list_after_a_delta_is_compared_as_before(publish, tmp_path):
    publish([*map(row, range(1, 20))], alt=b'3,1,"aka","OTHER, Name",-0- \r\n\x1a', on="2026-08-25")
    (tmp_path / "delta.xml").write_bytes(DELTA)
    absorb(OFAC, {"sdn.csv": tmp_path / "delta.xml"})
    (tmp_path / "again.csv").write_bytes(
        csv_of([*map(row, range(1, 20)), row(58463, programmes="SDGT"), row(58464, programmes="SDGT")])
    )

    changes = absorb(OFAC, {"sdn.csv": tmp_path / "again.csv"}).changes

    assert (changes["added"], changes["removed"], changes["amended"]) == (0, 0, 2)  # the two are said in other words now
