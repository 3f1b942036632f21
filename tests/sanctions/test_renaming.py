"""A corrected name on a list that numbers nobody: noticed, put to a person, and called neither a delisting nor a listing."""

from datetime import date

import pytest

from sanctions.entries import PLACE_IN_LAW, BirthDate, Kind, ListedEntry, ListedName, Particular, Precision
from sanctions.models import Change, Twin
from sanctions.refresh import absorb
from sanctions.renaming import renamed
from sanctions.sources import SOURCES
from sanctions.statuses import TwinGround
from tests.sanctions.samples import body_of

CANADA = SOURCES["ca-sema"]
BODY = body_of("ca-sema")


def entry(name, *, place="item 5", born="1976-10-05", listed="2021-03-22", kind=Kind.PERSON, reference="new"):
    day = date.fromisoformat(born) if born else None
    return ListedEntry(
        reference=reference,
        kind=kind,
        names=(ListedName(name),),
        programmes=("Veldonia",),
        birth_dates=(BirthDate(born, Precision.DAY, day, day),) if day else (),
        particulars=(Particular(PLACE_IN_LAW, place),) if place else (),
        listed_on=date.fromisoformat(listed) if listed else None,
    )


@pytest.mark.parametrize(
    ("gone", "came", "ground"),
    [
        (entry("Maro Teskan"), entry("Maro Teskann"), TwinGround.PLACE),
        (entry("Maro Teskan"), entry("Ilya Borun"), TwinGround.PLACE),
        (entry("Maro Teskan"), entry("Maro Teskann", place="item 4"), TwinGround.SPELLING),
        (entry("Maro Teskan", born=""), entry("Maro Teskann", place="item 4"), TwinGround.SPELLING),
        (entry("Maro Teskan", listed=""), entry("Maro Ilyich Teskann", place=""), TwinGround.SPELLING),
        (entry("Maro Teskan"), entry("Ilya Borun", place="item 4"), None),
        (entry("Maro Teskan"), entry("Maro Teskann", place="item 4", born="1980-01-01", listed="2022-01-01"), None),
        (entry("Maro Teskan"), entry("Maro Teskan Holding", kind=Kind.ORGANISATION), None),
    ],
)
def test_who_came_may_be_who_left(gone, came, ground):
    assert list(renamed({7: gone}, [came])) == ([(7, "new", ground)] if ground else [])


def test_tranche_of_one_day_is_no_correction():
    came = [entry(f"Maro Teskan{letter}", place="", born="", reference=letter * 2) for letter in map(chr, range(97, 123))]

    assert list(renamed({7: entry("Maro Teskan", place="", born="")}, came * 2)) == []


@pytest.fixture
def corrected(db, settings, tmp_path):
    """Canada's list before and after it corrected a name."""
    settings.LIST_FLOORS = {CANADA.slug: 1}
    for body in (BODY, BODY.replace(b"Atabekov", b"Atabekow"), BODY.replace(b"Atabekov", b"Atabekow") + b"\n"):
        path = tmp_path / "list.xml"
        path.write_bytes(body)
        absorb(CANADA, {CANADA.parts[0].name: path})


def test_corrected_name_is_put_to_a_person_once(corrected):
    kinds = Change.objects.exclude(snapshot__previous=None).values_list("kind", flat=True)
    assert sorted(kinds) == ["added", "removed"]

    (twin,) = Twin.objects.all()

    assert (twin.kind, twin.ground) == ("renamed", "place")
    assert (twin.first.name, twin.second.name) == ("Khazalbek Bakhtibekovich Atabekov", "Khazalbek Bakhtibekovich Atabekow")


def test_corrected_name_is_not_shown_as_removed_and_added(corrected, sign_in, analyst):
    page = sign_in(analyst).get("/lists/ca-sema/").content.decode()

    assert "Left, perhaps as its name was corrected" in page
    assert "Added, perhaps another's corrected name" in page
    assert ">Removed " not in page


def test_after_a_person_said_two_parties_it_is_removed(corrected, sign_in, coordinator):
    client = sign_in(coordinator)

    client.post(f"/lists/twins/{Twin.objects.get().pk}/different/")

    page = client.get("/lists/ca-sema/").content.decode()
    assert "perhaps" not in page.split("What changed")[1]
    assert ">Removed " in page
