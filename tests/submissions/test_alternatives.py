"""What may be pleaded beside the programme asked for first: the laws of the same government."""

import pytest
from django.db import IntegrityError, transaction

from accounts.roles import Role
from sanctions.models import Programme
from submissions import checks, services
from submissions.models import Recommendation
from tests.submissions.pages import address

pytestmark = pytest.mark.django_db


@pytest.fixture
def both(enlist, coalition):
    """A liaison for two governments: the page offers them the laws of both."""
    return enlist("Both", coalition, Role.LIAISON, jurisdictions=["us", "gb"])


@pytest.fixture
def other_programme(criterion):
    row = Programme.objects.get(pk=criterion.programme.pk)
    row.pk, row.code = None, "TEST-US-OTHER"
    row.save()
    return row


def test_a_law_of_the_same_government_is_pleaded(veldonia, criterion, other_programme, liaison):
    ask = services.open_recommendation(veldonia.case, veldonia.subject, criterion, by=liaison, alternatives=[other_programme])

    assert list(ask.alternatives.all()) == [other_programme]


def test_a_law_of_another_government_is_refused(veldonia, criterion, british, both):
    with pytest.raises(checks.NotReady, match="is a law of another government"):
        services.open_recommendation(veldonia.case, veldonia.subject, criterion, by=both, alternatives=[british.programme])

    assert not Recommendation.objects.exists()


def test_the_law_asked_for_first_is_refused(veldonia, criterion, liaison):
    with pytest.raises(checks.NotReady, match="you ask for first"):
        services.open_recommendation(veldonia.case, veldonia.subject, criterion, by=liaison, alternatives=[criterion.programme])


def test_the_page_says_so_beside_the_question_and_keeps_what_was_chosen(veldonia, criterion, british, both, sign_in):
    form = {"subject": veldonia.subject.pk, "criterion": criterion.pk, "alternatives": [british.programme.pk]}

    answer = sign_in(both).post(address("open", veldonia.case.reference), form)

    assert list(answer.context["form"].errors) == ["alternatives"]
    assert "“Programme GB-TEST-A” is a law of another government." in answer.content.decode()
    assert not Recommendation.objects.exists()


def offered(client, place, government):
    form = client.get(place, {"government": government}).context["form"]
    return {name: {value for value, _label in form.fields[name].choices} for name in ("alternatives", "criterion")}


def test_only_the_laws_of_the_chosen_government_are_offered_and_folded(veldonia, criterion, british, both, sign_in):
    client, place = sign_in(both), address("open", veldonia.case.reference)

    american, chosen = offered(client, place, "us"), offered(client, place, "gb")

    assert criterion.programme.pk in american["alternatives"]
    assert british.programme.pk in chosen["alternatives"]
    assert not american["alternatives"] & chosen["alternatives"]
    page = client.get(place, {"government": "gb"}).content.decode()
    before, _fold, after = page.partition("Plead other laws of this government beside it")
    assert 'name="alternatives"' not in before
    assert 'name="alternatives"' in after


def test_what_is_chosen_stays_unfolded_where_something_else_is_wrong(veldonia, criterion, other_programme, liaison, sign_in):
    form = {"subject": veldonia.subject.pk, "alternatives": [other_programme.pk]}

    page = sign_in(liaison).post(address("open", veldonia.case.reference), form).content.decode()

    assert "<details open>" in page


def test_the_database_refuses_a_law_of_another_government(opened, british, other_programme):
    opened.alternatives.add(other_programme)

    with pytest.raises(IntegrityError, match="a law of the government that is asked"), transaction.atomic():
        opened.alternatives.add(british.programme)

    assert list(opened.alternatives.all()) == [other_programme]
