"""“We are no longer safe”: one press stops everything of a partner, until somebody has spoken with them."""

import pytest
from django.urls import reverse

from audit.models import Record
from cases import advice
from cases.models import Alarm
from cases.notices import concerned
from cases.services.safety import end_alarm, raise_alarm
from cases.statuses import CaseStatus
from cases.workflow import CONDITIONS
from jobs.models import Job
from submissions.checks.case import partner_is_safe
from submissions.models import Recommendation
from vault.sight import EVERYTHING, look_as

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(make_case, organisation, partner):
    return make_case(organisation, partner, status=CaseStatus.ACCEPTED)


def press(client):
    return client.post(reverse("cases:no-longer-safe"), follow=True)


def text_of(answer):
    return answer.content.decode()


def test_one_press_stops_everything_and_tells_whoever_is_on_duty_without_a_word(
    sign_in, partner, coordinator, case, run_jobs, mailoutbox
):
    answer = press(sign_in(partner))
    run_jobs()

    assert "Everything is stopped" in text_of(answer)
    assert [mail.to for mail in mailoutbox] == [[coordinator.email]]
    assert case.organisation.name not in mailoutbox[0].body
    with look_as(EVERYTHING):
        assert case.is_paused
        assert list(partner_is_safe(Recommendation(case=case)))
    assert {job.kind: job.arguments.keys() for job in Job.objects.all()}["cases.tell_duty"] == {"alarm"}


def test_the_address_on_duty_is_told_when_there_is_one(sign_in, partner, coordinator, run_jobs, mailoutbox, settings):
    settings.DUTY_EMAIL = "duty@example.org"

    press(sign_in(partner))
    run_jobs()

    assert [mail.to for mail in mailoutbox] == [["duty@example.org"]]


def test_a_second_press_changes_nothing(sign_in, partner, lead):
    press(sign_in(partner))
    press(sign_in(lead))

    with look_as(EVERYTHING):
        assert Alarm.objects.count() == 1
    assert Record.objects.filter(verb="organisation.unsafe").count() == 1


def test_no_mail_goes_to_a_partner_who_is_not_safe(partner, coordinator, case):
    with look_as(EVERYTHING):
        before = list(concerned(case, coordinator))
    with look_as(partner.sight):
        raise_alarm(by=partner)
    with look_as(EVERYTHING):
        after = list(concerned(case, coordinator))

    assert (before, after) == ([partner], [])


def test_a_case_of_theirs_is_not_accepted_meanwhile(partner, reviewer, make_case, organisation):
    read = make_case(organisation, partner, status=CaseStatus.IN_REVIEW, taken_up_by=reviewer)

    def stands_against():
        return [str(why) for holds, why in CONDITIONS["accept"] if not holds(read)]

    with look_as(EVERYTHING):
        before = stands_against()
        raise_alarm(by=partner)
        after = stands_against()

    assert [why for why in after if why not in before] == [
        "The partner says that they are no longer safe. It goes on when a coordinator has spoken with them."
    ]


def test_other_partners_go_on(partner, other_partner, make_case, other_organisation):
    other = make_case(other_organisation, other_partner, status=CaseStatus.ACCEPTED)
    with look_as(partner.sight):
        raise_alarm(by=partner)

    with look_as(EVERYTHING):
        assert not other.is_paused


def test_it_goes_on_only_after_a_conversation_that_staff_write_down(sign_in, partner, coordinator, case):
    with look_as(partner.sight):
        alarm = raise_alarm(by=partner)
    client = sign_in(coordinator)
    home, page = text_of(client.get("/")), text_of(client.get(case.get_absolute_url()))
    address = reverse("cases:end-alarm", args=[alarm.pk])

    silent = client.post(address, {"spoken": " "})
    client.post(address, {"spoken": "By telephone, with the word we agreed on."})

    assert "Partners who are not safe" in home
    assert "no longer safe" in page
    assert silent.status_code == 200
    with look_as(EVERYTHING):
        assert not case.is_paused
        assert Alarm.objects.get().ended_by == coordinator
    assert Record.objects.filter(verb="organisation.safe_again", actor=coordinator).exists()


def test_an_ended_alarm_is_not_ended_twice(partner, coordinator, enlist, coalition):
    from accounts.roles import Role

    with look_as(partner.sight):
        alarm = raise_alarm(by=partner)
    second = enlist("Second", coalition, Role.COORDINATOR)
    with look_as(EVERYTHING):
        end_alarm(alarm, "We spoke.", by=coordinator)
        end_alarm(alarm, "Other words.", by=second)

        assert Alarm.objects.get().spoken == "We spoke."


def test_the_page_says_what_to_do_and_what_not(sign_in, partner):
    page = text_of(sign_in(partner).get(reverse("cases:safety")))

    for sentence in (*advice.DO, *advice.DO_NOT, *advice.TRUTHS):
        assert str(sentence) in page


def test_a_partner_sees_no_other_partners_alarm(partner, other_partner):
    with look_as(partner.sight):
        raise_alarm(by=partner)

    with look_as(other_partner.sight):
        assert not Alarm.objects.exists()
