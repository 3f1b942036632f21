import pytest
from django.urls import reverse

from cases.models import Case
from demo import cases, days, veldonia
from demo.stories import STORIES
from vault.sight import EVERYTHING, look_as

pytestmark = pytest.mark.django_db


@pytest.fixture
def told():
    """The first story of the demonstration, with the list that names its subject."""
    with look_as(EVERYTHING):
        veldonia.people()
        days.absorb(days.AFTER)
        cases.tell(STORIES[0])
        return Case.objects.get()


def page_for(client, case):
    return client.get(reverse("cases:listed", args=[case.reference]))


def test_staff_see_whom_a_case_names_on_the_lists(told, sign_in):
    page = page_for(sign_in(cases.person(cases.COORDINATOR)), told)

    assert "TESKAN, Maro" in page.content.decode()
    assert "Strong" in page.content.decode()


def test_its_partner_is_not_shown_the_lists(told, sign_in):
    assert page_for(sign_in(cases.person("author@orsa.example")), told).status_code == 403
