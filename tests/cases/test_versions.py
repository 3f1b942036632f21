"""What changed between two versions of a case, and the one reminder of a late answer."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from cases.models import Alarm, Question, Victim
from cases.notices import chase_answers
from cases.services.answers import send_answers
from cases.services.review import ask_question
from cases.statuses import CaseStatus as S
from cases.versions import differences
from cases.workflow import move
from tests.cases.material import fill
from vault.sight import EVERYTHING, look_as

pytestmark = pytest.mark.django_db


@pytest.fixture
def returned(make_case, organisation, partner, reviewer):
    case = fill(make_case(organisation, partner, status=S.DRAFT))
    with look_as(EVERYTHING):
        move(case, "file", by=partner)
        move(case, "take_up", by=reviewer)
        ask_question(case, "victims", "How many were they?", by=reviewer)
        move(case, "return", by=reviewer)
    return case


def answer(case, partner):
    with look_as(EVERYTHING):
        Victim.objects.filter(case=case).update(count=4, pseudonym="Four teachers")
        Question.objects.update(answer="Four.", answered_by=partner)
        send_answers(case, by=partner)


def test_the_answer_arrives_with_what_changed(returned, partner, reviewer, sign_in):
    answer(returned, partner)
    client = sign_in(reviewer)

    page = " ".join(client.get(returned.get_absolute_url()).content.decode().split())
    compared = " ".join(client.get(f"{returned.get_absolute_url()}versions/").content.decode().split())

    assert "3 things in the case changed." in page
    assert "<del>Person 0</del> <ins>Four teachers</ins>" in compared
    assert "<del>1</del> <ins>4</ins>" in compared


def test_versions_are_kept_at_each_turn(returned, partner):
    answer(returned, partner)

    with look_as(EVERYTHING):
        kept = list(returned.caseversions.values_list("number", "why", "changes"))
    assert kept == [(1, "file", {}), (2, "return", {}), (3, "answer", {"victims": 2, "incidents": 1})]  # the act names the victim


def test_a_row_that_is_gone_and_one_that_came_are_both_told(returned, partner):
    with look_as(EVERYTHING):
        before = returned.caseversions.get(number=1).content
        after = {**before, "victims": [{**before["victims"][0], "id": 999, "pseudonym": "The baker"}]}

    told = {(difference.field, difference.before, difference.after) for difference in differences(before, after)}

    assert ("Pseudonym", "Person 0", "") in told
    assert ("Pseudonym", "", "The baker") in told


def test_a_version_that_is_not_there_is_not_found(returned, reviewer, sign_in):
    assert sign_in(reviewer).get(f"{returned.get_absolute_url()}versions/?to=9").status_code == 404


def test_a_late_answer_is_reminded_of_once(returned, partner, lead, reviewer):
    with look_as(EVERYTHING):
        assert chase_answers() == 0
        Question.objects.update(due_on=timezone.localdate() - timedelta(days=1))

        assert (chase_answers(), chase_answers()) == (1, 0)

    assert sorted(message.to[0] for message in mail.outbox) == sorted([partner.email, lead.email])
    assert "How many" not in mail.outbox[0].body


def test_nobody_is_reminded_of_a_question_that_was_not_sent(make_case, organisation, partner, reviewer):
    case = make_case(organisation, partner, status=S.IN_REVIEW, taken_up_by=reviewer)
    with look_as(EVERYTHING):
        ask_question(case, "claims", "Which day?", by=reviewer)
        Question.objects.update(due_on=timezone.localdate() - timedelta(days=1))

        assert chase_answers() == 0


def test_a_partner_who_is_not_safe_gets_no_reminder_until_somebody_has_spoken_with_them(
    returned, organisation, partner, coordinator
):
    with look_as(EVERYTHING):
        Question.objects.update(due_on=timezone.localdate() - timedelta(days=1))
        alarm = Alarm.objects.create(organisation=organisation, raised_by=partner)

        assert chase_answers() == 0
        alarm.spoken, alarm.ended_by, alarm.ended_at = "By the baker.", coordinator, timezone.now()
        alarm.save()
        assert chase_answers() == 1
