"""Messages between a partner and the coalition: sealed, for the two sides alone, and never forgotten."""

import pytest
from django.db import connection
from django.urls import reverse

from audit.models import Record
from cases.models import Message
from cases.services.conflicts import set_aside
from cases.services.messages import read_messages, settle_messages, write_message
from cases.services.safety import raise_alarm
from cases.statuses import CaseStatus
from vault.models import DataKey
from vault.sight import EVERYTHING, look_as

pytestmark = pytest.mark.django_db

WORDS = "The teacher has moved; please wait."


@pytest.fixture
def case(make_case, organisation, partner):
    return make_case(organisation, partner, status=CaseStatus.ACCEPTED, consented_for=["us"], accepted_at="2022-12-09T00:00Z")


@pytest.fixture
def address(case):
    return reverse("cases:messages", args=[case.reference])


def written(case, by, text=WORDS):
    with look_as(EVERYTHING):
        return write_message(case, text, by=by)


def home(client):
    return client.get("/").content.decode()


def test_a_message_arrives_on_the_first_page_is_read_and_is_answered(
    enter, partner, reviewer, case, address, run_jobs, mailoutbox
):
    sent = enter(partner).post(address, {"text": WORDS}, follow=True)
    run_jobs()
    desk = enter(reviewer)
    before = home(desk)
    page = desk.get(address)
    answered = desk.post(address, {"text": "We wait."}, follow=True)
    after = home(desk)
    answer = enter(partner)

    assert WORDS in sent.content.decode()
    assert [(mail.to, WORDS in mail.body) for mail in mailoutbox] == [([reviewer.email], False)]
    assert "Partners’ messages to answer" in before
    assert WORDS in page.content.decode()
    assert answered.status_code == 200
    assert "Partners’ messages to answer" not in after
    assert f'href="{address}"><b>1</b>' in home(answer)
    assert "A message for you" in answer.get(reverse("cases:list")).content.decode()
    assert "1 new" in answer.get(case.get_absolute_url()).content.decode()
    answer.get(address)
    assert address not in home(answer)


def test_a_partner_reads_the_coalition_and_not_a_name(enter, partner, reviewer, case, address):
    written(case, reviewer)

    page = enter(partner).get(address).content.decode()

    assert WORDS in page
    assert "The coalition" in page
    assert reviewer.name not in page


def test_it_is_sealed_in_the_database(case, partner):
    written(case, partner)

    with look_as(EVERYTHING), connection.cursor() as cursor:
        stored = cursor.execute("SELECT row_to_json(cases_message)::text, encode(text, 'escape') FROM cases_message").fetchone()

    assert "teacher" not in "".join(stored)


def test_one_notice_until_it_is_read(case, partner, reviewer, run_jobs, mailoutbox):
    written(case, reviewer)
    written(case, reviewer)
    run_jobs()
    first = len(mailoutbox)
    with look_as(partner.sight):
        read_messages(case, by=partner)
    written(case, reviewer)
    run_jobs()

    assert (first, len(mailoutbox)) == (1, 2)


def test_no_notice_goes_to_a_partner_who_is_not_safe(case, partner, reviewer, run_jobs, mailoutbox):
    with look_as(partner.sight):
        raise_alarm(by=partner)
    written(case, reviewer)
    run_jobs()

    assert [mail.to for mail in mailoutbox if mail.to == [partner.email]] == []


def test_reading_is_on_the_record_once_an_hour_and_for_each_new_one(case, partner, reviewer):
    def times():
        return Record.objects.filter(verb="case.messages_read", actor=reviewer).count()

    written(case, partner)
    counted = []
    for _ in range(2):
        with look_as(EVERYTHING):
            read_messages(case, by=reviewer)
        counted.append(times())
    written(case, partner)
    with look_as(EVERYTHING):
        read_messages(case, by=reviewer)

    assert [*counted, times()] == [1, 1, 2]


def test_nobody_else_reads_them(enter, case, address, partner, reviewer, other_partner, liaison, analyst, auditor, admin):
    written(case, partner)
    reached = {
        person.name: (enter(person).get(address).status_code, Message.objects.visible_to(person).exists())
        for person in (other_partner, liaison, analyst, auditor, admin)
    }
    with look_as(EVERYTHING):
        set_aside(case, reviewer, reason="other", by=reviewer)

    assert reached == {
        "Other": (404, False),
        "Liaison": (403, False),
        "Analyst": (404, False),
        "Auditor": (404, False),
        "Admin": (404, False),
    }
    assert enter(reviewer).get(address).status_code == 404


@pytest.mark.parametrize("person", ["liaison", "other_partner", "analyst"])
def test_the_database_shows_them_to_nobody_else(request, case, partner, person):
    written(case, partner)

    with look_as(request.getfixturevalue(person).sight):
        assert not Message.objects.exists()


def test_a_second_click_sends_nothing_twice(enter, partner, case, address):
    client = enter(partner)
    page = client.get(address).content.decode()
    sheet = page.partition('name="sheet" value="')[2].partition('"')[0]

    for _ in range(2):
        client.post(address, {"text": WORDS, "sheet": sheet})

    with look_as(EVERYTHING):
        assert case.messages.count() == 1


def test_too_long_is_said_and_nothing_is_lost(enter, partner, case, address):
    text = "a" * 4001

    answer = enter(partner).post(address, {"text": text})

    assert "4,001" in answer.content.decode() or "4001" in answer.content.decode()
    assert text in answer.content.decode()


def test_a_message_that_needs_no_answer_leaves_the_pile(case, partner, reviewer):
    written(case, partner, "Thank you.")
    with look_as(EVERYTHING):
        for _ in range(2):
            settle_messages(case, by=reviewer)

        assert not Message.objects.to_answer().exists()
    assert Record.objects.filter(verb="case.message_settled").count() == 1


def test_of_a_shredded_case_nothing_is_read_or_written(enter, case, address, partner):
    written(case, partner)
    with look_as(EVERYTHING):
        DataKey.objects.filter(pk=case.data_key_id).update(wrapped=None)

    page = enter(partner).get(address).content.decode()
    answer = enter(partner).post(address, {"text": "Anybody there?"}).content.decode()

    assert WORDS not in page
    assert "nobody can read it any more" in page
    assert "Anybody there?" in answer
    assert "nothing can be kept in it" in answer
