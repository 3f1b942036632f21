"""Sharing the work: lists that are narrowed and kept, cases given to people one by one and many at once, and back."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Role
from audit.models import Record
from cases import queues, workload
from cases.models import Assignment, Case, FirstNote, Flag, Recusal, SavedView, StepNote, SubmissionWindow
from cases.narrowing import Filters
from cases.services import conflicts, desk
from cases.statuses import CaseStatus as S
from cases.views import listing, paging
from vault.sight import EVERYTHING, look_as

pytestmark = pytest.mark.django_db
MANY = "/cases/many/"


@pytest.fixture
def filed(make_case, organisation, partner):
    return [make_case(organisation, partner, status=S.FILED, title=f"Case {number}") for number in range(3)]


@pytest.fixture
def second(enlist, coalition):
    return enlist("Second", coalition, Role.REVIEWER)


def holders(cases):
    with look_as(EVERYTHING):
        return [str(Case.objects.get(pk=case.pk).assigned_to) for case in cases]


def words(response):
    return " ".join(response.content.decode().split())


# Filters


def test_what_makes_no_sense_in_an_address_is_left_out():
    read = Filters.read("queue=nothing&status=filed&assigned=me&organisation=7%3BDROP&order=due&window=3")

    assert read.address == "status=filed&assigned=me&window=3&order=due"


@pytest.mark.parametrize(
    ("query", "left"), [("assigned=me", {0}), ("assigned=nobody", {1, 2}), ("status=noted", set()), ("queue=mine", {0})]
)
def test_the_list_is_narrowed(filed, reviewer, query, left):
    with look_as(EVERYTHING):
        desk.assign(filed[0], to=reviewer, by=reviewer)
        shown = set(Filters.read(query).among(Case.objects.visible_to(reviewer), reviewer))

    assert shown == {filed[number] for number in left}


def test_the_next_case_of_a_list_goes_round(filed, reviewer):
    due = [date(2026, 3, 4), date(2026, 3, 2), None]
    with look_as(EVERYTHING):
        for case, day in zip(filed, due, strict=True):
            Case.objects.filter(pk=case.pk).update(due_on=day)
            case.refresh_from_db()
        behind, cases = Filters.read("queue=filed"), Case.objects.visible_to(reviewer)
        way = [behind.after(case, cases, reviewer) for case in (filed[1], filed[0], filed[2])]

    assert way == [filed[0], filed[2], filed[1]]


def test_a_long_list_is_counted_and_turned_no_further_than_somebody_turns(filed, coordinator, sign_in, monkeypatch):
    monkeypatch.setattr(paging, "FAR", 2)
    monkeypatch.setattr(listing.CaseList, "paginate_by", 1)
    client = sign_in(coordinator)

    assert "Page 1: 1 to 1 of 2 or more" in words(client.get("/cases/?queue=filed"))
    assert "The pages end here." in words(client.get("/cases/?queue=filed&page=2"))
    assert client.get("/cases/?queue=filed&page=3").status_code == 404


# One case


def test_a_case_is_given_to_oneself_and_the_list_behind_it_is_kept(filed, reviewer, sign_in):
    response = sign_in(reviewer).post(f"{filed[0].get_absolute_url()}assign/?in=queue%3Dfiled", {"me": "1"})

    assert response.url == f"{filed[0].get_absolute_url()}?in=queue%3Dfiled"
    assert holders(filed) == ["Reviewer", "None", "None"]
    assert Record.objects.about(filed[0]).filter(verb="case.assigned").count() == 1


def test_a_case_is_not_given_to_somebody_who_reviews_nothing(filed, reviewer, analyst, sign_in):
    page = sign_in(reviewer).post(f"{filed[0].get_absolute_url()}assign/", {"to": analyst.pk})

    assert page.status_code == 200
    assert holders(filed[:1]) == ["None"]


def test_taking_up_is_looking_after(filed, reviewer, sign_in):
    sign_in(reviewer).post(f"{filed[0].get_absolute_url()}step/take_up/")

    assert holders(filed[:1]) == ["Reviewer"]


def test_an_act_leads_to_the_next_case_of_the_list(filed, reviewer, sign_in):
    client = sign_in(reviewer)
    behind = "?in=queue%3Dfiled"

    taken = client.post(f"{filed[0].get_absolute_url()}step/take_up/{behind}", {"then": "next"})
    skipped = client.get(f"{filed[1].get_absolute_url()}next/{behind}")

    assert taken.url == f"{filed[1].get_absolute_url()}{behind}"
    assert skipped.url == f"{filed[2].get_absolute_url()}{behind}"


def test_after_the_last_case_comes_the_list(filed, reviewer, sign_in):
    with look_as(EVERYTHING):
        Case.objects.exclude(pk=filed[0].pk).update(status=S.DRAFT)

    response = sign_in(reviewer).post(f"{filed[0].get_absolute_url()}step/take_up/?in=queue%3Dfiled", {"then": "next"})

    assert response.url == "/cases/?queue=filed"


# First notes


def test_a_first_note_is_answered_in_the_list_with_a_letter(make_case, organisation, partner, coordinator, sign_in):
    case = make_case(organisation, partner)
    with look_as(EVERYTHING):
        FirstNote.objects.create(case=case, who="A colonel", what="Detentions", how_known="Told")
    client = sign_in(coordinator)

    page = client.get("/cases/?queue=notes").content.decode()
    assert "Detentions" in page
    response = client.post(f"{case.get_absolute_url()}step/go_on/?in=queue%3Dnotes", {"note": "Please do.", "then": "list"})

    assert response.url == "/cases/?queue=notes"
    with look_as(EVERYTHING):
        assert StepNote.objects.get(case=case).text == "Please do."


# Many at once


def test_nothing_happens_before_somebody_is_sure(filed, reviewer, second, sign_in):
    client = sign_in(reviewer)
    chosen = {"case": [case.reference for case in filed]}
    with look_as(EVERYTHING):
        desk.assign(filed[2], to=second, by=reviewer)

    asked = client.post(MANY, chosen)
    would = client.post(MANY, chosen | {"act": "assign", "to": second.pk})

    assert "See what would happen" in words(asked)
    assert "2 cases go to Second" in words(would)
    assert "Second looks after it already." in words(would)
    assert holders(filed) == ["None", "None", "Second"]


def test_what_changed_meanwhile_is_left_and_the_rest_done(filed, reviewer, second, sign_in):
    client = sign_in(reviewer)
    seen = [f"{case.reference}={desk.state(case)}" for case in filed]
    with look_as(EVERYTHING):
        desk.assign(filed[1], to=reviewer, by=second)

    sure = {"act": "assign", "to": second.pk, "sure": "1", "case": [case.reference for case in filed], "seen": seen}
    page = client.post(MANY, sure, follow=True)

    assert holders(filed) == ["Second", "Reviewer", "Second"]
    assert "2 cases are done." in words(page)
    assert f"{filed[1].reference}: It has changed meanwhile" in words(page)
    assert "Make them as they were" in words(page)


def test_what_was_given_is_given_back_unless_it_moved_on(filed, reviewer, second, sign_in):
    with look_as(EVERYTHING):
        seen = {case.reference: desk.state(case) for case in filed}
        given = desk.carry_out(desk.Order(second), Case.objects.all(), by=reviewer, seen=seen)
        desk.assign(filed[1], to=reviewer, by=second)

    page = sign_in(reviewer).post(reverse("cases:undo", args=[given.batch]), follow=True)

    assert holders(filed) == ["None", "Reviewer", "None"]
    assert "1 case has moved on since and stays." in words(page)


def test_nobody_undoes_what_somebody_else_did(filed, reviewer, second, sign_in):
    with look_as(EVERYTHING):
        seen = {case.reference: desk.state(case) for case in filed}
        given = desk.carry_out(desk.Order(second), Case.objects.all(), by=reviewer, seen=seen)

    sign_in(second).post(reverse("cases:undo", args=[given.batch]))

    assert holders(filed) == ["Second"] * 3


def test_cases_are_put_into_a_window_and_found_by_it(filed, coordinator, sign_in):
    client = sign_in(coordinator)
    client.post("/cases/windows/", {"name": "December", "government": "us", "closes_on": "2026-11-30"})
    with look_as(EVERYTHING):
        window = SubmissionWindow.objects.get()
    seen = [f"{case.reference}={desk.state(case)}" for case in filed[:2]]

    client.post(
        MANY,
        {"act": "window", "window": window.pk, "sure": "1", "seen": seen, "case": [case.reference for case in filed[:2]]},
    )

    assert client.get(f"/cases/?window={window.pk}").context["page_obj"].paginator.count == 2
    assert f'window={window.pk}&amp;order=due">2</a>' in words(client.get("/cases/windows/"))


def placed(window):
    with look_as(EVERYTHING):
        return {case.title for case in window.cases.all()}


def test_what_was_put_into_a_window_or_taken_out_is_undone_unless_it_moved_on(filed, coordinator, sign_in):
    client = sign_in(coordinator)
    with look_as(EVERYTHING):
        window = SubmissionWindow.objects.create(name="December", government="us", closes_on="2026-11-30")
        window.cases.add(filed[0])
    seen = [f"{case.reference}={desk.state(case)}" for case in filed]
    all_of_them = {"window": window.pk, "sure": "1", "seen": seen, "case": [case.reference for case in filed]}

    put = client.post(MANY, all_of_them | {"act": "window"}, follow=True)
    assert placed(window) == {"Case 0", "Case 1", "Case 2"}
    assert "It is in this window already." in words(put)
    with look_as(EVERYTHING):
        window.cases.remove(filed[1])
    client.post(reverse("cases:undo", args=[put.context["undo"]]))
    assert placed(window) == {"Case 0"}

    out = client.post(MANY, all_of_them | {"act": "leave"}, follow=True)
    assert (placed(window), words(out).count("It is not in this window.")) == (set(), 2)
    client.post(reverse("cases:undo", args=[out.context["undo"]]))
    assert placed(window) == {"Case 0"}


def test_a_window_of_the_same_day_is_refused_in_words(coordinator, sign_in):
    client = sign_in(coordinator)
    twice = [client.post("/cases/windows/", {"name": "Dec", "government": "us", "closes_on": "2026-11-30"}) for _ in range(2)]

    assert twice[0].status_code == 302
    assert "There is a window of this name and day already." in words(twice[1])


# Lists that are kept


def test_a_kept_list_is_ones_own_until_it_is_shared(reviewer, coordinator, sign_in):
    client = sign_in(reviewer)
    client.post("/cases/lists/?in=queue%3Dfiled%26assigned%3Dme", {"name": "Mine to read"})
    client.post("/cases/lists/?in=queue%3Doverdue", {"name": "Late ones", "is_shared": "on"})

    page = words(client.get("/cases/"))
    assert "?queue=filed&amp;assigned=me" in page
    theirs = words(sign_in(coordinator).get("/cases/"))

    assert ("Mine to read" in page, "Mine to read" in theirs, "Late ones" in theirs) == (True, False, True)


def test_a_kept_list_is_removed_by_its_own_person_alone(reviewer, coordinator, sign_in):
    with look_as(EVERYTHING):
        view = SavedView.objects.create(person=reviewer, name="x", query="queue=filed", is_shared=True)

    assert sign_in(coordinator).post("/cases/lists/", {"remove": view.pk}).status_code == 403
    sign_in(reviewer).post("/cases/lists/", {"remove": view.pk})

    with look_as(EVERYTHING):
        assert not SavedView.objects.exists()


@pytest.mark.parametrize("typed", ["{0}", " {1} ", "c-{2}"])
def test_the_way_to_a_case_is_its_reference_however_it_is_typed(filed, reviewer, sign_in, typed):
    case = filed[0]
    bare = case.reference.removeprefix("C-")

    response = sign_in(reviewer).get("/cases/jump/", {"reference": typed.format(case.reference, bare, bare.lower())})

    assert response.url == case.get_absolute_url()


def test_a_partner_finds_no_desk(partner, sign_in):
    client = sign_in(partner)

    assert {client.get(f"/cases/{place}/").status_code for place in ("narrow", "jump", "lists", "windows")} == {404}


def test_who_did_what_stays(filed, reviewer, second):
    with look_as(EVERYTHING):
        desk.assign(filed[0], to=second, by=reviewer)
        desk.assign(filed[0], to=None, by=second)

        history = list(Assignment.objects.values_list("person__name", "before__name", "by__name"))

    assert history == [(None, "Second", "Second"), ("Second", None, "Reviewer")]


# Flags, and who has how much


def flagged(case, person, **words):
    with look_as(person.sight):
        return desk.raise_flag(case, Flag(**{"why": "Their witness speaks on Friday.", **words}), by=person)


def test_a_flag_of_ones_own_is_seen_by_nobody_else(filed, reviewer, second):
    flagged(filed[0], reviewer)
    flagged(filed[1], reviewer, is_shared=True)

    seen = {}
    for person in (reviewer, second):
        with look_as(person.sight):
            seen[person.name] = (
                Flag.objects.count(),
                set(queues.narrow(Case.objects.visible_to(person), "flagged", person).values_list("title", flat=True)),
            )

    assert seen == {"Reviewer": (2, {"Case 0", "Case 1"}), "Second": (1, {"Case 1"})}


def test_whoever_is_set_aside_sees_no_flag_of_the_case(filed, reviewer, second, coordinator):
    flagged(filed[0], reviewer, is_shared=True)
    with look_as(EVERYTHING):
        conflicts.set_aside(filed[0], second, reason=Recusal.Reason.OTHER, by=coordinator)

    with look_as(second.sight):
        assert not Flag.objects.exists()


def test_a_flag_is_raised_read_and_lowered(filed, reviewer, second, sign_in):
    case = filed[0].get_absolute_url()
    client = sign_in(reviewer)
    client.post(f"{case}flags/", {"why": "Ask for the letter", "is_shared": "on"})
    client.post(f"{case}flags/", {"why": "I know the clerk"})
    page = words(client.get(case))
    assert "Ask for the letter" in page
    assert "I know the clerk" in page

    client = sign_in(second)
    with look_as(reviewer.sight):
        shared, own = Flag.objects.get(is_shared=True), Flag.objects.get(is_shared=False)
    assert "I know the clerk" not in words(client.get(case))
    assert client.post(f"{case}flags/{own.pk}/lower/").status_code == 404
    client.post(f"{case}flags/{shared.pk}/lower/")

    assert "Ask for the letter" not in words(client.get(case))
    assert Record.objects.about(filed[0]).filter(verb__startswith="case.flag").count() == 2


def test_a_day_that_is_over_is_refused_and_what_was_typed_stays(filed, reviewer, sign_in):
    answer = sign_in(reviewer).post(f"{filed[0].get_absolute_url()}flags/", {"why": "Call them", "back_on": "2020-01-02"})

    assert "2020-01-02 is not to come any more" in words(answer)
    assert 'value="Call them"' in words(answer)


def test_a_flag_with_a_day_rests_until_then(filed, reviewer):
    flag = flagged(filed[0], reviewer, back_on=timezone.localdate() + timedelta(days=1))
    with look_as(reviewer.sight):
        before = set(queues.narrow(Case.objects.visible_to(reviewer), "flagged", reviewer))
        Flag.objects.filter(pk=flag.pk).update(back_on=timezone.localdate())
        after = set(queues.narrow(Case.objects.visible_to(reviewer), "flagged", reviewer))

    assert (before, after) == (set(), {filed[0]})


def test_each_number_of_the_workload_is_the_list_behind_it(filed, make_case, organisation, partner, reviewer, second):
    with look_as(EVERYTHING):
        desk.assign(filed[0], to=reviewer, by=reviewer)
        Case.objects.filter(pk=filed[0].pk).update(due_on=date(2026, 3, 2))
        Case.objects.filter(pk=filed[1].pk).update(status=S.IN_REVIEW, taken_up_by=second)
        Case.objects.filter(pk=filed[2].pk).update(status=S.RETURNED, taken_up_by=second)
    with look_as(reviewer.sight):
        cases = Case.objects.visible_to(reviewer)
        loads = workload.loads(cases, [reviewer, second], reviewer)
        lists = [[Filters.read(address).among(cases, reviewer).count() for _count, address in load.cells] for load in loads]

    counts = [[count for count, _address in load.cells] for load in loads]
    assert counts == lists == [[0, 1, 0, 1, 0], [0, 0, 1, 0, 0], [0, 0, 0, 0, 1]]
    assert loads[0].first_due == date(2026, 3, 2)
