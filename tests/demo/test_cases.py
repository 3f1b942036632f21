"""The invented cases come to where their stories leave them, whatever the coalition that tries them has switched on."""

import pytest

from cases.models import Case, SubmissionWindow
from cases.statuses import CaseStatus
from demo import cases, stories, veldonia
from vault.sight import EVERYTHING, look_as

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("wanted", [0, 2])
def test_a_case_is_accepted_however_many_readings_are_wanted(settings, wanted):
    settings.REVIEWS_NEEDED = wanted
    settings.REVIEW_PHASES = settings.REVIEWS_BLIND = bool(wanted)
    story = next(story for story in stories.STORIES if story.title in cases.IN_THE_WINDOW and story.until == CaseStatus.ACCEPTED)

    with look_as(EVERYTHING):
        veldonia.people()
        case = cases.tell(story)
        cases.open_window()

        assert (Case.objects.get(pk=case.pk).status, case.assessments.count()) == (CaseStatus.ACCEPTED, wanted)
        assert list(SubmissionWindow.objects.get().cases.all()) == [case]
