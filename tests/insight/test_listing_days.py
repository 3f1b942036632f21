"""Listing day is reprisal day: what is done opens by itself, and the partner reads each step in public words."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from insight import listing_days
from insight.models import DayStep, ListingDay
from insight.statuses import DayStepKind
from vault.sight import look_as

pytestmark = pytest.mark.django_db


@pytest.fixture
def day(listed):
    listing_days.open_listing_days()
    return ListingDay.objects.get()


def test_confirmed_listing_opens_its_list_once(listed):
    assert (listing_days.open_listing_days(), listing_days.open_listing_days()) == (1, 0)

    assert list(ListingDay.objects.get().steps.values_list("kind", flat=True)) == list(DayStepKind.values)


def test_what_does_not_stand_opens_none(listed):
    type(listed).objects.update(confirmed_at=None, confirmed_by=None)

    assert listing_days.open_listing_days() == 0


def test_every_step_has_public_words():
    assert set(listing_days.PUBLIC) == set(DayStepKind)


def test_partner_is_told_of_each_step_without_a_word_of_content(day, two, lead, run_jobs, mailoutbox):
    run_jobs()
    mailoutbox.clear()

    listing_days.tick(day.steps.first(), by=two[0])
    listing_days.tick(day.steps.first(), by=two[1])

    assert run_jobs() == ["submissions.tell_partner"]
    assert {mail.to[0] for mail in mailoutbox} >= {lead.email}
    for mail in mailoutbox:
        assert not any(word in mail.subject + mail.body for word in ("Teskan", "GLOMAG", "danger", "listing"))


def test_partner_reads_the_steps_and_ticks_none(day, two, lead, sign_in):
    listing_days.tick(day.steps.first(), by=two[0])
    client = sign_in(lead)

    page = client.get(reverse("insight:listing-day", args=[day.pk])).content.decode()
    refused = client.post(reverse("insight:tick", args=[day.pk, DayStepKind.STATEMENT]))

    assert "We spoke with you about it." in page
    assert "We will ask whether anybody is in danger." in page
    assert "Call the partner on a line they named as safe" not in page
    assert refused.status_code == 403
    with pytest.raises(PermissionDenied):
        listing_days.tick(day.steps.last(), by=lead)


def test_other_partner_sees_no_listing_day(day, other_partner, sign_in):
    assert sign_in(other_partner).get(reverse("insight:listing-day", args=[day.pk])).status_code == 404
    with look_as(other_partner.sight):
        assert not ListingDay.objects.exists()
        assert not DayStep.objects.exists()


def test_staff_see_what_is_left_on_their_first_page_and_tick_it(day, two, sign_in):
    client = sign_in(two[0])
    assert "Listing days with something to do" in client.get("/").content.decode()

    for kind in DayStepKind:
        client.post(reverse("insight:tick", args=[day.pk, kind]))

    assert "Listing days with something to do" not in client.get("/").content.decode()
    assert not client.get(reverse("insight:listing-days")).context["page_obj"].object_list
