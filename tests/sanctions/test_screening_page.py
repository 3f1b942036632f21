import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from sanctions.models import ListEntry
from tests.sanctions.workbooks import workbook

pytestmark = pytest.mark.django_db
ADDRESS = reverse("sanctions:screen")


def table(text):
    return SimpleUploadedFile("names.csv", text.encode() if isinstance(text, str) else text)


def test_staff_look_up_one_person_in_any_script(veldonia, sign_in, coordinator):
    page = sign_in(coordinator).post(ADDRESS, {"names": "Маро Тескан\nMaro Teskan", "kind": "person", "born": "1971"})

    entry = ListEntry.objects.get(reference="91029")
    assert page.context["found"][0]["candidates"][0]["entry"] == entry
    assert entry.get_absolute_url() in page.content.decode()
    assert "Strong" in page.content.decode()


def test_staff_look_up_a_table(veldonia, sign_in, coordinator):
    rows = "Ref,Name,Born,Kind\n1,Maro Teskan,1971,person\n2,Nobody Whatsoever,,person\n3,,,person\n"

    page = sign_in(coordinator).post(ADDRESS, {"kind": "person", "table": table(rows)})

    assert [answer["asked"].reference for answer in page.context["found"]] == ["1"]
    assert "2 names were looked for, 1 may be on a list" in page.content.decode()
    assert "Line 4: There is no name in this row." in page.content.decode()


def test_staff_look_up_a_workbook(veldonia, sign_in, coordinator):
    rows = [("Ref", "Name", "Born", "Country"), ("S-1", "Маро Тескан", 26055, "Veldonia"), ("S-2", "Nobody Known", "", "")]
    sent = SimpleUploadedFile("names.xlsx", workbook(rows))

    page = sign_in(coordinator).post(ADDRESS, {"kind": "person", "table": sent})

    assert [answer["asked"].reference for answer in page.context["found"]] == ["S-1"]
    assert page.context["found"][0]["asked"].facts.birth_dates == ("1971-05-02",)


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({}, "Write a name, or choose a table."),
        ({"names": " \n "}, "Write a name, or choose a table."),
        ({"table": table("Nmae,Born\n" + "Maro,1971\n" * 50_000)}, "No column is called Name."),
        ({"table": table("Name\n" + "Maro\n" * 1_001)}, "The table has 1001 rows"),
        ({"table": table(b"PK\x03\x04\xff\xfe")}, "The file is not a whole workbook."),
    ],
)
def test_what_cannot_be_read_is_refused_in_a_sentence(veldonia, sign_in, coordinator, sent, words):
    page = sign_in(coordinator).post(ADDRESS, {"kind": "person", **sent})

    assert page.status_code == 200
    assert words in page.content.decode()


@pytest.mark.parametrize("names", ["x", "Unknown", "😀", "\u202e", "Mr Dr", "%' OR 1=1 --", "a " * 900])
def test_odd_names_are_answered(veldonia, sign_in, coordinator, names):
    assert sign_in(coordinator).post(ADDRESS, {"names": names, "kind": "organisation"}).status_code == 200


def test_partners_are_not_shown_the_lists(sign_in, partner):
    assert sign_in(partner).post(ADDRESS, {"names": "Maro Teskan", "kind": "person"}).status_code == 403
