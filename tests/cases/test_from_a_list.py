"""Reached from a list, a case leads back to it: whatever is done there, and whichever page it is done on."""

import re

import pytest

from accounts.roles import Role
from cases.models import Assessment, Case, Correction, Note, Question, Recusal
from cases.statuses import CaseStatus as S
from tests.cases.material import fill
from vault.sight import EVERYTHING, look_as

pytestmark = pytest.mark.django_db
BEHIND = "?in=queue%3Dsecond"


@pytest.fixture
def second(enlist, coalition):
    return enlist("Second", coalition, Role.REVIEWER)


@pytest.fixture
def case(make_case, organisation, partner, reviewer, second):
    """In review, with something of every kind that can be acted upon."""
    case = fill(make_case(organisation, partner, status=S.IN_REVIEW, taken_up_by=reviewer, title="Detentions"))
    with look_as(EVERYTHING):
        Question.objects.create(case=case, section="claims", text="Which day?", asked_by=reviewer)
        Correction.objects.create(case=case, kind="correction", text="It was June.", by=partner)
        Note.objects.create(case=case, text="Read it.", by=reviewer)
        Recusal.objects.create(case=case, person=second, reason="other", said_by=reviewer)
    return case


def test_every_way_from_the_case_keeps_the_list(case, coordinator, sign_in):
    page = sign_in(coordinator).get(case.get_absolute_url() + BEHIND).content.decode()

    ways = re.findall(rf'(?:href|action)="({case.get_absolute_url()}[^"#]+)', page)
    files = [way for way in ways if "/evidence/" in way]
    assert len(ways) > 20
    assert [way for way in ways if "in=queue%3Dsecond" not in way and way not in files] == []


ACTS = {
    "notes/": {"text": "I would ask again."},
    "notes/read/": {},
    "changes/settle/": {"correction": Correction},
    "questions/withdraw/": {"question": Question},
    "aside/lift/": {"recusal": Recusal},
    "ask/": {"section": "claims", "text": "Who saw it?", "due_on": "2099-01-01"},
    "checks/": {"scope": "yes"},
    "assess/": {"severity": "3"},
    "decide/": {"kind": "accept", "reasons": "Two sources.", "letter": "We stand behind it."},
    "messages/": {"text": "Thank you."},
    "messages/settle/": {},
    "flags/": {"why": "A hearing"},
}


@pytest.mark.parametrize("place", ACTS)
def test_every_act_keeps_the_list(case, coordinator, sign_in, place):
    with look_as(EVERYTHING):
        sent = {name: what if isinstance(what, str) else what.objects.get().pk for name, what in ACTS[place].items()}

    done = sign_in(coordinator).post(f"{case.get_absolute_url()}{place}{BEHIND}", sent)

    assert done.status_code == 302
    assert done.url.startswith(case.get_absolute_url())
    assert "in=queue%3Dsecond" in done.url


def test_without_a_list_behind_it_nothing_is_kept(case, coordinator, sign_in):
    assert "in=" not in sign_in(coordinator).post(f"{case.get_absolute_url()}notes/", {"text": "So it is."}).url


# Readings, when the coalition wants them


@pytest.fixture
def three(settings, make_case, organisation, partner, reviewer):
    settings.REVIEWS_NEEDED = 2
    return [make_case(organisation, partner, status=S.IN_REVIEW, taken_up_by=reviewer, title=f"Case {n}") for n in range(3)]


def waiting(client):
    return {case.title for case in client.get("/cases/?queue=read").context["page_obj"]}


def test_what_waits_for_ones_reading_is_a_pile_of_its_own(three, second, coordinator, reviewer, sign_in):
    with look_as(EVERYTHING):
        Assessment.objects.create(case=three[0], by=second, scores={"severity": 3})
        Assessment.objects.create(case=three[1], by=second, abstained=True)
        for person in (coordinator, reviewer):
            Assessment.objects.create(case=three[2], by=person, scores={"severity": 3})

    assert waiting(sign_in(second)) == set()
    assert waiting(sign_in(coordinator)) == {"Case 0", "Case 1"}


def test_a_coalition_that_needs_no_readings_has_no_such_pile(three, coordinator, sign_in, settings):
    client = sign_in(coordinator)
    assert "Waits for your reading" in client.get("/cases/").content.decode()

    settings.REVIEWS_NEEDED = 0

    assert "Waits for your reading" not in client.get("/cases/").content.decode()


def test_a_reading_is_given_and_the_next_one_opened(three, coordinator, sign_in):
    client = sign_in(coordinator)
    behind = "?in=queue%3Dread"
    page = client.get(three[0].get_absolute_url() + behind)

    given = client.post(f"{three[0].get_absolute_url()}assess/{behind}", {"severity": "3", "then": "next"})

    assert page.context["next_step"].first.label == "Give your own reading"
    assert given.url == three[1].get_absolute_url() + behind
    assert waiting(client) == {"Case 1", "Case 2"}


# Many at once


def test_all_of_a_list_are_chosen_with_one_press(make_case, organisation, partner, coordinator, second, sign_in):
    for number in range(30):
        make_case(organisation, partner, status=S.FILED if number else S.DRAFT, title=f"Case {number}")

    chosen = sign_in(coordinator).post("/cases/many/?in=queue%3Dfiled", {"all": "1"})

    assert {case.title for case in chosen.context["chosen"]} == {f"Case {number}" for number in range(1, 30)}
    with look_as(EVERYTHING):
        assert not Case.objects.exclude(assigned_to=None).exists()
