"""Returned with a question, answered, corrected, recanted, withdrawn; and what a partner is told all the while."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from audit.models import Record
from cases import workflow
from cases.models import Case, Claim, Correction, Incident, Question, Victim
from cases.public_words import WORDS
from cases.services import after_filing, answers, review
from cases.statuses import AfterFiling, CaseStatus
from tests.cases.material import INCIDENT, VICTIM, fill
from vault.sight import EVERYTHING, look_as

pytestmark = pytest.mark.django_db


@pytest.fixture
def filed(make_case, organisation, partner):
    return fill(make_case(organisation, partner, title="Detentions at the quarry", status=CaseStatus.FILED))


@pytest.fixture
def page(sign_in, partner, filed):
    client = sign_in(partner)

    def ask(name, *which, sent=None):
        address = reverse(f"cases:{name}", args=[filed.reference, *which])
        return client.get(address) if sent is None else client.post(address, sent, follow=True)

    return ask


@pytest.fixture
def returned(filed, reviewer):
    """The reviewer asks about what happened and about who was harmed."""
    with look_as(reviewer.sight):
        workflow.move(filed, "take_up", by=reviewer)
        for section, text in (("incidents", "On which day was it?"), ("victims", "Was she alone?")):
            review.ask_question(filed, section, text, by=reviewer)
        workflow.move(filed, "return", by=reviewer, note="Thank you for the case.")
    return filed


def text_of(answer):
    return answer.content.decode()


def question(section):
    with look_as(EVERYTHING):
        return Question.objects.get(section=section)


def status():
    with look_as(EVERYTHING):
        return Case.objects.get().status


def write(page, section, words="On the ninth."):
    asked = question(section)
    return page("answer-question", asked.pk, sent={f"q{asked.pk}-answer": words})


def test_questions_stand_beside_the_part_they_are_about(page, returned):
    tasks, part = text_of(page("detail")), text_of(page("section", "incidents"))

    assert "On which day was it?" in tasks
    assert "Was she alone?" in tasks
    assert "Answer the question about “Who was harmed”" in tasks
    assert "Thank you for the case." in tasks
    assert "On which day was it?" in part
    assert "Was she alone?" not in part


def test_what_is_asked_about_is_open_and_nothing_else(page, returned):
    opened = page("item-add", "incidents", sent=INCIDENT)
    closed = page("item-add", "evidence", sent={"origin": "primary", "title": "Another one"})

    assert "Saved." not in text_of(closed)
    assert closed.status_code == 409
    assert opened.status_code == 200
    with look_as(EVERYTHING):
        assert Incident.objects.count() == 2


def test_answers_are_sent_together_when_all_are_written(page, returned, partner):
    write(page, "incidents")
    half = page("send-answers", sent={})
    write(page, "victims", "With her sister.")
    ready = page("detail")
    sent = page("send-answers", sent={})

    assert "A question has no answer yet" in text_of(half)
    assert "Send the answers</button>" in text_of(ready)
    assert "The answers are sent." in text_of(sent)
    assert "With her sister." in text_of(sent)
    assert status() == CaseStatus.IN_REVIEW
    assert (question("victims").answered_by, question("victims").is_open) == (partner, False)
    assert Record.objects.filter(verb="case.question_answered").count() == 2
    assert Record.objects.filter(verb="case.answer").count() == 1


def test_an_answer_can_be_changed_until_it_is_sent(page, returned):
    write(page, "incidents", "On the eighth.")
    write(page, "incidents", "On the ninth, I mean.")
    still_open = page("item-add", "incidents", sent=INCIDENT)

    assert question("incidents").answer == "On the ninth, I mean."
    assert "Saved." in text_of(still_open)


def test_a_second_click_on_send_leads_to_the_same_page(page, returned):
    write(page, "incidents")
    write(page, "victims")
    page("send-answers", sent={})

    again = page("send-answers", sent={})

    assert "can no longer be done" not in text_of(again)
    assert Record.objects.filter(verb="case.answer").count() == 1


def test_an_empty_answer_is_asked_for_beside_its_question(page, returned):
    answer = write(page, "incidents", "   ")

    assert "Write a few words" in text_of(answer)
    assert "On which day was it?" in text_of(answer)


def test_a_question_withdrawn_meanwhile_loses_nothing(page, returned, reviewer):
    with look_as(reviewer.sight):
        review.withdraw_question(question("incidents"), by=reviewer)

    answer = write(page, "incidents", "What I typed for an hour")
    late = page("item-add", "incidents", sent={**INCIDENT, "narrative": "What I told for an hour"})
    tasks = page("detail")

    assert answer.status_code == late.status_code == 409
    assert "has taken this question back" in text_of(answer)
    assert "What I typed for an hour" in text_of(answer)
    assert "What I told for an hour" in text_of(late)
    assert "Taken back; you need not answer" in text_of(tasks)


def test_when_all_questions_are_withdrawn_the_case_is_back_in_review(page, returned, reviewer):
    with look_as(reviewer.sight):
        for section in ("incidents", "victims"):
            review.withdraw_question(question(section), by=reviewer)

    late = page("item-add", "victims", sent={**VICTIM, "pseudonym": "The sister"})

    assert status() == CaseStatus.IN_REVIEW
    assert "The sister" in text_of(late)
    with look_as(EVERYTHING):
        assert Victim.objects.count() == 1


def test_questions_that_were_not_sent_are_not_shown(page, filed, reviewer):
    with look_as(reviewer.sight):
        workflow.move(filed, "take_up", by=reviewer)
        review.ask_question(filed, "incidents", "Still being written", by=reviewer)

    assert "Still being written" not in text_of(page("detail"))
    assert page("answer-question", question("incidents").pk, sent={}).status_code == 404


def test_the_service_asks_who_answers(returned, other_partner, coordinator):
    for person in (other_partner, coordinator):
        with look_as(EVERYTHING), pytest.raises(PermissionDenied):
            answers.write_answer(question("incidents"), "x", by=person)
        with look_as(EVERYTHING), pytest.raises(PermissionDenied):
            answers.send_answers(returned, by=person)


# --- told

SHOWN = [status for status in CaseStatus.values if status not in (CaseStatus.DRAFT, CaseStatus.RETURNED)]


def test_each_status_has_words():
    assert set(WORDS) == set(CaseStatus.values)


@pytest.mark.parametrize("shown", SHOWN)
def test_a_partner_is_told_where_the_case_stands_and_who_acts(page, filed, shown):
    with look_as(EVERYTHING):
        Case.objects.update(status=shown)

    answer = text_of(page("detail"))

    assert str(WORDS[shown].sentence) in answer
    assert str(WORDS[shown].next).replace("'", "&#x27;") in answer
    assert f"Who must act next: {WORDS[shown].who}" in answer


def test_the_letter_of_a_decision_is_read_on_the_page(page, filed, reviewer, coordinator):
    with look_as(reviewer.sight):
        workflow.move(filed, "take_up", by=reviewer)
        workflow.move(filed, "decline", by=coordinator, note="It is older than the laws we can argue under.")

    answer = text_of(page("detail"))

    assert "It is older than the laws we can argue under." in answer
    assert "Why the coalition cannot go on" in answer


def test_of_the_coalition_a_partner_reads_the_side_not_the_name(page, filed, reviewer):
    with look_as(reviewer.sight):
        workflow.move(filed, "take_up", by=reviewer)

    answer = text_of(page("detail"))

    assert "took a case up" in answer
    assert "Reviewer" not in answer


# --- changed


@pytest.mark.parametrize("now", ["filed", "in_review", "returned", "accepted"])
def test_a_correction_is_told_and_staff_hear_of_it(page, filed, now, partner, run_jobs):
    with look_as(EVERYTHING):
        Case.objects.update(status=now)

    answer = page("correct", sent={"kind": "correction", "text": "It was the tenth, not the ninth."})

    with look_as(EVERYTHING):
        told = Correction.objects.get()
        assert (told.kind, told.text, told.by) == ("correction", "It was the tenth, not the ninth.", partner)
    assert "Nothing more of this case is sent" in text_of(answer)
    assert Record.objects.filter(verb="case.corrected", actor=partner).count() == 1
    assert run_jobs() == ["cases.tell_of_step"]


def test_a_recantation_marks_the_fact_that_is_taken_back(page, filed):
    with look_as(EVERYTHING):
        claims = [Claim.objects.create(case=filed, text=text) for text in ("One.", "Two.")]

    page("correct", sent={"kind": "recantation", "text": "She takes it back.", "claim": claims[1].pk})

    with look_as(EVERYTHING):
        assert [claim.recanted_at is not None for claim in Claim.objects.all()] == [False, True]


def test_a_fact_of_another_case_cannot_be_taken_back_here(page, filed, make_case, organisation, partner):
    with look_as(EVERYTHING):
        Claim.objects.create(case=filed, text="One.")
        other = Claim.objects.create(case=make_case(organisation, partner), text="Other.")

    answer = page("correct", sent={"kind": "recantation", "text": "x", "claim": other.pk})

    assert "Select a valid choice" in text_of(answer)
    with look_as(EVERYTHING):
        assert not Correction.objects.exists()


@pytest.mark.parametrize("now", ["noted", "draft", "declined", "withdrawn"])
def test_what_was_not_filed_or_is_closed_takes_no_corrections(page, filed, partner, now):
    with look_as(EVERYTHING):
        Case.objects.update(status=now)

    answer = page("correct", sent={"kind": "correction", "text": "What I typed"})

    assert "can no longer be done" in text_of(answer)
    assert "What I typed" in text_of(answer)
    with look_as(partner.sight), pytest.raises(PermissionDenied):
        after_filing.tell_what_changed(filed, by=partner, kind=AfterFiling.CORRECTION, text="x")


# --- withdrawn


@pytest.mark.parametrize("now", ["noted", "draft", "filed", "in_review", "returned", "accepted"])
def test_a_case_can_be_withdrawn_at_any_time(page, filed, now):
    with look_as(EVERYTHING):
        Case.objects.update(status=now)

    asked = text_of(page("withdraw"))
    answer = text_of(page("withdraw", sent={"note": "It is too dangerous now."}))

    assert "cannot be recalled" in asked
    assert "You withdrew this case." in answer
    assert "It is too dangerous now." in answer
    assert status() == CaseStatus.WITHDRAWN


def test_withdrawing_twice_is_withdrawing_once(page, filed):
    page("withdraw", sent={})

    again = page("withdraw", sent={})

    assert "can no longer be done" not in text_of(again)
    assert Record.objects.filter(verb="case.withdraw").count() == 1


# --- lists


@pytest.fixture
def own_list(sign_in, partner):
    client = sign_in(partner)
    return lambda: client.get(reverse("cases:list"))


def test_the_list_says_where_each_case_stands_and_who_must_act(own_list, make_case, organisation, partner, filed):
    make_case(organisation, partner, title="A returned one", status=CaseStatus.RETURNED)

    answer = text_of(own_list())

    assert "The coalition has a question for you." in answer
    assert "It waits for somebody of the coalition to take it up." in answer
    assert answer.index("You</span>") < answer.index("The coalition</span>")


def test_the_list_asks_the_same_few_questions_of_the_database_however_long(
    own_list, make_case, organisation, partner, filed, count_own_queries
):
    own_list()
    with count_own_queries() as one:
        own_list()
    for _ in range(2):
        make_case(organisation, partner)
    with count_own_queries() as three:
        own_list()

    assert len(one) == len(three) == 2


def test_the_page_after_filing_asks_the_same_few_questions_however_full(page, filed, count_own_queries):
    with count_own_queries() as one:
        page("detail")
    with look_as(EVERYTHING):
        Victim.objects.update(pseudonym="Somebody")
    fill(filed, subjects=2, victims=2, incidents=2, sources=2)
    with count_own_queries() as three:
        page("detail")

    assert len(one) == len(three) <= 12
