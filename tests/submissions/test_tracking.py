"""From two days of an invented list to an outcome that two people confirmed."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

from audit.log import record
from demo import cases, days, recommendations
from sanctions.models import ListEntry, NameKey
from submissions import judging, tracking
from submissions.models import Candidate, ListCursor, Outcome, Recommendation
from submissions.statuses import OutcomeKind, RecommendationStatus, Standing, Verdict
from tests.submissions import story
from vault.sight import EVERYTHING, look_as

SAME, DIFFERENT, UNSURE = Verdict.SAME, Verdict.DIFFERENT, Verdict.UNSURE


@pytest.fixture(scope="module")
def told(django_db_setup, django_db_blocker):
    """Told once; what a test changes is rolled back after it."""
    with django_db_blocker.unblock(), transaction.atomic(), look_as(EVERYTHING):
        yield story.tell().pk
        transaction.set_rollback(True)


@pytest.fixture
def ask(told):
    with transaction.atomic():
        yield Recommendation.objects.get(pk=told)
        transaction.set_rollback(True)


@pytest.fixture
def candidate(ask):
    story.tell_the_next_day()
    return Candidate.objects.get()


@pytest.fixture
def judges():
    return cases.person(cases.COORDINATOR), cases.person(cases.REVIEWER)


def test_nothing_is_proposed_while_the_subject_is_not_listed(ask):
    assert tracking.watch_lists() == 0
    assert not Candidate.objects.exists()


def test_day_that_lists_the_subject_proposes_exactly_that_entry(ask):
    tracking.watch_lists()
    days.absorb(days.AFTER)

    assert tracking.watch_lists() == 1

    found = Candidate.objects.get()
    assert (found.subject, found.entry.name, found.band) == (ask.subject, "TESKAN, Maro", "strong")
    assert {"name", "birth date", "country", "position"} <= {reason["what"] for reason in found.reasons}


def test_second_look_at_the_same_changes_proposes_nothing(candidate):
    assert tracking.watch_lists() == 0
    assert Candidate.objects.get() == candidate


def test_machine_alone_makes_no_outcome(candidate):
    assert candidate.score < 1
    assert not Outcome.objects.exists()


def test_one_person_is_not_enough(candidate, judges):
    judging.judge(candidate, SAME, by=judges[0])
    judging.judge(candidate, SAME, by=judges[0])

    assert not Outcome.objects.exists()


def test_two_persons_make_an_outcome_dated_as_exactly_as_the_files_allow(ask, candidate, judges):
    for judge in judges:
        judging.judge(candidate, SAME, by=judge)

    outcome = Outcome.objects.get()
    assert (outcome.recommendation, outcome.kind, outcome.programme_code) == (ask, OutcomeKind.LISTED_SAME_PROGRAMME, "GLOMAG")
    assert (outcome.listed_on, outcome.not_before, outcome.not_after) == (None, date(2022, 12, 8), date(2022, 12, 9))
    assert outcome.days_from_delivery == (67, 67)


@pytest.mark.parametrize(
    "verdicts", [(SAME, DIFFERENT), (DIFFERENT, SAME), (SAME, UNSURE), (UNSURE, UNSURE), (DIFFERENT, DIFFERENT)]
)
def test_anything_but_two_words_of_same_makes_no_outcome(candidate, judges, verdicts):
    for judge, verdict in zip(judges, verdicts, strict=True):
        judging.judge(candidate, verdict, by=judge)

    assert not Outcome.objects.exists()


def test_person_may_change_their_mind_before_an_outcome(candidate, judges):
    judging.judge(candidate, DIFFERENT, by=judges[0])
    judging.judge(candidate, SAME, by=judges[0])
    judging.judge(candidate, SAME, by=judges[1])

    assert Outcome.objects.count() == 1
    with pytest.raises(judging.Decided):
        judging.judge(candidate, DIFFERENT, by=judges[0])


def test_partner_and_analyst_cannot_judge(candidate):
    for email in ("author@orsa.example", "analyst@coalition.example"):
        with pytest.raises(PermissionDenied):
            judging.judge(candidate, SAME, by=cases.person(email))


def test_outcome_of_a_subject_listed_before_sending_claims_nothing(ask, candidate, judges):
    ask.dossier.deliveries.update(sent_on=date(2023, 1, 10))

    for judge in judges:
        judging.judge(candidate, SAME, by=judge)

    assert Outcome.objects.get().kind == OutcomeKind.LISTED_BEFORE_SENDING


def test_judged_candidate_keeps_what_the_judgement_was_based_on(candidate, judges):
    judging.judge(candidate, UNSURE, by=judges[0])
    Candidate.objects.filter(pk=candidate.pk).update(score=0.5)

    tracking.watch_subject(candidate.subject)

    assert Candidate.objects.get().score == 0.5


def test_judgement_stands_no_longer_when_what_it_was_based_on_has_changed(candidate, judges):
    judging.judge(candidate, DIFFERENT, by=judges[0])
    candidate.subject.names.create(kind="alias", text="Maro Teskhan")

    tracking.watch_subject(candidate.subject)

    found = Candidate.objects.with_standing().get()
    assert (found.standing, found.reopened_at is not None) == (Standing.WAITING, True)
    assert [(word.verdict, word.superseded_at is not None) for word in found.judgements.all()] == [(DIFFERENT, True)]


def test_judgement_sticks_while_nothing_changes_whatever_the_algorithm(candidate, judges):
    judging.judge(candidate, DIFFERENT, by=judges[0])
    Candidate.objects.update(algorithm="an older one", score=0.5)

    assert tracking.compare_everything() == 0

    found = Candidate.objects.with_standing().get()
    assert (found.standing, found.score, found.reopened_at) == (Standing.DIFFERENT, 0.5, None)


def test_outcome_is_not_taken_back_by_a_new_alias(candidate, judges):
    for judge in judges:
        judging.judge(candidate, SAME, by=judge)
    candidate.subject.names.create(kind="alias", text="Maro Teskhan")

    tracking.watch_subject(candidate.subject)

    assert Candidate.objects.standing(Standing.SAME).count() == 1


def test_everybody_is_compared_with_everybody_listed_and_found_once(ask):
    days.absorb(days.AFTER)

    assert (tracking.compare_everything(), tracking.compare_everything()) == (1, 0)

    assert Candidate.objects.get().entry.name == "TESKAN, Maro"


def test_new_algorithm_writes_anew_what_names_are_looked_up_by(ask):
    days.absorb(days.AFTER)
    NameKey.objects.all().delete()
    ListCursor.objects.update_or_create(pk=1, defaults={"algorithm": "an older one"})

    assert tracking.compare_everything() == 1
    assert NameKey.objects.exists()


def test_unsent_recommendation_gets_no_outcome(candidate, judges):
    Recommendation.objects.update(status=RecommendationStatus.STOPPED)

    for judge in judges:
        judging.judge(candidate, SAME, by=judge)

    assert not Outcome.objects.exists()


def test_recommendation_sent_after_two_persons_knew_has_its_outcome_at_once(ask, candidate, judges):
    later = recommendations.begin(ask.case, cases.person(recommendations.LIAISON))
    Outcome.objects.all().delete()
    for judge in judges:
        judging.judge(candidate, SAME, by=judge)

    judging.confirm_what_is_known(later, by=judges[0])

    assert {outcome.recommendation for outcome in Outcome.objects.all()} == {ask, later}


def test_entries_of_the_first_day_alone_are_never_the_subject(ask):
    assert ListEntry.objects.count() > 20
    assert tracking.watch_subject(ask.subject) == 0


def test_changed_subject_is_compared_at_once(ask):
    names, by = ask.subject.names, cases.person(cases.COORDINATOR)
    known = names.first().text
    names.exclude(pk=names.first().pk).delete()
    names.update(text="Ilse Borun")
    days.absorb(days.AFTER)
    assert tracking.watch_lists() + tracking.watch_subjects() == 0

    names.update(text=known)
    record(by, "case.section_saved", ask.subject.opened_in)

    assert tracking.watch_subjects() == 1
    record(by, "case.section_saved", ask.subject.opened_in)
    assert tracking.watch_subjects() == 0
    assert Candidate.objects.get().entry.name == "TESKAN, Maro"
