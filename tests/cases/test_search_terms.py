"""Groups, roles, abuses and places narrow a search: they stand in the index as terms, for which no words are taken."""

import pytest
from django.db import connection

from cases.finding import index, terms
from cases.finding.find import find, snippets
from cases.finding.grammar import parse
from cases.models import Case, Claim, Incident, SearchText
from cases.statuses import CaseStatus as S
from tests.cases import test_search
from vault.sight import look_as

pytestmark = pytest.mark.django_db
everything, told, titles = test_search.everything, test_search.told, test_search.titles


@pytest.fixture
def two(told):
    """Two cases that differ in where, to whom and what."""
    here, there = told(S.FILED, "here"), told(S.ACCEPTED, "there", name="Ilka Marsh")
    here.victims.update(group_answer="given", groups=["indigenous_peoples", "women"], role="journalist_media")
    Incident.objects.filter(case=there).update(place="O'Hara's \\ Ford", area="Северная долина")
    there.victims.update(group_answer="given", groups=["women"], role="witness")
    for case in (here, there):
        index.index_case(case)
    return here, there


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("place:orsa", {"here"}),
        ("place:ORSA", {"here"}),
        ("place:rsa", {"here"}),
        ('place:"orsa lower"', {"here"}),
        ("place:orsas", set()),
        ('place:"orsa ford"', set()),
        ("place:o'hara", {"there"}),
        ('place:"hara\'s \\ ford"', {"there"}),
        ("place:долин", {"there"}),
        ("group:women", {"here", "there"}),
        ("group:women group:indigenous", {"here"}),
        ("role:journalist place:orsa", {"here"}),
        ("role:journalist place:ford", set()),
        ("role:witness is:accepted", {"there"}),
        ("role:witness is:filed", set()),
        ("prison group:indigenous", {"here"}),
        ("prison place:orsa is:filed", {"here"}),
        ("prison place:orsa is:accepted", set()),
        ("Тескан place:orsa", {"here"}),
        ("Тескан place:ford", set()),
        ('subject:"Ilka Marsh" group:women', {"there"}),
        ('subject:"Nobody Knows" group:women', set()),
        ("abuse:arbitrary", {"here", "there"}),
    ],
)
def test_what_terms_narrow(two, coordinator, text, found):
    assert titles(text, coordinator) == found


def test_a_place_without_a_word_is_said_to_be_none(two, coordinator):
    query = parse("place:-- prison")

    assert query.problems == ["“place:--” has no word of a place."]
    assert query.narrowed == []


def test_the_same_signs_in_words_are_no_term(told, coordinator):
    case = told(S.FILED, "it")
    Claim.objects.create(case=case, text="He wrote place=marsh, group=stateless and 'role=witness' on the wall.")
    index.index_case(case)

    assert (
        titles("place:marsh", coordinator)
        == titles("group:stateless", coordinator)
        == titles("role:witness", coordinator)
        == set()
    )
    assert titles("stateless", coordinator) == {"it"}


def test_terms_are_neither_words_nor_shown(two, coordinator):
    with look_as(coordinator.sight):
        assert find(parse("indigenous"), coordinator).keys == []
        places = snippets(parse("prison -salt"), [case.pk for case in two], coordinator)
    assert {place.part for row in places.values() for place in row} == {"Claim"}
    assert set(SearchText.objects.filter(part="terms").values_list("body", flat=True)) == {""}


@pytest.mark.parametrize("status", [S.NOTED, S.DRAFT, S.WITHDRAWN])
def test_of_what_is_not_filed_no_term_is_kept(told, coordinator, status):
    case = told(S.FILED, "it")
    Case.objects.filter(pk=case.pk).update(status=status)
    assert titles("place:orsa", coordinator) == set()  # while the index lags behind
    case.refresh_from_db()

    index.index_case(case)

    assert not SearchText.objects.filter(part="terms").exists()


def test_every_code_of_a_vocabulary_can_be_looked_up():
    for name in ("group", "role", "abuse"):
        with connection.cursor() as cursor:
            cursor.execute("SELECT numnode(%s::tsquery) > 0", [terms.condition([(name, "o")])])
            assert cursor.fetchone() == (True,)
