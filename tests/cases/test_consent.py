"""Each person answers for each government. A new answer is a new row, and a yes can be taken back at any time."""

import pytest
from django.urls import reverse

from audit.models import Record
from cases.models import Case, Consent, Source, Victim
from cases.services import consent
from cases.services.consent import Said
from cases.services.sections import Closed
from cases.statuses import CaseStatus
from cases.vocabularies import SourceType
from tests.cases.material import fill
from vault.sight import EVERYTHING, look_as

pytestmark = pytest.mark.django_db

ANSWERS = {"us": "yes", "gb": "yes", "ca": "no", "eu": "not_asked", "how": "In a talk, in her language", "given_on": "2022-05-01"}


@pytest.fixture
def draft(make_case, organisation, partner):
    return fill(make_case(organisation, partner, status=CaseStatus.DRAFT))


@pytest.fixture
def victim(draft):
    with look_as(EVERYTHING):
        return Victim.objects.get()


@pytest.fixture
def answer(sign_in, partner, draft, victim):
    client = sign_in(partner)

    def post(**changed):
        address = reverse("cases:consent", args=[draft.reference, "victim", victim.pk])
        return client.post(address, {**ANSWERS, **changed}, follow=True)

    return post


def current():
    with look_as(EVERYTHING):
        return {row.government: row.answer for row in Consent.objects.current()}


def count():
    with look_as(EVERYTHING):
        return Consent.objects.count()


def put(case, status):
    with look_as(EVERYTHING):
        Case.objects.filter(pk=case.pk).update(status=status)


def test_each_answer_is_a_row_of_its_own(answer, partner):
    page = answer()

    assert current() == {"us": "yes", "gb": "yes", "ca": "no"}
    assert "Person 0" in page.content.decode()
    assert [row.actor for row in Record.objects.filter(verb="case.consent_recorded")] == [partner]
    with look_as(EVERYTHING):
        assert {(row.how, str(row.given_on), row.recorded_by) for row in Consent.objects.all()} == {
            (ANSWERS["how"], ANSWERS["given_on"], partner)
        }


def test_a_new_answer_is_a_new_row_and_what_did_not_change_is_not_written_again(answer):
    answer()
    answer(us="no", how="She called us", given_on="2022-06-01")
    again = answer(us="no", how="", given_on="")

    assert current() == {"us": "no", "gb": "yes", "ca": "no"}
    assert count() == 4
    assert "Nothing was changed." in again.content.decode()
    with look_as(EVERYTHING):
        assert list(Consent.objects.filter(government="us").values_list("answer", flat=True)) == ["yes", "no"]


def test_words_are_added_to_answers_that_had_none(answer):
    answer(how="", given_on="")
    answer(how="In a letter", given_on="")

    with look_as(EVERYTHING):
        assert {row.how for row in Consent.objects.current()} == {"In a letter"}


@pytest.mark.parametrize(
    ("day", "words"), [("2999-01-01", "cannot be right"), ("0000-01-01", "Write the day"), ("x", "Write the day")]
)
def test_a_day_that_cannot_be_right_is_refused(answer, day, words):
    page = answer(given_on=day)

    assert words in page.content.decode()
    assert count() == 0


def test_the_table_asks_people_who_were_harmed_and_those_who_spoke_in_confidence(client, answer, draft):
    with look_as(EVERYTHING):
        Source.objects.create(case=draft, title="A published article", type=SourceType.NEWS, is_open=True)
        Source.objects.create(case=draft, title="A court record", type=SourceType.COURT)
        open_statement = Source.objects.create(case=draft, title="A public speech", type=SourceType.WITNESS, is_open=True)

    page = client.get(reverse("cases:section", args=[draft.reference, "consent"]))

    assert [str(row["person"]) for row in page.context["table"]] == ["Person 0", "Statement 0"]
    assert client.get(reverse("cases:consent", args=[draft.reference, "source", open_statement.pk])).status_code == 404


@pytest.mark.parametrize("status", [CaseStatus.FILED, CaseStatus.IN_REVIEW, CaseStatus.RETURNED, CaseStatus.ACCEPTED])
def test_after_filing_a_yes_can_be_taken_back(answer, draft, status, run_jobs):
    answer()
    put(draft, status)

    answer(us="no")

    assert current()["us"] == "no"
    assert "cases.tell_of_step" in run_jobs()


@pytest.mark.parametrize(("government", "said"), [("ca", "yes"), ("eu", "yes"), ("us", "not_asked")])
def test_after_filing_nothing_else_is_changed(answer, draft, government, said):
    answer()
    put(draft, CaseStatus.ACCEPTED)

    page = answer(**{government: said})

    assert page.status_code == 409
    assert "can no longer be changed" in page.content.decode()
    assert count() == 3


@pytest.mark.parametrize("status", [CaseStatus.DECLINED, CaseStatus.WITHDRAWN])
def test_a_closed_case_takes_no_answers(draft, victim, partner, status):
    with look_as(partner.sight):
        consent.record_consent(draft, victim, {"us": Said("yes")}, by=partner)
    put(draft, status)

    with look_as(partner.sight), pytest.raises(Closed):
        consent.record_consent(draft, victim, {"us": Said("no")}, by=partner)


def test_what_is_missing_is_said(client, answer, draft):
    address = reverse("cases:section", args=[draft.reference, "consent"])
    before = client.get(address).content.decode()
    answer(eu="no", how="")
    after = client.get(address).content.decode()

    assert "2 people have not answered for every government yet." in before
    assert "One person has not answered for every government yet." in after
    assert "2 answers do not say how they were given." in after
