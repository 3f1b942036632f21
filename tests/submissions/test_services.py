"""Every write: once, in order, and refused in sentences when something moved in between."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from audit.models import Record
from audit.steps import IllegalStep
from cases.models import Claim, Correction
from cases.statuses import CaseStatus, ConsentAnswer
from jobs.models import Job
from submissions import checks, services
from submissions.models import Delivery, Dossier, DossierVersion, Recipient, Recommendation
from submissions.statuses import RecommendationStatus as S
from tests.submissions.conftest import TICKS, argue, argue_by_hand, look_at_all, make_accepted_case, make_subject, say

pytestmark = pytest.mark.django_db

today = timezone.localdate


def again(row):
    return type(row).objects.get(pk=row.pk)


def refused(act, *args, **kwargs):
    """The sentences with which an act is refused; what it wrote is rolled back."""
    with pytest.raises(checks.NotReady) as problem, transaction.atomic():
        act(*args, **kwargs)
    return problem.value.problems


# Opening


def test_opening_makes_a_dossier_and_an_empty_finding_for_each_element(opened, criterion):
    assert opened.dossier.jurisdiction == "us"
    assert [(finding.element, finding.statement) for finding in opened.findings.all()] == [
        (element, "") for element in criterion.elements.all()
    ]
    assert {record.verb for record in Record.objects.all()} >= {"dossier.opened", "recommendation.opened"}


def test_only_the_liaison_for_that_government_opens(veldonia, criterion, other_liaison, coordinator):
    for person in (other_liaison, coordinator):
        with pytest.raises(PermissionDenied):
            services.open_recommendation(veldonia.case, veldonia.subject, criterion, by=person)


def test_a_second_recommendation_goes_into_the_same_dossier(opened, veldonia, criterion, liaison):
    other = make_subject(veldonia.case, "Pavo Dresnik")

    services.open_recommendation(veldonia.case, other, criterion, by=liaison, dossier=opened.dossier)

    assert Dossier.objects.count() == 1
    assert opened.dossier.recommendations.count() == 2


def test_what_cannot_be_opened(opened, veldonia, criterion, british, liaison, other_liaison, organisation, partner):
    def open_it(case=veldonia.case, subject=veldonia.subject, criterion=criterion, by=liaison, **more):
        return refused(services.open_recommendation, case, subject, criterion, by=by, **more)

    stranger = make_accepted_case(organisation, partner, "Pavo Dresnik").subject

    assert open_it(dossier=opened.dossier) == ["This dossier has a recommendation about them already."]
    assert open_it(subject=stranger) == ["The case does not name this person or body."]
    assert open_it(criterion=british, by=other_liaison, dossier=opened.dossier)[0] == "This dossier goes to another government."
    veldonia.case.status = CaseStatus.WITHDRAWN
    assert open_it() == ["Only an accepted case can be argued."]


def test_a_dossier_that_was_sent_takes_no_more(sent, veldonia, criterion, liaison):
    other = make_subject(veldonia.case, "Pavo Dresnik")

    assert refused(services.open_recommendation, veldonia.case, other, criterion, by=liaison, dossier=sent.dossier) == [
        "This dossier was sent already."
    ]


# Signing


def test_two_sign_and_each_signature_is_of_the_same_words(approved, liaison, approver):
    assert [sign_off.person for sign_off in approved.sign_offs.all()] == [liaison, approver]
    assert len({sign_off.sha256 for sign_off in approved.sign_offs.all()}) == 1
    assert again(approved).status == S.APPROVED


def test_nothing_is_signed_while_something_is_missing(opened, liaison):
    assert "Say why this person and why now." in refused(services.sign_first, opened, by=liaison)

    assert (again(opened).status, opened.sign_offs.count()) == (S.DRAFTING, 0)


@pytest.mark.parametrize("missing", TICKS)
def test_the_second_signature_takes_three_ticks(signed_once, approver, missing):
    assert refused(services.sign_second, signed_once, {**TICKS, missing: False}, by=approver) == [
        "Tick law, safety and consent, each after you have checked it; or open the recommendation again."
    ]
    assert again(signed_once).status == S.TO_SIGN


def test_one_person_does_not_sign_twice(signed_once, liaison):
    with pytest.raises(PermissionDenied):
        services.sign_second(signed_once, TICKS, by=liaison)


def test_of_two_who_sign_at_once_the_second_gets_a_sentence(signed_once, approver, coordinator):
    """Both have read the page before either pressed the button."""
    mine, theirs = again(signed_once), again(signed_once)
    services.sign_second(mine, TICKS, by=approver)

    with pytest.raises(IllegalStep, match="it is now “Approved by two”"):
        services.sign_second(theirs, TICKS, by=coordinator)
    assert signed_once.sign_offs.count() == 2


def test_what_changes_between_the_signatures_is_noticed(signed_once, veldonia, approver):
    veldonia.subject.positions.update(title="Colonel")

    problems = refused(services.sign_second, signed_once, TICKS, by=approver)

    assert [problem.partition(":")[0] for problem in problems] == [f"{signed_once.reference} is no longer what was signed"]


def test_signed_words_are_opened_again_before_they_change(approved, veldonia, liaison, approver):
    words = {"summary": "Other words.", "affected": "-", "contrary": "-"}
    sentence = "It is now “Approved by two”. What was signed cannot be changed: open it again first, and both sign anew."
    finding = approved.findings.select_related("recommendation__dossier").first()

    assert refused(services.write_recommendation, approved, words, by=liaison) == [sentence]
    assert refused(services.write_finding, finding, "Other words.", [], by=liaison) == [sentence]
    assert again(approved).summary == "He is still in command."

    services.reopen(approved, by=liaison)
    assert approved.signed_by == set()
    services.write_recommendation(approved, words, by=liaison)
    services.sign_first(approved, by=liaison)
    services.sign_second(approved, TICKS, by=approver)
    assert [(sign_off.person, sign_off.voided_at is None) for sign_off in approved.sign_offs.all()] == [
        (liaison, False),
        (approver, False),
        (liaison, True),
        (approver, True),
    ]


def test_a_liaison_of_another_government_writes_nothing(opened, other_liaison):
    with pytest.raises(PermissionDenied):
        services.write_recommendation(opened, {"summary": "x", "affected": "", "contrary": ""}, by=other_liaison)


# What may happen between a signature and the post office


def withdraw_consent(world):
    say(world.case, world.victim, ConsentAnswer.NO)


def take_one_claim_back(world):
    Claim.objects.filter(pk=world.claims[0].pk).update(recanted_at=timezone.now())


def correct(world):
    Correction.objects.create(case=world.case, kind="correction", text="It was June.", by=world.author)


def withdraw(world):
    world.case.status = CaseStatus.WITHDRAWN
    world.case.save()


HAPPENS = {
    withdraw_consent: "“The fourteen of May” has not agreed to this government: United States.",
    take_one_claim_back: "is no longer what was signed: the case has changed since.",
    correct: "The partner has said that something in the case changed.",
    withdraw: "is no longer accepted: it is now “Withdrawn”.",
}


@pytest.mark.parametrize("happens", HAPPENS)
def test_between_signature_and_freezing(approved, veldonia, liaison, happens):
    happens(veldonia)

    assert HAPPENS[happens] in refused(services.freeze, approved.dossier, by=liaison)[0]
    assert not DossierVersion.objects.exists()


@pytest.mark.parametrize("happens", HAPPENS)
def test_between_freezing_and_delivery(built, veldonia, office, liaison, happens):
    happens(veldonia)

    assert HAPPENS[happens] in refused(services.record_delivery, built, office, "portal", today(), by=liaison)[0]
    assert not Delivery.objects.exists()


# Freezing


def test_asked_twice_it_freezes_once_and_promises_one_job(approved, liaison):
    first, job = services.freeze(approved.dossier, by=liaison)
    second, same_job = services.freeze(approved.dossier, by=liaison)

    assert (first, job) == (second, same_job)
    assert Job.objects.filter(kind="submissions.build_files").count() == 1
    assert (first.number, [exhibit.label for exhibit in first.exhibits.all()]) == (1, ["A-1"])


def test_with_all_files_there_nothing_is_promised(built, liaison):
    assert services.freeze(built.dossier, by=liaison) == (built, None)


def test_a_changed_dossier_becomes_the_next_version(built, approved, veldonia, liaison, approver):
    services.reopen(approved, by=liaison)
    argue_by_hand(approved, veldonia.claims[:1], liaison)
    services.sign_first(approved, by=liaison)
    services.sign_second(approved, TICKS, by=approver)

    version, _job = services.freeze(approved.dossier, by=liaison)

    assert (version.number, again(built).sha256 != version.sha256) == (2, True)


def test_only_the_liaison_freezes(approved, other_liaison, coordinator):
    for person in (other_liaison, coordinator):
        with pytest.raises(PermissionDenied):
            services.freeze(approved.dossier, by=person)


def test_a_text_that_cannot_be_printed_is_named_before_anything_is_frozen(argued, veldonia, liaison, approver):
    veldonia.photo.title = "བད"
    veldonia.photo.save()
    services.confirm_facts(argued, by=liaison)
    services.sign_first(argued, by=liaison)
    services.sign_second(argued, TICKS, by=approver)

    problems = refused(services.freeze, argued.dossier, by=liaison)

    assert problems == ["“བད” cannot be printed: our faces have no “ད”, “བ”. Write it in other letters."]
    assert not DossierVersion.objects.exists()


# Delivery


def test_a_delivery_ends_the_work_and_starts_the_watch(sent, veldonia):
    assert sent.status == S.SENT
    assert sent.dossier.first_sent_on == today()
    promised = Job.objects.filter(kind__in=("submissions.tell_partner", "submissions.watch_subject"))
    assert {(job.kind, *job.arguments.values()) for job in promised} == {
        ("submissions.tell_partner", sent.pk),
        ("submissions.watch_subject", veldonia.subject.pk),
    }


def test_recorded_twice_it_is_one(built, office, liaison):
    first = services.record_delivery(built, office, "portal", today(), by=liaison)

    assert services.record_delivery(built, office, "portal", today(), by=liaison) == first
    assert Record.objects.filter(verb="dossier.delivered").count() == 1


def test_a_second_office_of_the_same_government_gets_it_too(sent, built, liaison):
    treasury = Recipient.objects.create(office="Treasury", jurisdiction="us")

    services.record_delivery(built, treasury, "email", today(), by=liaison)

    assert sent.dossier.deliveries.count() == 2
    assert Job.objects.filter(kind="submissions.tell_partner").count() == 1


def test_an_office_of_another_government_gets_nothing(built, liaison):
    office = Recipient.objects.create(office="Foreign Office", jurisdiction="gb")

    assert refused(services.record_delivery, built, office, "portal", today(), by=liaison) == [
        "Foreign Office is an office of another government."
    ]


def test_tomorrow_is_refused(built, office, liaison):
    assert refused(services.record_delivery, built, office, "portal", today() + timedelta(days=1), by=liaison) == [
        "This day is in the future. Record a delivery after it happened."
    ]


def test_before_the_files_are_there_nothing_leaves(frozen, office, liaison):
    assert refused(services.record_delivery, frozen, office, "portal", today(), by=liaison) == [
        "The files of this version are not finished yet."
    ]


def test_an_older_version_does_not_leave(built, approved, veldonia, office, liaison, approver):
    services.reopen(approved, by=liaison)
    argue_by_hand(approved, veldonia.claims[:1], liaison)
    services.sign_first(approved, by=liaison)
    services.sign_second(approved, TICKS, by=approver)

    assert refused(services.record_delivery, built, office, "portal", today(), by=liaison) == [
        "The dossier has changed since version 1 was frozen. Freeze it again."
    ]


def test_only_the_liaison_records(built, office, other_liaison, coordinator):
    for person in (other_liaison, coordinator):
        with pytest.raises(PermissionDenied):
            services.record_delivery(built, office, "portal", today(), by=person)


def test_a_stopped_recommendation_is_not_sent_with_the_others(approved, veldonia, criterion, office, liaison, run_jobs):
    other = make_subject(veldonia.case, "Pavo Dresnik")
    ask = services.open_recommendation(veldonia.case, other, criterion, by=liaison, dossier=approved.dossier)
    services.stop(ask, by=liaison)
    version, _job = services.freeze(approved.dossier, by=liaison)
    run_jobs()
    look_at_all(version, liaison)

    services.record_delivery(version, office, "portal", today(), by=liaison)

    assert {row.reference: row.status for row in Recommendation.objects.all()} == {
        approved.reference: S.SENT,
        ask.reference: S.STOPPED,
    }


def test_what_the_factories_write_is_what_a_liaison_writes(opened, veldonia, criterion, liaison):
    def written(ask):
        rows = [(row.statement, [claim.pk for claim in row.claims.all()]) for row in ask.findings.all()]
        return ask.summary, ask.affected, ask.contrary, ask.basis, rows, list(ask.passages.values_list("section", "text"))

    by_hand = services.open_recommendation(veldonia.case, veldonia.subject, criterion, by=liaison)
    argue_by_hand(by_hand, veldonia.claims, liaison)
    argue(opened, veldonia.claims)

    assert written(again(opened)) == written(again(by_hand))


def test_what_the_factories_sign_is_what_a_second_person_signs(approved, veldonia, criterion, liaison, approver):
    def signed(ask):
        rows = [(row.person, row.sha256 == row.recommendation.sign_offs.first().sha256, row.law) for row in ask.sign_offs.all()]
        return again(ask).status, rows

    by_hand = services.open_recommendation(veldonia.case, veldonia.subject, criterion, by=liaison)
    argue(by_hand, veldonia.claims)
    services.sign_first(by_hand, by=liaison)
    services.sign_second(by_hand, TICKS, by=approver)

    assert signed(approved) == signed(by_hand)
