"""Somebody who was merged with a listed subject after the outcome: a plain question to people, and nothing by itself."""

import pytest

from cases.services.register import merge, split
from submissions import judging, tracking
from submissions.models import Dossier, Outcome, Recommendation
from submissions.statuses import Verdict
from tests.submissions.conftest import make_subject
from tests.submissions.test_following import outcome, two  # noqa: F401 -- fixtures: a listing that two confirmed
from vault.models import create_data_key

pytestmark = pytest.mark.django_db


@pytest.fixture
def other(outcome, coordinator):  # noqa: F811
    """A second recommendation to the same government, about the same person under a name that nobody would compare."""
    ask = Recommendation.objects.get(pk=outcome.recommendation_id)
    subject = make_subject(ask.case, "Quentin Abelard Zorn")
    dossier = Dossier.objects.create(jurisdiction="us", data_key=create_data_key(), opened_by=coordinator)
    ask.pk, ask.reference, ask.dossier, ask.subject = None, "R-OTHER", dossier, subject
    ask.save(force_insert=True)
    return subject


def test_whom_the_register_merged_with_somebody_listed_is_asked_about_once(outcome, other, coordinator):  # noqa: F811
    assert tracking.watch_subjects() == 0

    merge(outcome.recommendation.subject, other, because="Two spellings.", by=coordinator)

    assert (tracking.watch_subjects(), tracking.watch_subjects()) == (1, 0)
    candidate = other.candidates.get()
    assert (candidate.entry_id, candidate.band) == (outcome.candidate.entry_id, "possible")
    assert {reason["verdict"] for reason in candidate.reasons if reason["what"] == "name"} == {"differs"}
    assert Outcome.objects.get() == outcome


def test_two_persons_make_the_outcome_of_the_merged(outcome, other, coordinator, two):  # noqa: F811
    merge(other, outcome.recommendation.subject, because="Two spellings.", by=coordinator)
    tracking.watch_subjects()

    for person in two:
        judging.judge(other.candidates.get(), Verdict.SAME, by=person)

    assert {row.recommendation.reference for row in Outcome.objects.standing()} == {
        outcome.recommendation.reference,
        "R-OTHER",
    }


def test_who_was_taken_apart_again_is_not_asked_about(outcome, other, coordinator):  # noqa: F811
    split(merge(other, outcome.recommendation.subject, because="Two spellings.", by=coordinator), by=coordinator)

    assert tracking.watch_subjects() == 0
