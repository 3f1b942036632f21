import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.sanctions.conftest import row

pytestmark = pytest.mark.django_db
PAGES = {
    "lists": "/lists/",
    "list": "/lists/us-ofac-sdn/",
    "entry": "/lists/us-ofac-sdn/9/",
    "search": "/lists/search/?q=nobody",
    "programmes": "/lists/programmes/",
    "programme": "/lists/programmes/US-GLOMAG/",
    "vocabularies": "/lists/vocabularies/",
    "vocabulary": "/lists/vocabularies/victim_group/",
}
OWN_QUERIES = {
    "lists": 2,
    "list": 3,
    "entry": 5,
    "search": 2,
    "programmes": 2,
    "programme": 6,
    "vocabularies": 1,
    "vocabulary": 1,
}


@pytest.fixture
def staff(sign_in, analyst):
    return sign_in(analyst)


@pytest.fixture
def two_days(publish, settings):
    """Two publications of a short list: so many entries are new on the second day."""
    settings.LIST_FLOORS = {"us-ofac-sdn": 1}

    def make(rows):
        publish([row(9)], on="2022-12-07")
        return publish([row(9, programmes="GLOMAG] [IRAQ2"), *map(row, range(10, 10 + rows))], on="2022-12-08")

    return make


@pytest.mark.parametrize("page", PAGES)
def test_partners_are_refused(sign_in, partner, page):
    assert sign_in(partner).get(PAGES[page]).status_code == 403


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("page", PAGES)
def test_pages_ask_the_database_little(staff, two_days, law, page, rows):
    two_days(rows)

    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert staff.get(PAGES[page]).status_code == 200

    assert len([query for query in asked if "sanctions_" in query["sql"]]) == OWN_QUERIES[page]


def test_overview_says_why_a_publication_was_set_aside(staff, two_days, publish):
    two_days(3)
    publish(sdn=b"")

    page = staff.get(PAGES["lists"]).content.decode()

    assert "sdn.csv is empty." in page
    assert "8 Dec 2022" in page


def test_overview_forgets_what_was_set_aside_once_the_list_is_confirmed(staff, two_days, publish):
    two_days(3)
    publish(sdn=b"")
    publish([row(9, programmes="GLOMAG] [IRAQ2"), *map(row, range(10, 13))])

    assert "is empty" not in staff.get(PAGES["lists"]).content.decode()


def test_list_shows_what_changed_and_between_which_days(staff, two_days):
    two_days(1)

    page = staff.get(PAGES["list"]).content.decode()

    assert "After 7 December 2022, by 8 December 2022" in page
    assert "Programme added IRAQ2" in page


@pytest.mark.parametrize(
    ("slug", "said"),
    [("us-state-7031c", "untested on original bytes"), ("us-ofac-sdn", "delta files: read on excerpts of published files alone")],
)
def test_list_says_on_what_its_reading_was_tried(staff, slug, said):
    assert said in " ".join(staff.get(f"/lists/{slug}/").content.decode().split())


def test_entry_shows_programmes_and_versions(staff, two_days):
    two_days(1)

    page = staff.get(PAGES["entry"]).content.decode()

    assert "after 7 Dec 2022, by 8 Dec 2022" in " ".join(page.split())
    assert "As of 7 December 2022" in page


def test_entry_that_is_gone_says_so(staff, publish):
    everybody = [row(number) for number in range(1, 10)]
    publish(everybody, on="2022-12-07")
    publish(everybody[:-1], on="2022-12-08")

    assert "Not on the list of 8 December 2022 any more" in staff.get(PAGES["entry"]).content.decode()


def test_search_finds_a_name_in_another_script(staff, veldonia):
    page = staff.get("/lists/search/", {"q": "Тескан"}).content.decode()

    assert "TESKAN, Maro" in page
    assert "GESKARI" not in page


@pytest.mark.parametrize("words", ["", "%", "''", "\x00", "Zzyzx"])
def test_search_for_nothing_finds_nobody(staff, veldonia, words):
    assert staff.get("/lists/search/", {"q": words}).status_code == 200


@pytest.mark.parametrize(
    "address",
    ["/lists/xx-nothing/", "/lists/us-ofac-sdn/404/", "/lists/xx-nothing/9/", "/lists/programmes/XX/", "/lists/vocabularies/xx/"],
)
def test_what_is_not_there_is_not_found(staff, two_days, address):
    two_days(1)

    assert staff.get(address).status_code == 404


def test_programmes_say_what_nobody_verified(staff, law):
    page = staff.get(PAGES["programmes"]).content.decode()

    assert "Global Magnitsky" in page
    assert "Not verified" in page
    assert "This is no legal advice" in page
    assert "Described, not asked yet" in page  # Australia
