import pytest

from sanctions.matching.candidates import SubjectFacts, find_candidates
from sanctions.matching.score import ALGORITHM
from sanctions.models import ListEntry
from tests.sanctions.conftest import row
from tests.sanctions.pairs import body, person

pytestmark = pytest.mark.django_db
TESKAN = SubjectFacts(
    kind="person", names=("Maro Ilyich Teskan", "Маро Ильич Тескан"), birth_dates=("1971",), countries=("Veldonia",)
)


def found(subject, **options):
    references = dict(ListEntry.objects.values_list("pk", "reference"))
    return [(references[match.entry_id], match.band) for match in find_candidates(subject, **options)]


def test_teskan_is_found_and_nobody_else(veldonia):
    assert found(TESKAN) == [("91029", "strong")]


@pytest.mark.parametrize("name", ["Маро Тескан", "Tescan Maro", "Maro Teskann", "Maru Teskan", "ТЕСКАН Маро Ильич"])
def test_teskan_is_found_under_other_spellings(veldonia, name):
    assert found(person(name, birth_dates=("1971",)))[0] in {("91029", "strong"), ("91029", "probable")}


def test_reasons_come_with_a_match(veldonia):
    (match,) = find_candidates(TESKAN)

    assert match.algorithm == ALGORITHM
    assert match.score < 1
    assert [(reason["what"], reason["verdict"]) for reason in match.reasons] == [
        ("name", "agrees"),
        ("other names", "agrees"),
        ("birth date", "agrees"),
        ("country", "agrees"),
        ("position", "nothing to compare"),
    ]
    assert all(set(reason) >= {"what", "ours", "theirs", "verdict", "words"} for reason in match.reasons)


def test_another_birth_date_demotes(veldonia):
    assert found(person("Maro Teskan", birth_dates=("1949",))) == [("91029", "possible")]


def test_body_is_found_among_bodies(veldonia):
    assert found(body("Orsa Mining Guard"))[0][0] == "91030"
    assert found(body("Maro Teskan")) == []


def test_search_can_be_narrowed(veldonia):
    teskan = ListEntry.objects.get(reference="91029")

    assert found(TESKAN, entries={teskan.pk}) == [("91029", "strong")]
    assert found(TESKAN, entries=ListEntry.objects.exclude(pk=teskan.pk)) == []
    assert found(TESKAN, entries=[]) == []


def test_who_is_gone_is_looked_at_only_when_asked_for(publish):
    everybody = [*map(row, range(1, 9)), row(9, name="TESKAN, Maro")]
    publish(everybody)
    publish(everybody[:-1])

    assert found(person("Maro Teskan")) == []
    assert found(person("Maro Teskan"), entries=ListEntry.objects.filter(reference="9")) == [("9", "probable")]


def test_amended_name_is_found_and_the_old_one_is_not(publish):
    everybody = [*map(row, range(1, 9))]
    publish([*everybody, row(9, name="TESKAN, Maro")])
    publish([*everybody, row(9, name="OTHERWISE, Bel")])

    assert found(person("Maro Teskan")) == []
    assert found(person("Bel Otherwise")) == [("9", "probable")]


@pytest.mark.parametrize("name", ["", "%", "'; --", "\\", "\u202e", "a" * 5000])
def test_odd_names_find_nobody(veldonia, name):
    assert found(person(name)) == []
