"""How often the pages of cases ask the database: every statement counted, however much there is."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from django.utils import timezone

from cases.models import Case, Victim
from cases.statuses import CaseStatus as S
from tests.cases.material import fill
from vault.sight import EVERYTHING, look_as

pytestmark = pytest.mark.django_db


@pytest.fixture
def visit(sign_in):
    """A client whose session was just renewed, in a process that has asked once what it keeps."""

    def come(person):
        client = sign_in(person)
        client.get("/")
        ContentType.objects.get_for_model(Case)
        return client

    return come


def fill_more(case):
    with look_as(EVERYTHING):
        Victim.objects.update(pseudonym="Somebody")
    fill(case, subjects=2, victims=2, incidents=2, sources=2)


@pytest.mark.parametrize(("who", "statements"), [("coordinator", 9), ("partner", 7)])
def test_the_list(request, make_case, organisation, partner, visit, count_statements, who, statements):
    make_case(organisation, partner, status=S.FILED)
    client = visit(request.getfixturevalue(who))

    one = count_statements(client, reverse("cases:list"))
    for _ in range(2):
        make_case(organisation, partner, status=S.FILED)

    assert (one, count_statements(client, reverse("cases:list"))) == (statements, statements)


@pytest.mark.parametrize(("status", "statements"), [(S.DRAFT, 14), (S.RETURNED, 14), (S.FILED, 13), (S.ACCEPTED, 13)])
def test_the_page_of_the_partner(make_case, organisation, partner, visit, count_statements, status, statements):
    accepted_at = timezone.now() if status == S.ACCEPTED else None
    case = fill(make_case(organisation, partner, status=status, accepted_at=accepted_at))
    client = visit(partner)

    one = count_statements(client, case.get_absolute_url())
    fill_more(case)

    assert (one, count_statements(client, case.get_absolute_url())) == (statements, statements)
