"""Bringing the past in: what is written, compared, seen by whom, not doubled, and taken out again."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from cases.models import Case, Subject
from cases.statuses import CaseStatus
from delivery.models import BroughtIn
from delivery.past import comparing
from delivery.past.reading import try_rows
from delivery.past.taking_out import take_out
from delivery.services import past as services
from delivery.statuses import ImportState
from jobs.models import Job
from sanctions.matching.score import ALGORITHM
from submissions import checks, judging
from submissions.models import Candidate, Delivery, Dossier, ListCursor, Outcome, Recommendation
from submissions.statuses import OutcomeKind, Verdict
from tests.submissions.conftest import make_candidate
from vault.models import DataKey

MARO = "Maro Teskan,person,1971,Veldonia,US,2019-04-03,Orsa Valley Network,2019/teskan.pdf"
MARO_IN_LONDON = "Maro Teskan,person,1971,Veldonia,UK,2020-05-04,Orsa Valley Network,"
NOBODY = ",person,,,US,2019-04-03,,"


def test_row_becomes_a_recommendation_that_was_sent(brought):
    past = brought(MARO)

    ask = Recommendation.objects.get()
    delivery = ask.dossier.deliveries.get()
    assert (past.state, past.counts["new"]) == (ImportState.HERE, 1)
    assert (ask.status, str(ask.subject), ask.programme.code, ask.subject.birth_date) == (
        "sent",
        "Maro Teskan",
        "US-GLOMAG",
        "1971",
    )
    assert (delivery.sent_on, delivery.channel, delivery.version.content) == (
        date(2019, 4, 3),
        "unknown",
        {"made_elsewhere": "2019/teskan.pdf"},
    )
    assert (ask.dossier.made_elsewhere, ask.case.status, ask.case.organisation.name) == (True, "elsewhere", "Orsa Valley Network")


def test_one_subject_of_one_partner_is_one_subject_before_two_governments(brought):
    brought(MARO, MARO_IN_LONDON)

    assert (Recommendation.objects.count(), Subject.objects.count(), Case.objects.count()) == (2, 1, 1)
    assert sorted(Case.objects.get().argued_before) == ["gb", "us"]


def test_importing_twice_makes_no_doubles(brought):
    brought(MARO, MARO_IN_LONDON, NOBODY)

    again = brought(MARO, MARO_IN_LONDON, "Irmin Balusk,person,,,US,2019-04-03,,")

    assert {name: again.counts[name] for name in ("new", "here", "wrong")} == {"new": 1, "here": 2, "wrong": 0}
    assert (Recommendation.objects.count(), Subject.objects.count()) == (3, 2)


def test_work_that_is_done_twice_brings_in_once(brought):
    past = brought(MARO)
    past.state = ImportState.PROMISED

    from delivery.past.bringing import bring_in

    assert bring_in(past)["new"] == 1
    assert Recommendation.objects.count() == 1


def test_wrong_rows_come_back_as_a_spreadsheet_with_what_is_wrong(spreadsheet):
    past = spreadsheet(MARO, NOBODY, "=1+1,person,,,Norway,2019-04-03,,")

    lines = try_rows(past).wrong_as_text().splitlines()

    assert lines[0].endswith("What is wrong")
    assert lines[1].endswith("It does not say who was recommended.")
    assert lines[2].startswith("'=1+1,")


def test_subject_is_compared_with_everybody_who_is_or_was_listed(brought, listed_before):
    past = brought(MARO)

    assert past.counts["candidates"] == 2
    assert {candidate.entry.is_listed for candidate in Candidate.objects.all()} == {True, False}


def test_what_was_taken_out_meanwhile_is_not_compared(brought, listed_before):
    past = brought(MARO)
    take_out(past)

    comparing.compare(past)

    assert Candidate.objects.count() == 0


def test_nothing_is_compared_while_another_way_of_comparing_waits_for_a_word(brought, listed_before):
    ListCursor.objects.update_or_create(pk=1, defaults={"tried": ALGORITHM, "differences": [{"worse": True}]})

    past = brought(MARO)

    assert ("candidates" in past.counts, Candidate.objects.count()) == (False, 0)


def test_two_words_make_an_outcome_of_what_was_sent_before_this_desk(brought, coordinator, reviewer):
    brought(MARO)
    candidate = make_candidate(Subject.objects.get())

    for person in (coordinator, reviewer):
        judging.judge(candidate, Verdict.SAME, by=person)

    outcome = Outcome.objects.get()
    assert (outcome.kind, outcome.recommendation) == (OutcomeKind.LISTED_SAME_PROGRAMME, Recommendation.objects.get())


def test_what_was_made_elsewhere_can_neither_be_frozen_nor_argued(brought):
    brought(MARO)

    with pytest.raises(checks.NotReady, match="made before this desk was used"):
        checks.require_dossier_ready(Dossier.objects.get(), [])


def test_partner_and_liaison_see_what_is_theirs(brought, partner, other_partner, liaison):
    brought(MARO, MARO_IN_LONDON, "Irmin Balusk,person,,,US,2019-04-03,Kestrel Legal Aid,")

    seen = {person.name: Recommendation.objects.visible_to(person).count() for person in (partner, other_partner, liaison)}

    assert seen == {"Partner": 2, "Other": 1, "Liaison": 2}


def test_taking_out_leaves_nothing_behind(brought, coordinator, run_jobs):
    keys = DataKey.objects.count()
    past = brought(MARO, MARO_IN_LONDON)

    services.start_taking_out(past, by=coordinator)
    run_jobs()

    left = {model: model.objects.count() for model in (Recommendation, Dossier, Delivery, Subject, Case, BroughtIn)}
    assert set(left.values()) == {0}
    assert DataKey.objects.count() == keys + 1  # the spreadsheet's own
    past.refresh_from_db()
    assert (past.state, past.counts["taken_out"], past.counts["kept"]) == (ImportState.UNDONE, 2, 0)


def test_taking_out_keeps_what_people_built_on(brought, coordinator, reviewer):
    past = brought(MARO, "Irmin Balusk,person,,,US,2019-04-03,,")
    judging.judge(make_candidate(Subject.objects.get(names__text="Maro Teskan")), Verdict.UNSURE, by=reviewer)

    take_out(past)

    assert [str(ask.subject) for ask in Recommendation.objects.all()] == ["Maro Teskan"]
    past.refresh_from_db()
    assert (past.counts["taken_out"], past.counts["kept"]) == (1, 1)


def test_brought_again_after_it_was_taken_out(brought):
    take_out(brought(MARO))

    brought(MARO)

    assert Recommendation.objects.count() == 1


@pytest.mark.parametrize("state", [ImportState.READ, ImportState.PROMISED, ImportState.HERE, ImportState.UNDONE])
def test_only_what_was_tried_is_brought_in(spreadsheet, coordinator, state):
    past = spreadsheet(MARO)
    past.state = state
    past.save()

    with pytest.raises(services.TooLate):
        services.start_bringing_in(past, by=coordinator)


def test_only_coordinators_bring_the_past_in(spreadsheet, reviewer, liaison):
    past = spreadsheet(MARO)

    for person in (reviewer, liaison):
        with pytest.raises(PermissionDenied):
            services.start_bringing_in(past, by=person)
    assert not Job.objects.filter(kind="delivery.bring_in").exists()


def test_case_of_the_past_is_in_no_queue_of_the_desk(brought, coordinator):
    brought(MARO)

    cases = Case.objects.visible_to(coordinator)
    assert (cases.waiting_for_staff().count(), cases.accepted().count(), cases.waiting_for_partner().count()) == (0, 0, 0)
    assert cases.get().status == CaseStatus.ELSEWHERE


@pytest.fixture
def listed_before(db):
    """Two of his name: one is on the list, one was."""
    from sanctions.matching.index import write_index
    from sanctions.models import EntryVersion, ListEntry, Snapshot, WatchedList
    from vault.sight import EVERYTHING, look_as

    with look_as(EVERYTHING):
        watched, _ = WatchedList.objects.get_or_create(slug="us-ofac-sdn")
        snapshot = Snapshot.objects.create(watched_list=watched, parts={}, fetched_at="2022-12-09T00:00Z", verdict="absorbed")
        for number, gone in (("1", None), ("2", snapshot)):
            entry = ListEntry.objects.create(
                watched_list=watched, reference=number, kind="person", name="Maro Teskan", first_seen=snapshot, gone_since=gone
            )
            content = {"reference": number, "kind": "person", "names": [{"full": "Maro Teskan"}], "programmes": ["GLOMAG"]}
            EntryVersion.objects.create(entry=entry, snapshot=snapshot, content=content)
            write_index([(entry.pk, "person", ["Maro Teskan"])])
