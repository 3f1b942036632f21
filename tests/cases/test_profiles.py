"""An organisation names somebody again without typing: from its own cases, never from another's."""

import pytest
from django.core import mail
from django.urls import reverse

from audit.models import Record
from cases.models import Position, Subject
from cases.notices import tell_of_step
from cases.services.messages import write_message
from cases.statuses import CaseStatus
from tests.cases.material import fill
from vault.sight import EVERYTHING, look_as

pytestmark = pytest.mark.django_db


@pytest.fixture
def earlier(make_case, organisation, partner):
    case = fill(make_case(organisation, partner, status=CaseStatus.FILED))
    with look_as(EVERYTHING):
        subject = Subject.objects.get(opened_in=case)
        Position.objects.create(subject=subject, title="Colonel", since="2019-04")
        return subject


@pytest.fixture
def theirs(make_case, other_organisation, other_partner):
    case = fill(make_case(other_organisation, other_partner, status=CaseStatus.FILED))
    with look_as(EVERYTHING):
        subject = Subject.objects.get(opened_in=case)
        subject.names.update(text="Rel Ostan")
        return subject


@pytest.fixture
def address(make_case, organisation, partner):
    case = make_case(organisation, partner, status=CaseStatus.DRAFT)
    return reverse("cases:item-add", args=[case.reference, "subjects"])


def test_an_earlier_profile_of_ones_own_fills_the_form(enter, partner, earlier, address):
    page = enter(partner).get(address).content.decode()
    filled = enter(partner).get(f"{address}?new&like={earlier.reference}").content.decode()

    assert f"?new&amp;like={earlier.reference}" in page
    assert 'value="Maro Teskan 0"' in filled
    assert 'value="Colonel"' in filled
    with look_as(EVERYTHING):
        assert Subject.objects.count() == 1


def test_nobody_elses_is_offered_nor_found(enter, partner, theirs, address):
    page = enter(partner).get(address).content.decode()
    asked = enter(partner).get(f"{address}?new&like={theirs.reference}").content.decode()

    assert theirs.reference not in page
    assert "Rel Ostan" not in page + asked


def test_mail_comes_in_the_language_of_whoever_reads_it(make_case, organisation, partner, reviewer):
    partner.language = "ar"
    partner.save(update_fields=["language"])
    with look_as(EVERYTHING):
        write_message(make_case(organisation, partner, status=CaseStatus.FILED), "Good day.", by=reviewer)
        tell_of_step(Record.objects.get(verb="case.message_sent"))

    assert "Something is waiting" not in mail.outbox[0].body
    assert "http" in mail.outbox[0].body


def test_answers_about_consent_are_kept_while_they_are_typed(enter, partner, make_case, organisation):
    case = fill(make_case(organisation, partner, status=CaseStatus.DRAFT))
    with look_as(EVERYTHING):
        address = reverse("cases:consent", args=[case.reference, "victim", case.victims.get().pk])
    client = enter(partner)
    sheet = client.get(address).content.decode().partition('name="sheet" value="')[2].partition('"')[0]

    client.post(reverse("cases:keep"), {"sheet": sheet, "how": "In a talk by the river"})

    assert "In a talk by the river" in client.get(address).content.decode()


def test_the_task_list_says_what_each_government_looks_for(enter, partner, make_case, organisation):
    case = fill(make_case(organisation, partner, status=CaseStatus.DRAFT))

    page = enter(partner).get(case.get_absolute_url()).content.decode()

    assert "What each government looks for" in page
    assert "cannot apply" not in page
