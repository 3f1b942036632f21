"""What an office asks for: which cases could answer it, what each needs, and what is refused."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from cases.statuses import ConsentAnswer
from delivery.due import due_for
from delivery.models import Wanted
from delivery.services.wanted import answer_wanted, write_wanted
from delivery.wanted import cases_for, fitting
from submissions.checks import NotReady
from tests.submissions.conftest import say, veldonia  # noqa: F401 -- fixtures


def told(office, **fields):
    return {"office": office, "official": None, "asked_on": date(2026, 1, 1), "due_on": date(2026, 2, 1), "theme": "", **fields}


FITS = [
    ({}, True),
    ({"theme": "arbitrary_detention"}, True),
    ({"theme": "torture"}, False),
    ({"country": "Veldonia"}, True),
    ({"country": " veldonia"}, True),
    ({"country": "Norway"}, False),
    ({"theme": "arbitrary_detention", "country": "Norway"}, False),
]


@pytest.mark.parametrize(("fields", "fits"), FITS)
def test_case_answers_what_is_asked(veldonia, office, coordinator, liaison, fields, fits):  # noqa: F811
    wanted = write_wanted(told(office, **fields), by=liaison)

    assert cases_for(wanted, coordinator).exists() == fits


def test_case_that_nobody_agreed_to_send_there_is_not_offered(veldonia, office, coordinator, liaison):  # noqa: F811
    for who in (veldonia.victim, veldonia.statement):
        say(veldonia.case, who, ConsentAnswer.WITHDRAWN)

    wanted = write_wanted(told(office), by=liaison)

    assert list(cases_for(wanted, coordinator)) == []


def test_each_case_says_what_it_needs_still(veldonia, office, coordinator, liaison):  # noqa: F811
    (one,) = fitting(write_wanted(told(office), by=liaison), coordinator)

    assert (one.case, one.meter.government, one.is_argued) == (veldonia.case, "us", False)
    assert one.meter.total > 0


WRONG = [
    ({"asked_on": date(2999, 1, 1), "due_on": date(2999, 2, 1)}, "This day is in the future. Write it down after they asked."),
    ({"due_on": date(2025, 1, 1)}, "They cannot want it before they asked."),
]


@pytest.mark.parametrize(("fields", "words"), WRONG)
def test_what_cannot_be_is_refused_in_plain_words(everything, office, liaison, fields, words):
    with pytest.raises(NotReady) as refusal:
        write_wanted(told(office, **fields), by=liaison)

    assert refusal.value.problems == [words]


def test_it_is_for_who_speaks_with_that_government(everything, office, liaison, enlist, coalition, reviewer):
    from accounts.roles import Role

    londoner = enlist("Londoner", coalition, Role.LIAISON, jurisdictions=["gb"])
    wanted = write_wanted(told(office), by=liaison)

    for person in (londoner, reviewer):
        with pytest.raises(PermissionDenied):
            answer_wanted(wanted, by=person)
    assert [Wanted.objects.visible_to(person).count() for person in (liaison, reviewer, londoner)] == [1, 1, 0]


def test_it_is_written_and_answered_on_the_pages(veldonia, office, liaison, sign_in):  # noqa: F811
    client = sign_in(liaison)
    post = {"office": office.pk, "asked_on": "2026-01-01", "due_on": "2025-01-01", "country": "Veldonia"}

    refused = client.post(reverse("delivery:wanted"), post).content.decode()
    page = client.post(reverse("delivery:wanted"), {**post, "due_on": "2026-02-01"}, follow=True).content.decode()
    client.post(reverse("delivery:wanted-answered", args=[Wanted.objects.get().pk]))

    assert refused.count("They cannot want it before they asked.") == 1
    assert veldonia.case.reference in page
    assert Wanted.objects.get().answered_on


def test_what_an_office_waits_for_is_due_to_who_answers_it(everything, office, liaison, coordinator, reviewer, sign_in):
    told_by = date.today() + timedelta(days=5)  # noqa: DTZ011 -- the page asks the same clock
    wanted = write_wanted(told(office, due_on=told_by), by=liaison)

    found = {
        person.name: [(one.on, one.wanted) for one in due_for(person, date.today()) if one.wanted]  # noqa: DTZ011
        for person in (liaison, coordinator, reviewer)
    }
    page = sign_in(liaison).get(reverse("delivery:due")).content.decode()
    answer_wanted(wanted, by=liaison)

    assert found == {liaison.name: [(told_by, wanted)], coordinator.name: [(told_by, wanted)], reviewer.name: []}
    assert wanted.get_absolute_url() in page
    assert [one for one in due_for(liaison, date.today()) if one.wanted] == []  # noqa: DTZ011
