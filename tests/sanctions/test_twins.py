"""Listed twice, merged, two regimes: recognised, put to a person, and never called a delisting."""

from datetime import date

import pytest

from sanctions import decisions
from sanctions.entries import BirthDate, Identifier, Kind, ListedEntry, ListedName, NameUse, Precision
from sanctions.models import Twin
from sanctions.reading import Reading, ground_of
from sanctions.statuses import TwinGround, TwinVerdict
from tests.sanctions.conftest import row

pytestmark = pytest.mark.django_db
BORN = "DOB 05 Oct 1976; POB Teskan, Veldonia."
OTHERS = [row(number, name=f"OTHER, Number{number}") for number in range(1, 10)]


def entry(reference="1", names=("Maro Teskan",), born="", group="", number="", kind=Kind.PERSON):
    day = date.fromisoformat(born) if born else None
    return ListedEntry(
        reference=reference,
        kind=kind,
        names=tuple(ListedName(name, NameUse.ALIAS if place else NameUse.PRIMARY) for place, name in enumerate(names)),
        programmes=("GLOMAG",),
        birth_dates=(BirthDate(born, Precision.DAY, day, day),) if day else (),
        identifiers=(Identifier("Passport", number, "Veldonia"),) if number else (),
        group=group,
    )


def noticed():
    return sorted(Twin.objects.values_list("first__reference", "second__reference", "kind", "ground"))


def test_person_listed_anew_beside_the_old_entry_is_a_double(publish):
    publish([*OTHERS, row(23343, name="TESKAN, Maro Ilyich", remarks=BORN)])
    publish([*OTHERS, row(23343, name="TESKAN, Maro Ilyich", remarks=BORN), row(36459, name="TESKAN, Maro Ilyich", remarks=BORN)])

    assert noticed() == [("23343", "36459", "double", "name_and_birth")]


def test_entry_that_leaves_as_its_twin_stays_was_perhaps_merged(publish):
    both = [row(23343, name="TESKAN, Maro", remarks=BORN), row(36459, name="TESKAN, Maro", remarks=BORN, programmes="RUSSIA")]
    publish([*OTHERS, *both])
    publish([*OTHERS, row(23343, name="TESKAN, Maro", remarks=BORN, programmes="GLOMAG] [RUSSIA")])

    assert noticed() == [("36459", "23343", "merged", "name_and_birth")]
    (twin,) = Twin.objects.filter(kind="merged")
    assert list(Twin.objects.left([twin.first_id])) == [twin]


def test_entry_that_leaves_alone_has_no_twin(publish):
    publish([*OTHERS, row(36459, name="TESKAN, Maro", remarks=BORN)])
    publish(OTHERS)

    assert noticed() == []


def test_pair_is_noticed_once_and_what_was_said_stands(publish, coordinator):
    both = [row(23343, name="TESKAN, Maro", remarks=BORN), row(36459, name="TESKAN, Maro", remarks=BORN)]
    publish([*OTHERS, *both])
    decisions.say_of_twins(Twin.objects.get(), TwinVerdict.DIFFERENT, by=coordinator)

    publish([*OTHERS, *both, row(10)])

    assert list(Twin.objects.values_list("verdict", "said_by__name")) == [("different", "Coordinator")]


@pytest.mark.parametrize(
    ("one", "other", "ground"),
    [
        (entry(group="13920"), entry("2", ("Somebody Else",), group="13920"), TwinGround.GROUP),
        (entry(number="AD 001-095"), entry("2", ("Somebody Else",), number="AD001095"), TwinGround.NUMBER),
        (entry(born="1976-10-05"), entry("2", ("TESKAN, Maro",), born="1976-10-05"), TwinGround.NAME_AND_BIRTH),
        (entry(born="1976-10-05"), entry("2", ("M T", "Teskan Maro"), born="1976-10-05"), TwinGround.NAME_AND_BIRTH),
        (entry(), entry("2"), TwinGround.NAME),
        (entry(kind=Kind.ORGANISATION), entry("2", kind=Kind.ORGANISATION), TwinGround.NAME),
        (entry(born="1976-10-05"), entry("2", born="1977-10-05"), None),
        (entry(), entry("2", kind=Kind.ORGANISATION), None),
        (entry(), entry("2", ("Maro Ilyich Teskan",)), None),
        (entry(number="123"), entry("2", ("Somebody Else",), number="123"), None),
    ],
)
def test_what_hardly_two_parties_share(one, other, ground):
    assert ground_of(one, other) == ground


def test_what_many_share_tells_nobody_apart():
    with Reading() as reading:
        for reference in "12345":
            reading.add(entry(reference))

        assert list(reading.alike()) == []
