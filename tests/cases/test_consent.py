"""Each person answers for each government. A new answer is a new row, and a yes can be taken back at any time."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from audit.models import Record
from cases.models import Case, Consent, ConsentText, Source, Victim
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

    assert current() == {"us": "withdrawn", "gb": "yes", "ca": "no"}
    assert count() == 4
    assert "Nothing was changed." in again.content.decode()
    with look_as(EVERYTHING):
        assert list(Consent.objects.filter(government="us").values_list("answer", flat=True)) == ["yes", "withdrawn"]


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

    assert current()["us"] == "withdrawn"
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


def test_how_it_was_given_is_kept_with_the_words_that_were_told(answer):
    with look_as(EVERYTHING):
        told = ConsentText.objects.get()
    answer(given_by="guardian", method="recorded", language="Veldonian", interpreter="on", until="2031-01-01", text=told.pk)

    with look_as(EVERYTHING):
        row = Consent.objects.get(government="us")
        assert (row.given_by, row.method, row.language, row.interpreter) == ("guardian", "recorded", "Veldonian", True)
        assert (str(row.until), row.text, row.basis) == ("2031-01-01", told, "consent")


def test_other_uses_are_answered_one_by_one(answer):
    answer(public_anonymous="yes", media="no")

    with look_as(EVERYTHING):
        other = Consent.objects.exclude(scope="government")
        assert {(row.scope, row.government, row.answer) for row in other} == {
            ("public_anonymous", "", "yes"),
            ("media", "", "no"),
        }


def test_each_question_stands_once_on_the_page(sign_in, partner, draft, victim):
    page = sign_in(partner).get(reverse("cases:consent", args=[draft.reference, "victim", victim.pk])).content.decode()

    assert {name: page.count(f'<select name="{name}"') for name in ("media", "research", "store")} == {
        "media": 1,
        "research": 1,
        "store": 1,
    }


def test_people_who_were_asked_together_are_written_down_each(answer, draft):
    with look_as(EVERYTHING):
        source = Source.objects.get()
        absent = Victim.objects.create(case=draft, pseudonym="Not there that day")
    answer(also=[f"source-{source.pk}"])

    with look_as(EVERYTHING):
        assert Consent.objects.filter(source=source).count() == 3
        assert not Consent.objects.filter(victim=absent).exists()


def test_one_who_is_added_later_to_those_asked_together_is_written_down_too(answer, victim):
    """And what they said about something that the others were not asked stays."""
    with look_as(EVERYTHING):
        source = Source.objects.get()
    answer()
    with look_as(EVERYTHING):
        Consent.objects.create(case=source.case, source=source, government="gb", answer="yes", recorded_by=source.case.opened_by)

    answer(gb="not_asked", also=[f"source-{source.pk}"])

    with look_as(EVERYTHING):
        of_all = {
            name: {row.government: row.answer for row in Consent.objects.filter(**{name: one}).current()}
            for name, one in (("victim", victim), ("source", source))
        }
    asked = {government: said for government, said in of_all["victim"].items() if said != "not_asked"}
    assert of_all["source"] == {**asked, "gb": "yes"}
    assert asked


def test_what_is_public_already_says_where(answer):
    assert "Say where it is public" in answer(basis="already_public").content.decode()
    answer(basis="already_public", because="Report of the Veldonian ombudsman, page 9")

    with look_as(EVERYTHING):
        assert {row.because for row in Consent.objects.all()} == {"Report of the Veldonian ombudsman, page 9"}


def test_a_translation_nobody_read_is_not_offered(answer, client, draft, victim, coordinator):
    with look_as(EVERYTHING):
        original = ConsentText.objects.get()
        waiting = consent.add_translation(original, language="Veldonian", body="…", reviewed_by="", by=coordinator)
    refused = answer(text=waiting.pk)
    assert "not one of the available choices" in refused.content.decode()
    with look_as(EVERYTHING):
        consent.name_reviewer(waiting, "Dr. Ilse Maron", by=coordinator)
    answer(text=waiting.pk)

    with look_as(EVERYTHING):
        assert {row.text for row in Consent.objects.all()} == {waiting}


def test_everything_is_taken_back_with_one_act(answer, client, draft, victim):
    answer(research="yes")
    put(draft, CaseStatus.ACCEPTED)

    client.post(reverse("cases:consent-take-back", args=[draft.reference, "victim", victim.pk]))

    with look_as(EVERYTHING):
        rows = Consent.objects.current()
        assert {(row.government or row.scope, row.answer) for row in rows} == {
            ("us", "withdrawn"),
            ("gb", "withdrawn"),
            ("ca", "no"),
            ("research", "withdrawn"),
        }


def test_staff_decide_that_somebody_cannot_be_asked(sign_in, coordinator, draft, victim):
    put(draft, CaseStatus.FILED)
    client = sign_in(coordinator)
    address = reverse("cases:consent-unsafe", args=[draft.reference, "victim", victim.pk])

    assert "This field is required." in client.post(address, {"governments": ["us"]}).content.decode()
    client.post(address, {"governments": ["us"], "because": "Disappeared in March.", "until": "2031-01-01"})

    with look_as(EVERYTHING):
        row = Consent.objects.get()
        assert (row.government, row.answer, row.basis, row.recorded_by) == ("us", "yes", "unsafe_or_impossible", coordinator)
    assert [record.actor for record in Record.objects.filter(verb="case.unsafe_to_ask")] == [coordinator]


def test_staff_do_not_decide_over_somebody_who_answered(draft, victim, partner, coordinator):
    with look_as(EVERYTHING):
        consent.record_consent(draft, victim, {"us": Said("no")}, by=partner)
        put(draft, CaseStatus.FILED)
        with pytest.raises(consent.NotForUs):
            consent.decide_unsafe(draft, victim, ["us"], because="x", until=date(2031, 1, 1), by=coordinator)
        with pytest.raises(PermissionDenied):
            consent.decide_unsafe(draft, victim, ["gb"], because="x", until=date(2031, 1, 1), by=partner)


def test_new_words_leave_the_old_ones_as_they_were_told(sign_in, coordinator):
    client = sign_in(coordinator)
    client.post(reverse("cases:consent-text-new"), {"body": "Better words."})

    with look_as(EVERYTHING):
        assert list(ConsentText.objects.values_list("version", flat=True)) == [2, 1]
