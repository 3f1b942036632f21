"""What one may see and what one may do agree."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cases import policies, queues
from cases.models import Case, Correction, Flag, Question
from cases.statuses import CaseStatus as S
from vault.sight import EVERYTHING, look_as

pytestmark = pytest.mark.django_db


@pytest.fixture
def cases(make_case, organisation, other_organisation, partner, other_partner):
    made = []
    for status in S.values:
        accepted_at = timezone.now() if status == S.ACCEPTED else None
        made += [
            make_case(organisation, partner, status=status, accepted_at=accepted_at),
            make_case(other_organisation, other_partner, status=status, accepted_at=accepted_at),
        ]
    return made


@pytest.fixture
def everybody(partner, lead, other_partner, coordinator, reviewer, liaison, analyst, auditor, admin, outsider):
    return [partner, lead, other_partner, coordinator, reviewer, liaison, analyst, auditor, admin, outsider]


def test_what_is_listed_is_what_may_be_viewed(cases, everybody):
    for person in everybody:
        with look_as(EVERYTHING):
            listed = set(Case.objects.visible_to(person))

        assert listed == {case for case in cases if policies.can_view(person, case)}, person


def test_nobody_may_do_what_they_may_not_see(cases, everybody):
    for person in everybody:
        for case in cases:
            may = (policies.can_file, policies.can_review, policies.can_accept, policies.can_ask, policies.can_correct)
            if any(policy(person, case) for policy in may):
                assert policies.can_view(person, case), (person, case.status)


def test_staff_read_what_was_filed_and_not_taken_back(make_case, organisation, partner, reviewer):
    read = {
        status for status in S.values if policies.is_filed(make_case(organisation, partner, status=status, taken_up_by=reviewer))
    }

    assert read == {S.FILED, S.IN_REVIEW, S.RETURNED, S.ACCEPTED, S.DECLINED}
    assert not policies.is_filed(make_case(organisation, partner, status=S.DECLINED))


@pytest.fixture
def desk(make_case, organisation, partner, reviewer, coordinator):
    """Two cases of each kind that a queue tells apart."""
    piles = {
        "note": {"status": S.NOTED},
        "draft": {"status": S.DRAFT},
        "filed": {"status": S.FILED},
        "mine": {"status": S.IN_REVIEW, "taken_up_by": reviewer},
        "theirs": {"status": S.IN_REVIEW, "taken_up_by": coordinator},
        "asking": {"status": S.IN_REVIEW, "taken_up_by": coordinator},
        "returned": {"status": S.RETURNED, "taken_up_by": reviewer},
        "accepted": {"status": S.ACCEPTED, "accepted_at": timezone.now()},
        "given": {"status": S.FILED, "assigned_to": reviewer},
        "late": {"status": S.FILED, "assigned_to": coordinator, "due_on": timezone.localdate() - timedelta(days=1)},
    }
    made = {name: {make_case(organisation, partner, **fields) for _ in range(2)} for name, fields in piles.items()}
    with look_as(EVERYTHING):
        for case in made["asking"]:
            Question.objects.create(case=case, section="claims", text="?", asked_by=coordinator)
            Question.objects.create(case=case, section="claims", text="?", asked_by=coordinator)
        for case in made["accepted"]:
            Correction.objects.create(case=case, kind="correction", text="x", by=partner)
            Correction.objects.create(case=case, kind="correction", text="x", by=partner)
            Flag.objects.create(case=case, person=reviewer, why="x", is_shared=True)
            Flag.objects.create(case=case, person=reviewer, why="x", is_shared=True)
    return made


def test_each_queue_holds_its_cases(desk, reviewer):
    with look_as(reviewer.sight):
        held = {
            queue.slug: set(queues.narrow(Case.objects.visible_to(reviewer), queue.slug, reviewer)) for queue in queues.used()
        }

    assert held == {
        "notes": desk["note"],
        "filed": desk["filed"] | desk["given"] | desk["late"],
        "mine": desk["mine"] | desk["given"],
        "second": desk["theirs"],
        "partner": desk["draft"] | desk["returned"],
        "changed": desk["accepted"],
        "unassigned": desk["note"] | desk["filed"],
        "overdue": desk["late"],
        "flagged": desk["accepted"],
        "asked": set(),
        "messages": set(),
        "outbox": set(),
    }


def test_all_queues_are_counted_in_two_queries(desk, reviewer, django_assert_num_queries):
    with look_as(reviewer.sight), django_assert_num_queries(2):
        counted = queues.counted(Case.objects.visible_to(reviewer), "mine", reviewer)

    assert [(queue.slug, queue.count, queue.is_current) for queue in counted] == [
        ("mine", 4, True),
        ("flagged", 2, False),
        ("asked", 0, False),
        ("messages", 0, False),
        ("notes", 2, False),
        ("filed", 6, False),
        ("second", 2, False),
        ("outbox", 0, False),
        ("unassigned", 4, False),
        ("overdue", 2, False),
        ("partner", 4, False),
        ("changed", 2, False),
    ]


def test_a_partner_has_no_queues(desk, partner):
    with look_as(partner.sight):
        cases = Case.objects.visible_to(partner)

        assert queues.counted(cases, "", partner) == []
        assert set(queues.narrow(cases, "filed", partner)) == set(cases)


@pytest.mark.parametrize("slug", ["filed", "results/?queue=filed"])
def test_the_list_is_narrowed_by_the_address(desk, reviewer, sign_in, slug):
    page = sign_in(reviewer).get(f"/cases/{slug}" if "?" in slug else f"/cases/?queue={slug}").content.decode()

    shown = {case for cases in desk.values() for case in cases if case.get_absolute_url() in page}
    assert shown == desk["filed"] | desk["given"] | desk["late"]


def test_the_list_shows_every_queue_with_its_number(desk, reviewer, sign_in):
    page = " ".join(sign_in(reviewer).get("/cases/").content.decode().split())

    for queue in queues.used():
        assert f'?queue={queue.slug}"' in page
    assert 'Waiting for the partner <span class="num">4</span>' in page


def test_a_partner_sees_no_queues(desk, partner, sign_in):
    assert "?queue=" not in sign_in(partner).get("/cases/").content.decode()
