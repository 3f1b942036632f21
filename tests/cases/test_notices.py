"""Who is told that something moved, and how little they are told."""

import pytest
from django.core import mail

from accounts.roles import Role
from audit.log import record
from cases import notices
from cases.models import Case, FirstNote
from cases.statuses import CaseStatus as S
from cases.workflow import STEPS, move
from jobs.models import Job
from vault.sight import EVERYTHING, look_as

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(
    partner, lead, other_partner, reviewer, coordinator, liaison, analyst, auditor, admin, enlist, organisation, coalition
):
    """One of each, and those who may hear nothing: somebody who left, somebody without a role."""
    for gone in (enlist("Gone", organisation, Role.AUTHOR), enlist("Left", coalition, Role.REVIEWER)):
        gone.is_active = False
        gone.save()
    enlist("Roleless", organisation)
    return {"partner": partner, "reviewer": reviewer, "coordinator": coordinator}


@pytest.fixture
def case(make_case, organisation, people):
    made = make_case(organisation, people["partner"], title="Detentions at the quarry", status=S.FILED)
    with look_as(EVERYTHING):
        FirstNote.objects.create(case=made, who="Maro Teskan", what="Detentions", how_known="Told", safe_contact="the baker")
    return made


def told(case, actor):
    with look_as(EVERYTHING):
        return {person.name for person in notices.concerned(Case.objects.get(pk=case.pk), actor)}


def test_when_staff_act_the_partners_people_are_told(case, people):
    assert told(case, people["reviewer"]) == {"Partner", "Lead"}


def test_when_a_partner_acts_all_casework_staff_are_told(case, people):
    assert told(case, people["partner"]) == {"Reviewer", "Coordinator"}


def test_once_somebody_took_the_case_up_they_alone_are_told(case, people):
    with look_as(EVERYTHING):
        Case.objects.update(taken_up_by=people["reviewer"])

    assert told(case, people["partner"]) == {"Reviewer"}


def test_when_they_have_left_all_casework_staff_are_told(case, people):
    with look_as(EVERYTHING):
        Case.objects.update(taken_up_by=people["reviewer"])
    people["reviewer"].is_active = False
    people["reviewer"].save()

    assert told(case, people["partner"]) == {"Coordinator"}


def test_when_they_have_lost_the_role_all_casework_staff_are_told(case, people):
    with look_as(EVERYTHING):
        Case.objects.update(taken_up_by=people["reviewer"])
    people["reviewer"].grants.all().delete()

    assert told(case, people["partner"]) == {"Coordinator"}


def test_the_one_who_acted_is_never_told(case, people):
    assert "Partner" not in told(case, people["partner"])
    assert "Reviewer" not in told(case, people["reviewer"])


def test_every_mail_is_free_of_content(case, people, run_jobs):
    with look_as(EVERYTHING):
        move(case, "take_up", by=people["reviewer"], note="Thank you, we read it now.")
    run_jobs()

    assert {message.to[0] for message in mail.outbox} == {"partner@example.org", "lead@example.org"}
    for message in mail.outbox:
        written = str(message.message())
        assert len(message.to) == 1
        assert case.get_absolute_url() in written
        for word in ("Detentions", "quarry", "Teskan", "baker", "Thank you", "Orsa", "Reviewer", "taken up", "In review"):
            assert word not in written


def test_a_job_carries_nothing_but_the_number_of_a_record(case, people):
    with look_as(EVERYTHING):
        taken = move(case, "take_up", by=people["reviewer"], note="Thank you, we read it now.")

    assert [job.arguments for job in Job.objects.filter(kind="cases.tell_of_step")] == [{"record": taken.pk}]


def test_no_notice_without_its_step(case, people):
    with look_as(EVERYTHING), pytest.raises(Exception, match="no longer"):
        move(case, "accept", by=people["reviewer"])

    assert not Job.objects.filter(kind="cases.tell_of_step").exists()


@pytest.mark.parametrize("action", STEPS)
def test_each_step_can_be_told(case, people, action):
    with look_as(EVERYTHING):
        notices.tell_of_step(record(people["reviewer"], f"case.{action}", case))

    assert len(mail.outbox) == 2
