"""The one act that stands out, for each status and person; and what a partner is told."""

import pytest

from submissions import checks
from submissions.models import Recommendation
from submissions.next_step import next_step
from submissions.public_words import CAME_OF_IT, WORDS
from submissions.statuses import OutcomeKind, RecommendationStatus

pytestmark = pytest.mark.django_db


def step_for(ask, person):
    ask = Recommendation.objects.get(pk=ask.pk)
    return next_step(ask, person, list(checks.problems_of(ask)))


def test_words_come_first(opened, liaison):
    step = step_for(opened, liaison)

    assert (step.text, step.label) == ("8 things are missing before it can be signed.", "Write why, whom and what speaks against")


def test_then_each_element(argued, liaison):
    argued.findings.filter(element__order=2).update(statement="")

    step = step_for(argued, liaison)

    assert step.text == "One thing is missing before it can be signed."
    assert step.url.endswith("/elements/")


def test_then_the_first_signature(argued, liaison):
    step = step_for(argued, liaison)

    assert (step.label, step.post, step.signs) == ("Sign it as the first", True, False)


def test_then_another_persons(signed_once, liaison, approver):
    mine, theirs = step_for(signed_once, liaison), step_for(signed_once, approver)

    assert (mine.url, mine.text) == ("", "You signed it first. A second person has to read it whole and sign.")
    assert (theirs.label, theirs.post, theirs.signs) == ("Sign as the second", True, True)
    assert theirs.text.startswith("Liaison signed first.")


def test_then_the_dossier(approved, liaison, approver):
    assert step_for(approved, liaison).url == approved.dossier.get_absolute_url()
    assert step_for(approved, approver).url == ""


def test_what_keeps_it_from_being_sent_comes_before(approved, veldonia, liaison):
    veldonia.victim.consents.all().delete()

    step = step_for(approved, liaison)

    assert (step.text, step.url) == ("Two persons signed it, but it may not be sent as it is.", "")


@pytest.mark.parametrize("status", RecommendationStatus)
def test_everybody_gets_a_sentence(opened, reviewer, status):
    Recommendation.objects.filter(pk=opened.pk).update(status=status)

    assert step_for(opened, reviewer).text


def test_partners_are_told_about_each_status_and_outcome():
    assert set(WORDS) == set(RecommendationStatus)
    assert set(CAME_OF_IT) == set(OutcomeKind)
