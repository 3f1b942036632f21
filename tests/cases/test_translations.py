"""What a partner writes in their own language, and the coalition's translation beside it, read by a second person."""

import pytest
from django.urls import reverse

from audit.models import Record
from audit.steps import IllegalStep
from cases.models import Case, Translation
from cases.services.translations import confirm_translation
from cases.statuses import CaseStatus
from tests.cases.material import fill
from vault.sight import EVERYTHING, look_as

pytestmark = pytest.mark.django_db

WORDS = "Four men of the Guard came before dawn."


@pytest.fixture
def case(make_case, organisation, partner):
    return fill(make_case(organisation, partner, status=CaseStatus.FILED, language="ar"))


@pytest.fixture
def incident(case):
    with look_as(EVERYTHING):
        return case.incidents.get()


def address(case, incident=None):
    place = reverse("cases:translate", args=[case.reference])
    return f"{place}?text=incident-{incident.pk}" if incident else place


def test_a_note_says_in_which_language_it_is_written(enter, partner):
    client = enter(partner)
    page = client.get(reverse("cases:note")).content.decode()
    note = dict.fromkeys(("title", "who", "what", "how_known", "safe_contact"), "كلمات")

    client.post(reverse("cases:note"), note | {"language": "ar", "number": "00000000-0000-4000-8000-000000000002"})

    assert '<option value="en" selected>English</option>' in page
    with look_as(EVERYTHING):
        assert Case.objects.get().language == "ar"


def test_a_translation_stands_beside_the_original_and_says_who_made_it(enter, case, incident, reviewer, coordinator):
    enter(reviewer).post(address(case, incident), {"text": WORDS})
    before = enter(coordinator).get(case.get_absolute_url()).content.decode()
    with look_as(EVERYTHING):
        row = Translation.objects.get()
    enter(coordinator).post(address(case), {"read": row.pk})
    after = enter(reviewer).get(case.get_absolute_url()).content.decode()

    assert WORDS in before
    assert 'lang="ar"' in before
    assert f"Translated by {reviewer.name}" in before
    assert "not read by a second person yet" in before
    assert f"read against the original by {coordinator.name}" in after
    assert Record.objects.filter(verb="case.translation_read", actor=coordinator).count() == 1


def test_nobody_reads_their_own_against_the_original(enter, case, incident, reviewer):
    enter(reviewer).post(address(case, incident), {"text": WORDS})

    with look_as(EVERYTHING), pytest.raises(IllegalStep):
        confirm_translation(Translation.objects.get(), by=reviewer)


def test_a_page_says_when_the_original_has_changed_since(enter, case, incident, reviewer):
    enter(reviewer).post(address(case, incident), {"text": WORDS})
    with look_as(EVERYTHING):
        case.incidents.update(narrative="Told anew.")

    assert "The original has changed since" in enter(reviewer).get(case.get_absolute_url()).content.decode()


def test_nothing_typed_is_lost_and_nothing_else_can_be_translated(enter, case, incident, reviewer):
    long = "a" * 20_001

    kept = enter(reviewer).post(address(case, incident), {"text": long}).content.decode()
    nowhere = enter(reviewer).post(address(case) + "?text=incident-0", {"text": WORDS})

    assert long in kept
    assert nowhere.status_code == 404
    with look_as(EVERYTHING):
        assert not Translation.objects.exists()


def test_a_draft_offers_its_first_note_alone(enter, make_case, organisation, partner, reviewer):
    draft = fill(make_case(organisation, partner, status=CaseStatus.DRAFT))

    page = enter(reviewer).get(address(draft)).content.decode()

    assert "Told." not in page
