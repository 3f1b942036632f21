"""A delivery says which bytes the office has: a copy that was made for it, or a file of the version as it is."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from submissions import checks, services
from submissions.models import Delivery, OfficeCopy, Recipient
from tests.submissions.pages import address, page_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def copy(built, office, liaison):
    """As a worker leaves it."""
    made = {"made_at": timezone.now(), "sha256": "c0" * 32, "size": 4_000_000}
    return OfficeCopy.objects.create(version=built, recipient=office, number=1, asked_by=liaison, password="", **made)


def deliver(client, version, office, **fields):
    told = {"recipient": office.pk, "channel": "portal", "sent_on": timezone.localdate().isoformat(), **fields}
    return client.post(address("deliver", version.dossier.reference, 1), told, follow=True).content.decode()


def test_copy_is_named_with_the_delivery_and_on_both_pages(built, office, copy, liaison, sign_in):
    client = sign_in(liaison)

    page = deliver(client, built, office, sent_as=copy.name)

    delivery = Delivery.objects.get()
    assert (delivery.copy, delivery.file, delivery.sent_as.sha256) == (copy, None, copy.sha256)
    assert copy.name in page
    assert "Given to them on" in page_of(client, "copies", built.dossier.reference, 1)
    line = client.get(f"/delivery/sent/{built.dossier.recommendations.get().reference}/").content.decode()
    assert copy.sha256 in line


def test_file_of_the_version_is_named_with_the_delivery(built, office, liaison, sign_in):
    file = built.files.get(format="zip")

    deliver(sign_in(liaison), built, office, sent_as=file.name)

    assert (Delivery.objects.get().file, Delivery.objects.get().sent_as.sha256) == (file, file.sha256)


def test_delivery_of_which_nobody_knows_what_exactly_can_be_recorded(built, office, liaison, sign_in):
    deliver(sign_in(liaison), built, office)

    assert Delivery.objects.get().sent_as is None


def test_copy_for_another_office_is_refused_in_plain_words(built, copy, liaison):
    treasury = Recipient.objects.create(office="Treasury", jurisdiction="us")

    with pytest.raises(checks.NotReady) as refusal:
        services.record_delivery(built, treasury, "portal", timezone.localdate(), by=liaison, sent_as=copy)

    assert refusal.value.problems == ["Copy 1 was made for Department of State; its name stands on every page."]


def test_copy_that_is_not_made_yet_is_not_offered(built, office, copy, liaison, sign_in):
    OfficeCopy.objects.update(made_at=None)

    assert copy.name not in page_of(sign_in(liaison), "dossier", built.dossier.reference)


def test_one_delivery_is_of_one_thing(built, office, copy, liaison):
    told = {"dossier": built.dossier, "version": built, "recipient": office, "channel": "portal", "recorded_by": liaison}
    with pytest.raises(IntegrityError), transaction.atomic():
        Delivery.objects.create(**told, sent_on=timezone.localdate(), copy=copy, file=built.files.first())


@pytest.mark.parametrize(("days", "is_said"), [(0, False), (3, True)])
def test_delivery_before_the_version_was_frozen_is_kept_with_a_word_about_it(built, office, liaison, sign_in, days, is_said):
    day = timezone.localdate() - timedelta(days=days)

    page = deliver(sign_in(liaison), built, office, sent_on=day.isoformat())

    assert Delivery.objects.get().sent_on == day
    assert ("This day lies before this version was frozen here" in page) == is_said


def test_what_left_can_be_named_once_when_nobody_had_written_it_down(built, office, copy, liaison):
    told = (built, office, "portal", timezone.localdate())
    services.record_delivery(*told, by=liaison)

    named = services.record_delivery(*told, by=liaison, sent_as=copy)
    again = services.record_delivery(*told, by=liaison, sent_as=built.files.get(format="zip"))

    assert named == again == Delivery.objects.get()
    assert (again.copy, again.file) == (copy, None)
