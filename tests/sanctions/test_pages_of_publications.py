"""Pages on which staff see what was set aside, decide, bring files, and say what two entries are."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.roles import Role
from jobs.models import Job
from sanctions.models import ListEntry, Snapshot, Twin
from sanctions.tasks import absorb_files
from tests.sanctions.conftest import csv_of, row

pytestmark = pytest.mark.django_db
EVERYBODY = [row(number) for number in range(1, 21)]
BORN = "DOB 05 Oct 1976."


@pytest.fixture
def short(publish):
    publish(EVERYBODY, on="2022-12-08")
    publish(EVERYBODY[5:], on="2022-12-09")
    return Snapshot.objects.newest()


def test_two_people_take_a_publication_in(sign_in, short, coordinator, enlist, coalition):
    address = short.get_absolute_url()
    first = sign_in(coordinator)
    page = first.get(address).content.decode()
    assert "15 entries, where 20 were last held" in page
    assert "I would take it in" in page

    after = first.post(f"{address}propose/", follow=True).content.decode()
    assert "Take it in now" not in after

    second = sign_in(enlist("Second", coalition, Role.REFERENCE_EDITOR))
    assert "Take it in now" in second.get(address).content.decode()
    assert "Taken in by two people" in second.post(f"{address}release/", follow=True).content.decode()
    assert ListEntry.objects.listed().count() == 15


def test_unreadable_publication_offers_no_taking_in(sign_in, publish, coordinator):
    publish(EVERYBODY)
    publish(sdn=b"<html>")

    page = sign_in(coordinator).get(Snapshot.objects.newest().get_absolute_url()).content.decode()

    assert "It cannot be read, so it cannot be taken in." in page
    assert "I would take it in" not in page
    assert "Refuse it" in page


def test_reader_sees_and_decides_nothing(sign_in, short, analyst):
    page = sign_in(analyst).get(short.get_absolute_url()).content.decode()

    assert "15 entries, where 20 were last held" in page
    assert "<form method=" not in page.split("What arrived")[0].split("Publication of")[1]


def test_published_file_is_had_byte_for_byte(sign_in, short, analyst):
    client, address = sign_in(analyst), f"{short.get_absolute_url()}sdn.csv"
    assert f'href="{address}"' in client.get(short.get_absolute_url()).content.decode()

    answer = client.get(address)

    assert b"".join(answer.streaming_content) == csv_of(EVERYBODY[5:])
    assert answer["Content-Disposition"] == 'attachment; filename="us-ofac-sdn-2022-12-09-sdn.csv"'
    assert client.get(f"{short.get_absolute_url()}alt.csv").status_code == 404
    assert client.get(f"/lists/gb-fcdo/publications/{short.pk}/sdn.csv").status_code == 404


def test_files_are_brought_and_read(sign_in, coordinator):
    files = [
        SimpleUploadedFile("SDN.csv", csv_of(EVERYBODY)),
        SimpleUploadedFile("alt.csv", b'3,1,"aka","OTHER, Name",-0- \r\n\x1a'),
    ]

    sign_in(coordinator).post("/lists/us-ofac-sdn/bring/", {"brought": files, "published_on": "2022-12-08"})

    job = Job.objects.get(kind="sanctions.absorb_files")
    assert absorb_files(**job.arguments)["entries"] == 20
    assert str(Snapshot.objects.get().published_on) == "2022-12-08"
    assert absorb_files(**job.arguments)["verdict"] == "unchanged"


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({}, "Bring a file."),
        ({"brought": [("a.csv", b"1"), ("b.csv", b"2")]}, "us-ofac-sdn has no part a.csv, b.csv"),
        ({"brought": [("alt.csv", b"1")]}, "us-ofac-sdn cannot be read without sdn.csv."),
        ({"brought": [("sdn.csv", b"1")], "published_on": "2999-01-01"}, "This day has not come yet."),
    ],
)
def test_what_cannot_be_brought_is_said(sign_in, coordinator, sent, said):
    form = {**sent, "brought": [SimpleUploadedFile(name, body) for name, body in sent.get("brought", [])]}

    page = sign_in(coordinator).post("/lists/us-ofac-sdn/bring/", form).content.decode()

    assert said in page
    assert Job.objects.filter(kind="sanctions.absorb_files").count() == 0


def test_somebody_says_what_two_entries_are(sign_in, publish, coordinator):
    publish([*EVERYBODY, row(98, name="TESKAN, Maro", remarks=BORN), row(99, name="TESKAN, Maro", remarks=BORN)])
    client = sign_in(coordinator)
    assert "TESKAN, Maro" in client.get("/lists/twins/").content.decode()

    client.post(f"/lists/twins/{Twin.objects.get().pk}/same/")

    assert "TESKAN, Maro" not in client.get("/lists/twins/").content.decode()
    assert "One party: <bdi>Coordinator</bdi>" in client.get("/lists/us-ofac-sdn/99/").content.decode()


def test_who_left_as_a_twin_stayed_is_not_called_removed(sign_in, publish, analyst):
    publish([*EVERYBODY, row(98, name="TESKAN, Maro", remarks=BORN), row(99, name="TESKAN, Maro", remarks=BORN)])
    publish([*EVERYBODY[1:], row(98, name="TESKAN, Maro", remarks=BORN)])

    page = sign_in(analyst).get("/lists/us-ofac-sdn/").content.decode()

    assert page.count("Left, perhaps merged with another") == 1
    assert page.count(">Removed ") == 1


def test_changes_and_entries_of_one_programme(sign_in, publish, analyst):
    publish([*EVERYBODY[:18], row(19, programmes="IRAQ2"), row(20, programmes="IRAQ2")])
    publish([*EVERYBODY[:17], row(18, programmes="GLOMAG] [IRAQ2"), row(19, programmes="IRAQ2", remarks=BORN), row(20)])
    client = sign_in(analyst)

    changes = client.get("/lists/us-ofac-sdn/", {"programme": "IRAQ2"}).context["page_obj"]
    entries = client.get("/lists/us-ofac-sdn/entries/", {"programme": "IRAQ2", "kind": "person"}).context["page_obj"]

    assert sorted((change.entry.reference, change.kind) for change in changes) == [
        ("18", "programme_added"),
        ("19", "amended"),
        ("20", "programme_removed"),
    ]
    assert [entry.reference for entry in entries] == ["18", "19"]


def test_entry_says_what_changed_when(sign_in, publish, analyst):
    publish([*EVERYBODY[1:], row(1, remarks="DOB 1970.")], on="2022-12-08")
    publish([*EVERYBODY[1:], row(1, remarks="DOB 1971.")], on="2022-12-09")

    page = sign_in(analyst).get("/lists/us-ofac-sdn/1/").content.decode()

    assert "<del>1970</del>" in page
    assert "<ins>1971</ins>" in page
    assert "After 8 December 2022, by 9 December 2022" in " ".join(page.split())


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("page", "expected"), [("twins/", 2), ("us-ofac-sdn/entries/", 3)])
def test_pages_ask_the_database_little(sign_in, publish, analyst, rows, page, expected):
    pairs = [
        row(number, name=f"TESKAN, {'abc'[number % 3]}", remarks=BORN) for number in range(100, 100 + 3 * 2) if number % 3 < rows
    ]
    publish([*EVERYBODY[:6], *pairs])
    client = sign_in(analyst)

    with CaptureQueriesContext(connection) as asked:
        client.get(f"/lists/{page}")

    assert len([query for query in asked if "sanctions_" in query["sql"]]) == expected
