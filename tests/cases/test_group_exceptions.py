"""A group answers together, except some: what shows the whole group waits until they have a pseudonym of their own."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from cases.models import Case, Consent, Source, Victim
from cases.services import consent
from cases.services.consent import Said
from cases.services.sections import Closed
from cases.statuses import CaseStatus
from tests.cases.material import fill
from vault.sight import EVERYTHING, look_as

pytestmark = pytest.mark.django_db
ANSWERS = {"us": "yes", "gb": "yes", "ca": "no", "eu": "not_asked", "how": "In a talk", "given_on": "2022-05-01"}


@pytest.fixture
def draft(make_case, organisation, partner):
    return fill(make_case(organisation, partner, status=CaseStatus.DRAFT))


@pytest.fixture
def seven(draft):
    with look_as(EVERYTHING):
        return Victim.objects.create(case=draft, pseudonym="The seven", is_group=True, count=7)


@pytest.fixture
def page(sign_in, partner, draft):
    client = sign_in(partner)

    def ask(who, **said):
        address = reverse("cases:consent", args=[draft.reference, "victim", who.pk])
        answer = client.post(address, {**ANSWERS, **said}, follow=True) if said else client.get(address)
        return answer.content.decode()

    return ask


def said(who):
    with look_as(EVERYTHING):
        rows = Consent.objects.filter(victim=who).current()
        return {row.government or row.scope: (row.answer, row.said_no, row.unasked) for row in rows}


def test_group_says_yes_except_some_to_each_question_by_itself(page, seven):
    shown = page(seven, us_no="2", us_unasked="1", gb_unasked="3", media="yes", media_no="6")

    assert said(seven) == {"us": ("yes", 2, 1), "gb": ("yes", 0, 3), "ca": ("no", 0, 0), "media": ("yes", 6, 0)}
    assert "2 of the group said no" in shown
    assert "1 of the group was not asked" in shown
    assert "To 3 questions not everybody of a group said yes" in shown


def test_page_says_what_follows_and_shows_what_stands(page, seven):
    page(seven, us_no="2")

    shown = page(seven)

    assert "<details open>" in shown
    assert 'name="us_no" value="2"' in shown
    assert "under another pseudonym" in shown


def test_one_person_has_no_exceptions(page, draft):
    with look_as(EVERYTHING):
        one = Victim.objects.get(is_group=False)

    assert "us_no" not in page(one)
    page(one, us_no="2")
    assert said(one)["us"] == ("yes", 0, 0)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"us_no": "7"}, "The group is 7 people."),
        ({"us_no": "4", "us_unasked": "3"}, "The group is 7 people."),
        ({"us_no": "-1"}, "greater than or equal to 0"),
        ({"eu_no": "1"}, "what the others of the group answered"),
        ({"research_unasked": "1"}, "what the others of the group answered"),
    ],
)
def test_exceptions_that_cannot_be_are_refused_in_words(page, seven, typed, words):
    assert words in page(seven, **typed)
    assert said(seven) == {}


def test_no_of_the_whole_group_excepts_nobody(page, seven):
    page(seven, us_no="2")
    page(seven, us="no", us_no="2")

    assert said(seven)["us"] == ("withdrawn", 0, 0)


def test_new_exception_keeps_the_rest_of_what_was_said(page, seven):
    page(seven, until="2031-01-01", language="Veldonian")
    page(seven, us_no="1", how="One of them called", given_on="2022-06-01")

    with look_as(EVERYTHING):
        row = Consent.objects.filter(victim=seven, government="us").current().get()
    assert (str(row.until), row.language, row.how, str(row.given_on)) == (
        "2031-01-01",
        "Veldonian",
        "One of them called",
        "2022-06-01",
    )


def test_who_was_asked_together_with_a_group_says_yes_whole(page, draft, seven):
    with look_as(EVERYTHING):
        one = Victim.objects.get(is_group=False)
    page(seven, us_no="2", also=[f"victim-{one.pk}"])

    assert said(one)["us"] == ("yes", 0, 0)


# Exceptions (no, not asked) as they stood when the case was filed, those written then, and whether that is open.
AFTER_FILING = [
    ((0, 0), (1, 0), True),
    ((0, 0), (0, 1), True),
    ((1, 0), (2, 0), True),
    ((0, 2), (1, 1), True),
    ((1, 1), (0, 2), False),
    ((2, 0), (1, 0), False),
    ((0, 2), (0, 0), False),
    ((2, 0), (1, 5), False),
]


@pytest.mark.parametrize(("before", "after", "is_open"), AFTER_FILING)
def test_after_filing_fewer_may_agree_and_never_more(draft, seven, partner, before, after, is_open):
    with look_as(partner.sight):
        consent.record_consent(draft, seven, {"us": Said("yes", "x", said_no=before[0], unasked=before[1])}, by=partner)
        Case.objects.filter(pk=draft.pk).update(status=CaseStatus.ACCEPTED)
        fewer = {"us": Said("yes", "x", said_no=after[0], unasked=after[1])}
        if is_open:
            consent.record_consent(draft, seven, fewer, by=partner)
        else:
            with pytest.raises(Closed):
                consent.record_consent(draft, seven, fewer, by=partner)

    assert said(seven)["us"] == ("yes", *(after if is_open else before))


def test_database_holds_that_exceptions_are_from_the_yes_of_a_victim(draft, seven, partner):
    with look_as(EVERYTHING):
        source = Source.objects.first()
        for whose in ({"victim": seven, "answer": "no"}, {"source": source, "answer": "yes"}):
            with pytest.raises(IntegrityError), transaction.atomic():
                Consent.objects.create(case=draft, government="us", said_no=1, recorded_by=partner, **whose)


def test_staff_read_the_exceptions(page, seven, sign_in, coordinator, draft):
    page(seven, us_no="2")
    with look_as(EVERYTHING):
        Case.objects.filter(pk=draft.pk).update(status=CaseStatus.FILED)

    assert "2 of the group said no" in sign_in(coordinator).get(draft.get_absolute_url()).content.decode()
