"""What publishers really answer with HTTP 200. Whatever it is: set aside with the reason, and nobody is gone."""

import pytest

from sanctions import archive
from sanctions.models import Change, ListEntry, Snapshot
from tests.sanctions.conftest import VELDONIA, csv_of, row

pytestmark = pytest.mark.django_db
WHOLE = (VELDONIA / "2022-12-09" / "sdn.csv").read_bytes()
S3 = b'<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>NoSuchKey</Code><Message>The key does not exist.</Message></Error>'
BAD = {
    "empty": (b"", "sdn.csv is empty."),
    "only the end mark": (b"\r\n\x1a", "sdn.csv is empty."),
    "web page": (b"<!DOCTYPE html>\n<html><body>Busy</body></html>", "sdn.csv is not the list but a web page."),
    "web page without a type": (b"\n <HTML><p>Busy", "sdn.csv is not the list but a web page."),
    "JSON": (b'{"status":500,"error":"Internal"}', "sdn.csv is not the list but a JSON document."),
    "S3": (S3, "sdn.csv is not the list but an XML document that says NoSuchKey."),
    "a third dropped": (csv_of(WHOLE.decode().split("\r\n")[:20]), "20 entries, where 31 were last held"),
    "below the floor": (csv_of([row(1)]), "1 entries, where at least 5 are expected."),
    "a column shifted": (WHOLE.replace(b'"individual"', b'-0- ,"individual"'), "13 columns instead of 12"),
    "columns changed places": (WHOLE.replace(b'"individual","GLOMAG"', b'"GLOMAG","individual"'), "is no kind of entry"),
    "an entry twice": (csv_of([*WHOLE.decode().split("\r\n")[:-1], row(91005)]), "Entry 91005 stands in the publication twice."),
    "another encoding": (WHOLE.replace(b"TESKAN", "TÉSKAN".encode("latin-1")), "a character that is not ASCII"),
    "UTF-16": (WHOLE.decode().encode("utf-16"), "sdn.csv"),
    "zeros": (bytes(5000), "sdn.csv is made of zeros."),
    "not a line": (b"the list is at lunch", "1 columns instead of 12"),
}


def everything():
    fields = ("reference", "kind", "name", "digest", "first_seen", "gone_since")
    return list(ListEntry.objects.order_by("pk").values_list(*fields)), Change.objects.count()


@pytest.mark.parametrize("kind", BAD)
def test_bad_publication_is_set_aside_and_changes_nobody(veldonia, publish, kind):
    body, reason = BAD[kind]
    before = everything()

    outcome = publish(sdn=body)

    assert outcome.verdict == "quarantined"
    assert reason in outcome.reason
    assert outcome.entries == 31
    assert everything() == before
    assert Snapshot.objects.newest().reason == outcome.reason


@pytest.mark.parametrize("position", range(1, 31))
def test_publication_cut_short_is_set_aside_and_changes_nobody(veldonia, publish, position):
    before = everything()

    outcome = publish(sdn=WHOLE[: len(WHOLE) * position // 31])

    assert outcome.verdict == "quarantined"
    assert everything() == before


def test_cut_at_the_end_of_a_line_is_seen(veldonia, publish):
    assert "cut short after line 30" in publish(sdn=b"\r\n".join(WHOLE.split(b"\r\n")[:30]) + b"\r\n").reason


def test_first_publication_can_be_bad(publish):
    outcome = publish(sdn=b"")

    assert (outcome.verdict, outcome.entries, ListEntry.objects.count()) == ("quarantined", 0, 0)


def test_same_bad_publication_again_is_no_new_row(veldonia, publish):
    for _ in range(2):
        assert publish(sdn=b"").verdict == "quarantined"

    assert Snapshot.objects.count() == 3


def test_good_publication_after_a_bad_one_is_absorbed(veldonia, publish):
    publish(sdn=b"")

    outcome = publish([*WHOLE.decode().split("\r\n")[:-1], row(91032)])

    assert outcome.verdict == "absorbed"
    assert outcome.changes["removed"] == 0


def test_what_we_hold_is_confirmed_after_a_bad_publication(veldonia, publish):
    publish(sdn=b"")

    assert publish(sdn=WHOLE).verdict == "unchanged"


def test_bad_alias_file_sets_the_whole_publication_aside(veldonia, publish):
    outcome = publish([*WHOLE.decode().split("\r\n")[:-1], row(91032)], alt=b"<html>")

    assert outcome.reason == "alt.csv is not the list but a web page."


def test_day_given_out_of_order_sets_a_publication_aside(veldonia, publish):
    outcome = publish([*WHOLE.decode().split("\r\n")[:-1], row(91032)], on="2022-12-01")

    assert outcome.reason == "It was published on 2022-12-01, before what we hold, of 2022-12-09."


def test_bytes_set_aside_are_kept(veldonia, publish):
    publish(sdn=S3)

    with archive.open_kept("us-ofac-sdn", Snapshot.objects.newest().parts["sdn.csv"]["sha256"]) as kept:
        assert kept.read() == S3
