"""While several organisations file one case: who is told, whose name stands where, what stops it, and how one leaves."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse

from audit.models import Record
from audit.steps import IllegalStep
from cases import policies
from cases.models import Case, CoFiling, Correction, Recusal
from cases.protected import protected_words
from cases.services import cofiling, sections
from cases.services.conflicts import declare_tie
from cases.services.evidence import attach_evidence
from cases.services.messages import write_message
from cases.services.safety import raise_alarm
from cases.statuses import CaseStatus
from cases.uploads import ReceivedFile
from cases.views.profiles import own_profiles
from cases.workflow import move
from tests.cases.material import fill
from vault.sight import EVERYTHING, look_as

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(make_case, organisation, partner):
    return fill(make_case(organisation, partner, title="The quarry", status=CaseStatus.DRAFT))


def seen_by(person):
    """What the query gives, and what PostgreSQL gives without it."""
    with look_as(person.sight):
        return set(Case.objects.visible_to(person)), set(Case.objects.all())


def test_others_who_file_are_the_organisation_and_staff_the_coalition(enter, partner, other_partner, reviewer, case, join):
    join(case)
    with look_as(EVERYTHING):
        write_message(case, "From us who lead.", by=partner)
        write_message(case, "From us who joined.", by=other_partner)
        write_message(case, "From the coalition.", by=reviewer)
    address = reverse("cases:messages", args=[case.reference])

    def who(person):
        return [message["who"] for message in enter(person).get(address).context["thread"]]

    assert who(partner) == ["Partner", "Kestrel Legal Aid", "The coalition"]
    assert who(other_partner) == ["Orsa Valley Network", "Other", "The coalition"]
    assert who(reviewer) == ["Partner", "Other", "Reviewer"]
    happened = enter(other_partner).get(case.get_absolute_url()).context["events"]
    assert {event["who"] for event in happened} == {"Orsa Valley Network", "Other"}


def test_when_staff_act_all_who_file_are_told_and_when_one_acts_the_others_are(make_case, organisation, partner, other_partner,
                                                                               reviewer, join, run_jobs, mailoutbox):  # fmt: skip
    case = make_case(organisation, partner, status=CaseStatus.FILED)
    join(case)
    run_jobs()
    mailoutbox.clear()

    with look_as(EVERYTHING):
        move(case, "take_up", by=reviewer)
    run_jobs()
    by_staff = sorted(mail.to[0] for mail in mailoutbox)
    mailoutbox.clear()
    with look_as(EVERYTHING):
        write_message(case, "x", by=other_partner)
    run_jobs()

    assert by_staff == ["other@example.org", "partner@example.org"]
    assert sorted(mail.to[0] for mail in mailoutbox) == ["partner@example.org", "reviewer@example.org"]


def test_one_who_is_not_safe_stops_the_case_for_all_and_gets_no_mail(make_case, organisation, partner, other_partner, reviewer,
                                                                     join, run_jobs, mailoutbox):  # fmt: skip
    case = make_case(organisation, partner, status=CaseStatus.FILED)
    join(case)
    run_jobs()
    mailoutbox.clear()

    with look_as(other_partner.sight):
        raise_alarm(by=other_partner)
    with look_as(EVERYTHING):
        paused = Case.objects.get(pk=case.pk).is_paused
        move(case, "take_up", by=reviewer)
    run_jobs()

    assert paused
    assert [mail.to for mail in mailoutbox if "reviewer" not in mail.to[0]] == [["partner@example.org"]]


def test_leaving_a_filed_case_stops_what_is_unsent_until_staff_have_looked(enter, make_case, organisation, partner, other_partner,
                                                                           join, run_jobs, mailoutbox):  # fmt: skip
    case = make_case(organisation, partner, status=CaseStatus.FILED)
    join(case)
    run_jobs()
    mailoutbox.clear()

    left = enter(other_partner).post(reverse("cases:leave-case", args=[case.reference]), {"note": ""}, follow=True)
    run_jobs()

    assert left.status_code == 200
    assert case.reference not in left.content.decode()
    assert enter(other_partner).get(case.get_absolute_url()).status_code == 404
    with look_as(EVERYTHING):
        assert Case.objects.get(pk=case.pk).has_open_correction
        assert Correction.objects.get().text.startswith("An organisation that filed this case with others has left it")
    assert ["partner@example.org"] in [mail.to for mail in mailoutbox]
    happened = [event["who"] for event in enter(partner).get(case.get_absolute_url()).context["events"]]
    assert "an organisation that is not on this case" in happened
    assert "Kestrel Legal Aid" not in happened


def test_staff_with_a_tie_to_who_joins_are_set_aside(case, reviewer, other_organisation, join):
    with look_as(reviewer.sight):
        declare_tie(other_organisation, by=reviewer)
    assert seen_by(reviewer) == ({case}, {case})

    join(case)

    assert seen_by(reviewer) == (set(), set())
    with look_as(EVERYTHING):
        assert [(row.person, row.reason) for row in Recusal.objects.all()] == [(reviewer, "organisation")]


def test_staff_read_the_contact_of_each_on_record_and_it_leaves_in_nothing(enter, reviewer, liaison, partner, case, join):
    part = join(case, contact="Ring the bakery twice.")
    address = reverse("cases:contact-of", args=[case.reference, part.pk])

    shown = enter(reviewer).post(address).content.decode()

    assert "Ring the bakery twice." in shown
    assert enter(partner).post(address).status_code == 403
    assert enter(liaison).post(address).status_code == 404
    assert Record.objects.filter(verb="case.contact_revealed", actor=reviewer).count() == 1
    with look_as(EVERYTHING):
        assert "Ring the bakery twice." in {word.text for word in protected_words([case])}


def test_a_part_that_is_over_lets_nobody_in(case, partner, other_partner, join):
    part = join(case)
    with look_as(partner.sight):
        cofiling.let_in(part, by=partner)  # a second click
        cofiling.end_part(part, by=partner)
        cofiling.end_part(part, by=partner)

        with pytest.raises(IllegalStep):
            cofiling.let_in(part, by=partner)
    assert Record.objects.filter(verb="case.part_ended").count() == 1


def test_nobody_offers_a_part_in_what_is_over_nor_more_codes_than_anybody_needs(case, partner):
    with look_as(partner.sight):
        for _ in range(cofiling.MOST_OFFERS):
            cofiling.offer_part(case, CoFiling.Part.CO_FILER, by=partner)
        with pytest.raises(IllegalStep), transaction.atomic():
            cofiling.offer_part(case, CoFiling.Part.CO_FILER, by=partner)
        Case.objects.filter(pk=case.pk).update(status=CaseStatus.WITHDRAWN)
        with pytest.raises(PermissionDenied), transaction.atomic():
            cofiling.offer_part(case, CoFiling.Part.CO_FILER, by=partner)


def test_the_list_of_cases_asks_no_more_of_those_filed_together(
    enter, other_partner, make_case, organisation, partner, join, count_own_queries
):
    client, asked = enter(other_partner), []
    for rows in (1, 2):
        for _ in range(rows):
            join(make_case(organisation, partner, status=CaseStatus.FILED))
        with count_own_queries() as own:
            assert client.get(reverse("cases:list")).content.decode().count("filed together with others") in (1, 3)
        asked.append(len(own))

    assert asked[0] == asked[1]


def test_a_file_has_its_own_name_only_for_the_organisation_that_gave_it(case, partner, other_partner, reviewer, join):
    join(case)
    with look_as(EVERYTHING), ReceivedFile("who-gave-it.txt", "text/plain") as received:
        received.receive(b"Something")
        file = attach_evidence(case.sources.first(), received, by=partner, media_type="text/plain")

    assert [policies.knows_name_of(who, file) for who in (partner, other_partner, reviewer)] == [True, False, False]


def test_profiles_of_a_lead_are_not_offered_to_who_joins(case, make_case, organisation, partner, other_partner, join):
    elsewhere = make_case(organisation, partner, status=CaseStatus.DRAFT)
    fill(elsewhere)
    join(case)

    with look_as(partner.sight):
        assert own_profiles(case, partner).exists()
    with look_as(other_partner.sight):
        assert not own_profiles(case, other_partner).exists()


def test_two_organisations_write_in_one_entry_as_two_colleagues_do(case, partner, other_partner, join):
    join(case)
    with look_as(other_partner.sight):
        incident = case.incidents.get()
        incident.place = "Upper Orsa"
        sections.save_incident(case, incident, by=other_partner)
    with look_as(partner.sight):
        assert case.incidents.get().place == "Upper Orsa"
