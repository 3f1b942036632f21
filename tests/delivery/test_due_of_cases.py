"""Days that start elsewhere than in a delivery: in the case, in an official list, in a request from parliament."""

from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Role
from cases.models import Consent, Incident
from cases.statuses import ConsentAnswer
from delivery.clocks.events import days_of_cases
from delivery.due import due_for
from delivery.services.log import log_contact
from delivery.statuses import ContactKind
from sanctions.models import WatchedList
from submissions import services
from submissions.checks import NotReady
from tests.submissions.conftest import (  # noqa: F401 -- fixtures
    approved,
    approver,
    argued,
    criterion,
    frozen,
    opened,
    sent,
    signed_once,
    veldonia,
)

TODAY = date(2026, 6, 1)


def on(day):
    return time_machine.travel(f"{day} 12:00", tick=False)


def codes(user, today=TODAY):
    return [(one.clock.rule.code, one.on, one.waits_for_us) for one in due_for(user, today) if one.clock]


LATEST = [
    ([("2021-05-03", "")], date(2021, 5, 3)),
    ([("2021-05", "")], date(2021, 5, 31)),
    ([("2020", "")], date(2020, 12, 31)),
    ([("2021-02", "2021-08")], date(2021, 8, 31)),
    ([("2021-02", ""), ("2020-01", "2020-03-04")], date(2021, 2, 28)),
    ([("", "")], None),
]


@pytest.mark.parametrize(("incidents", "day"), LATEST)
def test_last_act_of_a_case_is_taken_at_its_latest(veldonia, incidents, day):  # noqa: F811
    Incident.objects.filter(case=veldonia.case).update(began="", ended="")
    for began, ended in incidents:
        Incident.objects.create(case=veldonia.case, began=began, ended=ended, place="-")

    assert days_of_cases([veldonia.case.pk]).conduct.get(veldonia.case.pk) == day


def test_conduct_that_grows_old_is_due_before_anything_is_sent(argued, liaison):  # noqa: F811
    Incident.objects.update(began="2021-06", ended="2021-08-01")

    assert codes(liaison) == [("us-recency", date(2026, 8, 1), True)]
    (one,) = due_for(liaison, TODAY)
    assert one.url == argued.get_absolute_url()


def test_consent_that_runs_out_is_due_once_though_two_are_argued_from_it(argued, veldonia, liaison):  # noqa: F811
    Incident.objects.update(began="2025", ended="")
    Consent.objects.filter(victim=veldonia.victim, government="us").update(until=date(2026, 6, 20))
    services.open_recommendation(veldonia.case, veldonia.subject, argued.criterion, by=liaison)

    assert codes(liaison) == [("consent-ends", date(2026, 6, 21), True)]


def test_consent_that_was_taken_back_runs_no_more(argued, veldonia, liaison):  # noqa: F811
    Incident.objects.update(began="2025", ended="")
    Consent.objects.filter(victim=veldonia.victim, government="us").update(
        until=date(2026, 6, 20), answer=ConsentAnswer.WITHDRAWN
    )

    assert codes(liaison) == []


def test_list_that_is_too_old_is_due_for_those_who_can_mend_it(
    db, liaison, coordinator, reviewer, enlist, coalition, sign_in, settings
):
    settings.LIST_SCHEDULE = dict.fromkeys(("us-ofac-sdn", "gb-fcdo"))
    londoner = enlist("Londoner", coalition, Role.LIAISON, jurisdictions=["gb"])
    with on("2026-06-01"):
        days = {"us-ofac-sdn": 4, "gb-fcdo": 2, "us-state-7031c": 90}
        for slug, ago in days.items():
            WatchedList.objects.create(slug=slug, confirmed_at=timezone.now() - timedelta(days=ago))
        american = [("list-stale", date(2026, 5, 31), True), ("list-stale-by-hand", date(2026, 6, 11), True)]

        assert {person.name: codes(person) for person in (liaison, coordinator, reviewer, londoner)} == {
            liaison.name: american,
            coordinator.name: american,
            reviewer.name: [],
            "Londoner": [],
        }
        assert reverse("sanctions:list", args=["us-ofac-sdn"]) in sign_in(liaison).get(reverse("delivery:due")).content.decode()


def log(ask, liaison, kind, day, **fields):
    return log_contact(ask.dossier, {"kind": kind, "on": date.fromisoformat(day), "words": "-", **fields}, by=liaison)


@pytest.fixture
def asked(sent, liaison):  # noqa: F811
    """Two members of parliament asked in May for a reply in June."""
    Incident.objects.update(began="2025", ended="")
    with on("2026-06-01"):
        signed = {"signatories": "Two members of parliament", "due_on": date(2026, 6, 10)}
        return sent, log(sent, liaison, ContactKind.PARLIAMENT, "2026-05-20", **signed)


def requests(liaison, today):
    return [(one.on, one.waits_for_us) for one in due_for(liaison, today) if one.contact]


def test_reply_to_parliament_is_theirs_to_give(asked, liaison):
    assert requests(liaison, TODAY) == [(date(2026, 6, 10), False)]


@pytest.mark.parametrize(
    ("kind", "names_it", "is_settled"),
    [
        ("answered", True, True),
        ("answered", False, True),
        ("reply", False, False),
        ("reply", True, True),
        ("letter", False, False),
    ],
)
def test_request_of_parliament_is_settled_by_its_reply(asked, liaison, kind, names_it, is_settled):
    ask, request = asked
    with on("2026-06-05"):
        log(ask, liaison, kind, "2026-06-04", answers=request if names_it else None)

    assert (requests(liaison, date(2026, 6, 5)) == []) == is_settled


WRONG = [
    ("letter", "2026-06-01", "Only a reply or an answer can be to something. Choose what it was anew, or leave out to what."),
    ("answered", "2026-05-19", "It was asked on 2026-05-20, so nothing can have replied to it before."),
]


@pytest.mark.parametrize(("kind", "day", "words"), WRONG)
def test_what_is_no_reply_is_refused_in_plain_words(asked, liaison, kind, day, words):
    ask, request = asked
    with on("2026-06-05"), pytest.raises(NotReady) as refusal:
        log(ask, liaison, kind, day, answers=request)

    assert refusal.value.problems == [words]


def test_reply_is_chosen_on_the_page_and_stands_with_what_it_answers(asked, liaison, sign_in):
    ask, request = asked
    client, where = sign_in(liaison), reverse("delivery:log", args=[ask.reference])
    told = {"kind": "answered", "on": "2026-06-02", "words": "They will look at it.", "audience": "staff"}

    with on("2026-06-05"):
        page = client.post(where, {**told, "answers": request.pk}, follow=True).content.decode()

    assert request.replies.get().words == "They will look at it."
    assert "in reply to: A request from parliament, 20 May 2026" in page
