"""What is due for whom: on the page, on the first page, in the calendar, and in the one mail a day; and private reminders."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from icalendar import Calendar

from delivery import due
from delivery.digests import plan_digests, send_digest
from delivery.due import count_ours_now, due_for
from delivery.models import Notices, Reminder
from delivery.services import reminders
from delivery.services.log import log_contact
from delivery.statuses import ContactKind
from delivery.windows import next_windows
from submissions.checks import NotReady
from submissions.models import Dossier, Recommendation
from vault.sight import look_as


@pytest.fixture
def ask(brought):
    """Sent from this desk on New Year's Day of 2026."""
    with time_machine.travel("2026-01-01 12:00", tick=False):
        brought("Maro Teskan,person,1971,Veldonia,US,2026-01-01,Orsa Valley Network,")
        Dossier.objects.update(made_elsewhere=False)
    return Recommendation.objects.get()


def on(day):
    return time_machine.travel(f"{day} 12:00", tick=False)


def codes(user, day):
    with on(day):
        return [(one.clock.rule.code, one.on, one.waits_for_us) for one in due_for(user, date.fromisoformat(day)) if one.clock]


def log(ask, liaison, kind, day, **fields):
    log_contact(ask.dossier, {"kind": kind, "on": date.fromisoformat(day), "words": "-", **fields}, by=liaison)


def test_follow_up_is_told_of_a_week_before_and_is_ours_when_it_is_due(ask, liaison):
    due = date(2026, 1, 31)

    assert codes(liaison, "2026-01-20") == []
    assert codes(liaison, "2026-01-25") == [("follow-up-30", due, False)]
    assert codes(liaison, "2026-01-31") == [("follow-up-30", due, True)]


def test_question_of_theirs_makes_it_ours_and_a_letter_ends_it(ask, liaison):
    with on("2026-02-03"):
        log(ask, liaison, ContactKind.QUESTION, "2026-01-10")
        assert {waits for _code, _on, waits in codes(liaison, "2026-02-03")} == {True}
        log(ask, liaison, ContactKind.REPLY, "2026-01-10")
        log(ask, liaison, ContactKind.LETTER, "2026-02-01")
    assert codes(liaison, "2026-02-03") == []


def test_what_was_made_elsewhere_has_no_follow_ups_but_its_requests_have_days(ask, liaison):
    Dossier.objects.update(made_elsewhere=True)
    assert codes(liaison, "2026-03-01") == []

    with on("2026-03-01"):
        signed = {"due_on": date(2026, 3, 10), "signatories": "Two members of parliament"}
        log(ask, liaison, ContactKind.PARLIAMENT, "2026-02-20", **signed)
        (one,) = [one for one in due_for(liaison, date(2026, 3, 1)) if one.contact]
        assert (one.on, one.contact.signatories) == (date(2026, 3, 10), "Two members of parliament")
        log(ask, liaison, ContactKind.ANSWERED, "2026-02-28")
        assert [one for one in due_for(liaison, date(2026, 3, 1)) if one.contact] == []


def test_request_of_congress_runs_a_hundred_and_twenty_days(ask, liaison):
    with on("2026-05-20"):
        log(ask, liaison, ContactKind.PARLIAMENT, "2026-02-01")

    assert ("us-congress", date(2026, 6, 1), False) in codes(liaison, "2026-05-20")
    assert ("us-congress", date(2026, 6, 1), True) in codes(liaison, "2026-06-01")


def test_reminder_is_for_oneself_alone(ask, liaison, coordinator):
    with on("2026-01-10"):
        with look_as(liaison.sight):
            made = reminders.remind(ask, date(2026, 1, 20), "call the embassy", by=liaison)
            assert [one.reminder for one in due_for(liaison, date(2026, 1, 10)) if one.reminder] == [made]
        with look_as(coordinator.sight):
            assert not Reminder.objects.exists()
            assert [one for one in due_for(coordinator, date(2026, 1, 10)) if one.reminder] == []
    with pytest.raises(PermissionDenied):
        reminders.settle_reminder(made, by=coordinator)


@pytest.mark.parametrize("days", [0, -1, -400])
def test_reminder_in_the_past_is_refused_in_plain_words(ask, liaison, days):
    with on("2026-01-10"), look_as(liaison.sight), pytest.raises(NotReady) as refusal:
        reminders.remind(ask, date(2026, 1, 10) + timedelta(days=days), "-", by=liaison)

    assert "is not to come any more. Choose a later day." in refusal.value.problems[0]


def test_reminder_is_made_and_settled_on_the_pages(ask, liaison, sign_in):
    client = sign_in(liaison)
    tomorrow = date.today() + timedelta(days=1)  # noqa: DTZ011 -- the page asks the same clock
    where = reverse("delivery:remind", args=[ask.reference])

    refused = client.post(where, {"on": "2020-01-01", "words": "call"}).content.decode()
    client.post(where, {"on": tomorrow.isoformat(), "words": "call the embassy"})
    page = client.get(reverse("delivery:due")).content.decode()
    with look_as(liaison.sight):
        client.post(reverse("delivery:settle-reminder", args=[Reminder.objects.get().pk]))
        assert Reminder.objects.get().done_at

    assert "is not to come any more" in refused
    assert "call the embassy" in page
    assert "call the embassy" not in client.get(reverse("delivery:due")).content.decode()


def test_calendar_opens_in_a_standard_parser_and_says_nothing(ask, liaison, client, settings):
    token = reminders.new_calendar(by=liaison)

    with on("2026-01-31"):
        response = client.get(reverse("delivery:calendar", args=[token]))

    calendar = Calendar.from_ical(response.content)
    (event,) = calendar.walk("VEVENT")
    assert response["Content-Type"].startswith("text/calendar")
    assert (event.decoded("dtstart"), str(event["summary"])) == (date(2026, 1, 31), str(settings.EMAIL_SUBJECT))
    for word in ("Teskan", "Maro", ask.reference, ask.dossier.reference, liaison.name, liaison.email):
        assert word.casefold() not in response.content.decode().casefold()


def test_page_that_shows_the_address_of_a_calendar_is_still_what_is_due(ask, liaison, sign_in):
    page = sign_in(liaison).post(reverse("delivery:make-calendar")).content.decode()

    assert f'href="{reverse("delivery:due")}" aria-current="page"' in " ".join(page.split())


def test_calendar_of_a_forged_ended_or_closed_address_is_not_there(ask, liaison, client):
    token = reminders.new_calendar(by=liaison)
    where = reverse("delivery:calendar", args=[token])
    assert client.get(where).status_code == 200
    newer = reminders.new_calendar(by=liaison)

    assert client.get(where).status_code == 404
    assert client.get(reverse("delivery:calendar", args=["forged"])).status_code == 404
    reminders.end_calendar(by=liaison)
    assert client.get(reverse("delivery:calendar", args=[newer])).status_code == 404
    assert token not in str(Notices.objects.values())


def test_digest_is_one_mail_a_day_that_names_nobody(ask, liaison, coordinator, run_jobs):
    with on("2026-01-31"):
        plan_digests()
        run_jobs()
        plan_digests()
        run_jobs()

    assert sorted(letter.to for letter in mail.outbox) == [[coordinator.email], [liaison.email]]
    for letter in mail.outbox:
        for word in ("Teskan", "Maro", ask.reference, "Veldonia", "United States"):
            assert word not in letter.subject + letter.body


@pytest.mark.parametrize("day", ["2026-01-20", "2026-01-25"])
def test_no_digest_on_days_on_which_nothing_is_ours(ask, liaison, day):
    with on(day):
        assert send_digest(liaison) is False
    assert mail.outbox == []


def test_digest_can_be_switched_off(ask, liaison, coordinator, sign_in):
    client = sign_in(liaison)
    client.post(reverse("delivery:choose-mail"))

    with on("2026-01-31"):
        assert plan_digests() == 1  # the coordinator's
        assert send_digest(liaison) is False
    client.post(reverse("delivery:choose-mail"), {"on": "1"})
    with on("2026-01-31"):
        assert send_digest(liaison) is True


def test_first_page_tells_the_liaison_of_what_is_due_and_of_the_window(ask, liaison, sign_in):
    with on("2026-11-30"):
        page = sign_in(liaison).get("/").content.decode()

    assert "10 days until the designations that the United States announce around 10 December" in page
    assert "Follow-ups and reminders that are due" in page


def test_first_page_counts_what_is_due_in_parts_and_no_further_than_it_tells(brought, liaison, monkeypatch):
    with time_machine.travel("2026-01-01 12:00", tick=False):
        brought(*(f"{name} Teskan,person,1971,Veldonia,US,2026-01-01,Orsa Valley Network," for name in ("Maro", "Ilka", "Dessa")))
        Dossier.objects.update(made_elsewhere=False)
    today = date(2026, 3, 1)
    with on(today), look_as(liaison.sight):
        ours = sum(one.is_ours_now(today) for one in due_for(liaison, today))
        for at_once in (1, 2, 3, 250):
            monkeypatch.setattr(due, "IN_ONE_GO", at_once)
            assert [count_ours_now(liaison, today, most=most) for most in (2, 100)] == [2, ours]
    assert ours >= 3


@pytest.mark.parametrize(("today", "left"), [("2026-11-30", 10), ("2026-12-10", 0), ("2026-12-11", 364)])
def test_next_window(today, left):
    (window,) = next_windows({"us"}, date.fromisoformat(today))

    assert window.days_left == left
    assert next_windows({"gb"}, date.fromisoformat(today)) == []


def test_every_clock_is_on_the_page_of_clocks(liaison, sign_in):
    page = sign_in(liaison).get(reverse("delivery:clocks")).content.decode()

    for words in ("22 USC 10102(d)", "JVCFOA s. 5", "SAMLA 2018 s. 12", "Our own habit"):
        assert words in page


@pytest.mark.parametrize("rows", [1, 5])
def test_what_is_due_costs_the_same_however_much_there_is(brought, liaison, sign_in, count_statements, rows):
    with on("2026-01-01"):
        brought(*(f"Somebody {number},person,1971,Veldonia,US,2026-01-01,Orsa Valley Network," for number in range(rows)))
        Dossier.objects.update(made_elsewhere=False)

    with on("2026-01-31"):
        client = sign_in(liaison)
        page = client.get(reverse("delivery:due"))

        assert len(page.context["ours"]) == rows
        assert count_statements(client, reverse("delivery:due")) == 16
