"""What stands beside the two signatures: a waiver for tonight by two, its review by a third, the partner's approval."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.roles import Role
from cases.clock import working_day_after
from cases.statuses import ConsentAnswer
from config.home import recommendations_waiting
from submissions import apart, checks, services
from submissions.models import Recommendation, Waiver
from submissions.reading import anew
from submissions.services import signatures, tonight
from submissions.statuses import RecommendationStatus
from tests.submissions.conftest import TICKS, say
from tests.submissions.pages import address, page_of
from vault.sight import look_as

pytestmark = pytest.mark.django_db


def now(ask):
    return Recommendation.objects.select_related("dossier", "case", "subject").get(pk=ask.pk)


@pytest.fixture
def third(enlist, coalition):
    return enlist("Third", coalition, Role.COORDINATOR)


@pytest.fixture
def waived(opened, liaison, approver):
    return tonight.confirm_waiver(tonight.ask_waiver(opened, "He flies tonight.", by=liaison), by=approver)


def test_nothing_is_waived_until_a_second_person_agrees(opened, liaison, approver):
    waiver = tonight.ask_waiver(opened, "He flies tonight.", by=liaison)
    assert list(checks.problems_of(now(opened))) != []

    with pytest.raises(PermissionDenied):
        tonight.confirm_waiver(waiver, by=liaison)

    tonight.confirm_waiver(waiver, by=approver)
    assert list(checks.problems_of(now(opened))) == []


def test_what_is_waived_is_still_said_and_two_sign_as_ever(waived, opened, liaison, approver):
    assert [found.sentence for found in checks.found_in(anew(opened)) if found.is_waived]

    services.sign_first(now(opened), by=liaison)
    services.sign_second(now(opened), TICKS, by=approver)

    assert now(opened).status == RecommendationStatus.APPROVED


def test_consent_is_never_waived(waived, opened, veldonia):
    say(veldonia.case, veldonia.victim, ConsentAnswer.NO)

    assert list(checks.problems_of(now(opened))) == ["“The fourteen of May” has not agreed to this government: United States."]


def test_only_completeness_and_the_two_sources_may_wait():
    assert {check.find.__name__ for check in checks.CHECKS if check.find not in checks.MAY_WAIT and check.is_blocking} == {
        "case_stands",
        "partner_is_safe",
        "nothing_open_from_partner",
        "safety_was_judged_lately",
        "law_allows_it",
        "words_fit_the_facts",
        "consent_covers",
        "sources_may_be_shown",
        "reasons_may_be_shown",
        "exhibits_may_leave",
        "words_can_be_printed",
    }


def test_somebody_else_reviews_it_within_five_working_days(waived, liaison, approver, third):
    assert waived.review_by == working_day_after(timezone.localdate(), 5)
    for person in (liaison, approver):
        with pytest.raises(PermissionDenied):
            tonight.review_waiver(waived, "Right.", by=person)

    tonight.review_waiver(waived, "It was right; a second source came on Friday.", by=third)

    assert (waived.reviewed_by, waived.is_overdue) == (third, False)


def test_a_review_that_nobody_made_is_overdue(waived):
    waived.review_by = timezone.localdate() - timedelta(days=1)

    assert waived.is_overdue


def test_opening_it_again_ends_the_waiver(waived, opened, liaison):
    services.sign_first(now(opened), by=liaison)
    services.reopen(now(opened), by=liaison)

    assert list(checks.problems_of(now(opened))) != []


def test_the_database_refuses_one_person_for_two(waived):
    with pytest.raises(IntegrityError), transaction.atomic():
        Waiver.objects.filter(pk=waived.pk).update(confirmed_by=waived.asked_by)


def test_the_page_asks_for_a_reason_and_a_second_person(opened, liaison, approver, sign_in):
    client = sign_in(liaison)
    assert "It cannot wait: tonight" in page_of(client, "recommendation", opened.reference)

    client.post(address("waive", opened.reference, "ask"), {"words": ""})
    assert not Waiver.objects.exists()
    client.post(address("waive", opened.reference, "ask"), {"words": "He flies tonight."})
    assert client.post(address("waive", opened.reference, "confirm")).status_code == 403

    client = sign_in(approver)
    assert "I agree that it cannot wait" in page_of(client, "recommendation", opened.reference)
    client.post(address("waive", opened.reference, "confirm"))
    assert Waiver.objects.get().stands


def test_the_partners_approval_is_of_these_words(argued, liaison, sign_in):
    client = sign_in(liaison)
    client.post(address("partner-approval", argued.reference), {"how": "By telephone, to me", "given_on": date(2022, 9, 2)})

    page = page_of(client, "recommendation", argued.reference)
    assert "By telephone, to me" in page
    assert "of earlier words" not in page

    words = {name: getattr(argued, name) for name in ("affected", "contrary")} | {"summary": "Other words."}
    services.write_recommendation(argued, words, by=liaison)
    assert "of earlier words" in page_of(client, "recommendation", argued.reference)


def test_an_approval_of_tomorrow_is_none(argued, liaison, sign_in):
    tomorrow = timezone.localdate() + timedelta(days=1)

    sign_in(liaison).post(address("partner-approval", argued.reference), {"how": "-", "given_on": tomorrow})

    assert not argued.partner_approvals.exists()


# Apart


@pytest.fixture
def four(settings):
    settings.SIGN_OFF_APART = ["law", "safety", "partner", "approval"]


@pytest.fixture
def lawyer(enlist, coalition):
    return enlist("Lawyer", coalition, Role.LEGAL_REVIEWER)


@pytest.fixture
def guard(enlist, coalition):
    return enlist("Guard", coalition, Role.SAFETY_REVIEWER)


def refused(ask, by):
    with pytest.raises(checks.NotReady) as refusal:
        services.sign_second(now(ask), TICKS, by=by)
    return refusal.value.problems


def test_four_sign_apart_when_the_coalition_wants_it(four, signed_once, liaison, approver, lawyer, guard, coordinator):
    assert refused(signed_once, coordinator) == [
        "Somebody has to sign for it first: The law.",
        "Somebody has to sign for it first: Safety.",
        "The partner’s approval of these words is not recorded yet.",
        "Here the second signature is an approver’s.",
    ]

    signatures.sign_part(signed_once, "law", by=lawyer)
    signatures.sign_part(signed_once, "safety", by=guard)
    signatures.record_partner_approval(signed_once, "By telephone", date(2022, 9, 2), by=liaison)
    services.sign_second(now(signed_once), TICKS, by=approver)

    assert now(signed_once).status == RecommendationStatus.APPROVED
    assert now(signed_once).sign_offs.count() == 4
    assert list(checks.is_as_signed(anew(signed_once))) == []


@pytest.mark.parametrize("part", ["law", "safety", "partner", "nothing"])
def test_nobody_signs_a_part_without_its_role(four, signed_once, approver, part):
    with pytest.raises(PermissionDenied):
        signatures.sign_part(signed_once, part, by=approver)


def test_a_part_is_signed_on_the_page(four, signed_once, lawyer, sign_in):
    client = sign_in(lawyer)
    assert "Sign for it:" in page_of(client, "recommendation", signed_once.reference)

    client.post(address("sign-part", signed_once.reference, "law"))

    assert now(signed_once).sign_offs.filter(law=True, person=lawyer).count() == 1
    assert "Sign for it:" not in page_of(client, "recommendation", signed_once.reference)


def test_a_wrong_word_in_the_setting_is_refused(settings):
    settings.SIGN_OFF_APART = ["lawyer"]

    with pytest.raises(ImproperlyConfigured, match="knows law, safety, partner, approval, not lawyer"):
        apart.wanted()


def piles(person):
    with look_as(person.sight):
        return {pile.url.rpartition("=")[2]: pile.count for pile in recommendations_waiting(person) if "pile" in pile.url}


def test_who_must_agree_or_review_sees_it_on_the_first_page(opened, liaison, approver, third, other_liaison, sign_in):
    waiver = tonight.ask_waiver(opened, "He flies tonight.", by=liaison)
    assert {who.name: piles(who)["tonight"] for who in (liaison, approver, third, other_liaison)} == {
        "Liaison": 0, "Approver": 1, "Third": 1, "Londoner": 0,
    }  # fmt: skip

    tonight.confirm_waiver(waiver, by=approver)
    assert [piles(who)["review"] for who in (liaison, approver, third)] == [0, 0, 1]
    page = sign_in(third).get(address("list"), {"pile": "review"}).content.decode()
    assert opened.reference in page
    assert "review by" in page

    tonight.review_waiver(waiver, "It was right.", by=third)
    assert piles(third)["review"] == 0
