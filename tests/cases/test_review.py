"""What staff do with a case: the acts behind the pages, and the pages themselves."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Role
from audit.models import Record
from audit.steps import IllegalStep
from cases.models import Correction, FirstNote, NamedSubject, Question, StepNote, Subject
from cases.services.review import ask_question, reveal_contact, settle_correction, usual_due_date, withdraw_question
from cases.statuses import CaseStatus as S
from cases.workflow import STEPS, move, open_actions
from tests.cases.material import look_for_contrary
from vault.sight import EVERYTHING, look_as

pytestmark = pytest.mark.django_db


@pytest.fixture
def second(enlist, coalition):
    return enlist("Second", coalition, Role.REVIEWER)


@pytest.fixture
def case(make_case, organisation, partner, reviewer):
    return make_case(organisation, partner, status=S.IN_REVIEW, taken_up_by=reviewer)


@pytest.fixture
def note(make_case, organisation, partner):
    made = make_case(organisation, partner)
    with look_as(EVERYTHING):
        FirstNote.objects.create(
            case=made, who="A colonel", what="Detentions", how_known="Told", safe_contact="the baker, at noon"
        )
    return made


@pytest.fixture
def asked(case, reviewer):
    with look_as(EVERYTHING):
        return ask_question(case, "claims", "Which day?", by=reviewer)


@pytest.fixture
def change(case, partner):
    with look_as(EVERYTHING):
        return Correction.objects.create(case=case, kind="correction", text="It was June.", by=partner)


def fresh(thing):
    with look_as(EVERYTHING):
        thing.refresh_from_db()
    return thing


def step(case, action):
    return f"{case.get_absolute_url()}step/{action}/"


def verbs(case):
    return list(Record.objects.about(case).exclude(verb="case.read").values_list("verb", flat=True))


# Questions


@pytest.mark.parametrize(("today", "due"), [("2026-03-02", "2026-03-16"), ("2026-03-07", "2026-03-20")])
def test_a_question_waits_ten_working_days(monkeypatch, today, due):
    monkeypatch.setattr("cases.services.review.timezone.localdate", lambda: timezone.datetime.fromisoformat(today).date())

    assert usual_due_date().isoformat() == due


def test_a_question_is_written_and_not_sent(case, asked, reviewer):
    assert (asked.section, asked.asked_by, asked.due_on, asked.sent_at) == ("claims", reviewer, usual_due_date(), None)
    assert verbs(case) == ["case.question_asked"]


@pytest.mark.parametrize("status", [status for status in S.values if status != S.IN_REVIEW])
def test_questions_are_asked_in_review_alone(make_case, organisation, partner, reviewer, status):
    elsewhere = make_case(organisation, partner, status=status)

    with look_as(EVERYTHING), pytest.raises(IllegalStep):
        ask_question(elsewhere, "claims", "Which day?", by=reviewer)


def test_a_partner_asks_nothing(case, partner):
    with look_as(EVERYTHING), pytest.raises(PermissionDenied):
        ask_question(case, "claims", "Which day?", by=partner)


def test_withdrawing_the_last_open_question_takes_the_case_back(case, asked, reviewer, second):
    with look_as(EVERYTHING):
        other = ask_question(case, "victims", "How many?", by=reviewer)
        move(case, "return", by=reviewer)

        withdraw_question(asked, by=second)
        assert fresh(case).status == S.RETURNED
        withdraw_question(other, by=second)

    assert fresh(case).status == S.IN_REVIEW
    assert verbs(case)[0] == "case.recall"
    assert (fresh(asked).withdrawn_by, asked.text) == (second, "Which day?")


def test_a_question_is_withdrawn_before_it_was_sent(case, asked, reviewer):
    with look_as(EVERYTHING):
        withdraw_question(asked, by=reviewer)

    assert fresh(case).status == S.IN_REVIEW
    assert "case.recall" not in verbs(case)


def test_an_answered_question_is_not_withdrawn(case, asked, partner, reviewer):
    with look_as(EVERYTHING):
        Question.objects.update(answer="In May.", answered_at=timezone.now(), answered_by=partner)
        with pytest.raises(IllegalStep):
            withdraw_question(asked, by=reviewer)


# Corrections and the sealed contact


def test_a_change_is_dealt_with_once(case, change, reviewer, second):
    with look_as(EVERYTHING):
        assert case.has_open_correction
        assert list(type(case).objects.with_open_correction()) == [case]

        settle_correction(change, by=second)
        with pytest.raises(IllegalStep):
            settle_correction(change, by=reviewer)

        assert not fresh(case).has_open_correction
        assert list(type(case).objects.with_open_correction()) == []
    assert fresh(change).dealt_with_by == second
    assert verbs(case) == ["case.correction_settled"]


def test_a_partner_does_not_settle_their_own_change(change, partner):
    with look_as(EVERYTHING), pytest.raises(PermissionDenied):
        settle_correction(change, by=partner)


def test_the_contact_is_read_on_record(note, reviewer):
    with look_as(EVERYTHING):
        assert reveal_contact(note, by=reviewer) == "the baker, at noon"

    assert verbs(note) == ["case.contact_revealed"]


def test_the_contact_stands_on_no_page_until_it_is_asked_for(note, reviewer, sign_in):
    client = sign_in(reviewer)

    assert "baker" not in client.get(note.get_absolute_url()).content.decode()
    assert verbs(note) == []
    assert "baker" in client.post(f"{note.get_absolute_url()}contact/").content.decode()
    assert verbs(note) == ["case.contact_revealed"]


# Pages


def test_a_first_note_is_answered_in_two_clicks(note, reviewer, sign_in):
    client = sign_in(reviewer)
    page = client.get(note.get_absolute_url()).content.decode()

    assert step(note, "go_on") in page
    assert step(note, "decline") in page
    client.post(step(note, "go_on"), {"note": "Ask the miners’ union too."})
    assert fresh(note).status == S.DRAFT
    with look_as(EVERYTHING):
        assert StepNote.objects.get().text == "Ask the miners’ union too."


def test_a_letter_goes_with_declining(note, reviewer, partner, sign_in):
    client = sign_in(reviewer)

    without = client.post(step(note, "decline"), {"note": ""})
    assert without.status_code == 200
    assert fresh(note).status == S.NOTED
    client.post(step(note, "decline"), {"note": "Nobody here reads Veldonian law."})

    assert fresh(note).status == S.DECLINED
    assert "Nobody here reads Veldonian law." in sign_in(partner).get(note.get_absolute_url()).content.decode()


def test_a_letter_is_not_lost_when_somebody_was_faster(note, reviewer, second, sign_in):
    with look_as(EVERYTHING):
        move(note, "go_on", by=second)

    answer = sign_in(reviewer).post(step(note, "decline"), {"note": "Nobody here reads Veldonian law."})

    assert "Nobody here reads Veldonian law." in answer.content.decode()
    assert "This can no longer be done" in answer.content.decode()


def test_the_second_who_takes_a_case_up_reads_who_was_faster(make_case, organisation, partner, reviewer, second, sign_in):
    filed = make_case(organisation, partner, status=S.FILED)
    with look_as(EVERYTHING):
        move(filed, "take_up", by=second)

    page = sign_in(reviewer).post(step(filed, "take_up"), follow=True).content.decode()

    assert "Second took this case up a moment before you." in page
    assert fresh(filed).taken_up_by == second


@pytest.mark.parametrize("status", S.values)
def test_the_page_offers_what_the_server_accepts(make_case, organisation, partner, reviewer, second, sign_in, status):
    taken_up = second if status in {S.IN_REVIEW, S.RETURNED} else None
    case = make_case(organisation, partner, status=status, taken_up_by=taken_up)
    client = sign_in(reviewer)
    page = client.get(case.get_absolute_url()).content.decode()

    with look_as(reviewer.sight):
        offered = set(open_actions(case, reviewer))
    assert {action for action in STEPS if step(case, action) in page} == offered


def test_who_took_a_case_up_is_not_offered_to_accept_it(case, reviewer, sign_in):
    client = sign_in(reviewer)

    assert step(case, "accept") not in client.get(case.get_absolute_url()).content.decode()
    assert client.post(step(case, "accept")).status_code == 403
    assert fresh(case).status == S.IN_REVIEW


def test_a_second_person_accepts(case, reviewer, second, sign_in):
    look_for_contrary(case, reviewer)

    sign_in(second).post(step(case, "accept"))

    assert fresh(case).status == S.ACCEPTED


@pytest.mark.parametrize("action", ["file", "answer", "withdraw", "fly"])
def test_the_partners_steps_are_not_taken_here(case, partner, sign_in, action):
    assert sign_in(partner).post(step(case, action)).status_code == 404


def test_several_questions_are_asked_and_sent_together(case, reviewer, sign_in):
    client = sign_in(reviewer)
    question = {"section": "victims", "text": "How many?", "due_on": timezone.localdate() + timedelta(days=3)}

    again = client.post(f"{case.get_absolute_url()}ask/", {**question, "another": ""})
    client.post(f"{case.get_absolute_url()}ask/", {**question, "text": "Since when?"})
    client.post(step(case, "return"))

    assert again["Location"].endswith("/ask/")
    with look_as(EVERYTHING):
        assert [question.text for question in case.questions.sent()] == ["How many?", "Since when?"]
    assert fresh(case).status == S.RETURNED


def test_a_question_of_another_case_is_not_found(case, asked, make_case, organisation, partner, reviewer, sign_in):
    other = make_case(organisation, partner, status=S.IN_REVIEW)

    client = sign_in(reviewer)

    for number in (asked.pk, "x", ""):
        assert client.post(f"{other.get_absolute_url()}questions/withdraw/", {"question": number}).status_code == 404
    assert fresh(asked).is_open


def test_withdrawing_and_settling_by_their_buttons(case, asked, change, reviewer, sign_in):
    client = sign_in(reviewer)

    client.post(f"{case.get_absolute_url()}questions/withdraw/", {"question": asked.pk})
    client.post(f"{case.get_absolute_url()}changes/settle/", {"correction": change.pk})

    assert not fresh(asked).is_open
    assert not fresh(change).is_open


def test_who_could_accept_reads_what_stands_in_the_way_and_where_to_go(case, coordinator, sign_in):
    with look_as(EVERYTHING):
        NamedSubject.objects.create(case=case, subject=Subject.objects.create(opened_in=case))

    step = sign_in(coordinator).get(case.get_absolute_url()).context["next_step"]

    assert "Write down first how we know that each subject is this person" in step.text
    assert (step.first.label, step.first.url) == ("Go through the checks", reverse("cases:checks", args=[case.reference]))
