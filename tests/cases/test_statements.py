"""How often the pages of cases ask the database: every statement counted, however much there is."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from django.utils import timezone

from cases.models import Case, Victim
from cases.policies import FILED_ONCE
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
    fill(case, subjects=20, victims=20, incidents=20, sources=20)


# Every statement of a request, those of the frame included: five of them are BEGIN, the session, the person with the roles,
# the sight (SET), and COMMIT.
LIST = {"coordinator": 10, "reviewer": 10, "liaison": 7, "partner": 8, "lead": 8}


@pytest.mark.parametrize(("who", "statements"), LIST.items())
def test_the_list(request, make_case, organisation, partner, visit, count_statements, who, statements):
    make_case(organisation, partner, status=S.ACCEPTED, accepted_at=timezone.now())
    client = visit(request.getfixturevalue(who))

    one = count_statements(client, reverse("cases:list"))
    for _ in range(20):
        make_case(organisation, partner, status=S.ACCEPTED, accepted_at=timezone.now())

    assert (one, count_statements(client, reverse("cases:list"))) == (statements, statements)


STATES = (S.NOTED, S.DRAFT, S.FILED, S.IN_REVIEW, S.RETURNED, S.ACCEPTED, S.DECLINED, S.WITHDRAWN)
# Who reads the page of a case, in which states, and what it takes then.
PAGE = [
    *((who, status, statements) for who in ("partner", "lead") for status, statements in {
        S.NOTED: 8, S.DRAFT: 11, S.FILED: 10, S.IN_REVIEW: 10, S.RETURNED: 11, S.ACCEPTED: 11, S.DECLINED: 10, S.WITHDRAWN: 10,
    }.items()),
    *((who, status, 10 if status in FILED_ONCE else 9) for who in ("coordinator", "reviewer") for status in STATES),
]  # fmt: skip


@pytest.mark.parametrize(("who", "status", "statements"), PAGE)
def test_the_page_of_a_case(request, make_case, organisation, partner, visit, count_statements, who, status, statements):
    accepted_at = timezone.now() if status == S.ACCEPTED else None
    case = fill(make_case(organisation, partner, status=status, accepted_at=accepted_at))
    client = visit(request.getfixturevalue(who))
    client.get(case.get_absolute_url())  # the first reading of a day is recorded

    one = count_statements(client, case.get_absolute_url())
    fill_more(case)

    assert (one, count_statements(client, case.get_absolute_url())) == (statements, statements)
