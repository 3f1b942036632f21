"""That something came afterwards is no reason: two persons, each with what it rests on; and nobody is named without a yes."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse

from cases.models import Alarm
from insight import attribution
from insight.models import Attribution, Credit
from insight.statuses import Level
from submissions import confirming
from vault.sight import look_as

pytestmark = pytest.mark.django_db


def say(outcome, *words):
    for person, level in words:
        attribution.attribute(outcome, level, "The wording of element two stands in no other text.", by=person)
    return attribution.attributed(outcome.attributions.all())


@pytest.mark.parametrize(
    ("levels", "level", "differs", "has_basis"),
    [
        ((), None, False, False),
        ((3,), None, False, False),
        ((3, 3), Level.BASIS, False, True),
        ((4, 4), Level.ACKNOWLEDGED, False, True),
        ((2, 2), Level.CONSISTENT, False, False),
        ((0, 0), Level.NONE, False, False),
        ((2, 3), None, True, False),
        ((4, 3), None, True, False),
    ],
)
def test_what_two_words_come_to(listed, two, levels, level, differs, has_basis):
    said = say(listed, *zip(two, levels, strict=False))

    assert (said.level, said.differs, said.has_basis) == (level, differs, has_basis)


def test_other_word_later_is_kept_beside_the_first(listed, two):
    say(listed, (two[0], 4), (two[1], 3), (two[0], 3))

    assert [(row.level, row.superseded_at is None) for row in Attribution.objects.all()] == [(4, False), (3, True), (3, True)]
    assert attribution.attributed(listed.attributions.all()).has_basis


@pytest.mark.parametrize("basis", ["", "   "])
def test_no_level_without_a_basis(listed, two, basis):
    with pytest.raises(attribution.Unfounded):
        attribution.attribute(listed, 3, basis, by=two[0])
    with pytest.raises(IntegrityError), transaction.atomic():
        Attribution.objects.create(outcome=listed, level=3, basis="", coder=two[0])


def test_nothing_is_claimed_for_what_does_not_stand(listed, two):
    confirming.ask_to_undo(listed, "Another man.", by=two[0])
    confirming.undo(listed, by=two[1])
    listed.refresh_from_db()

    with pytest.raises(attribution.Unfounded):
        attribution.attribute(listed, 3, "-", by=two[0])


def test_partner_sees_no_word_of_it_not_even_in_the_database(listed, two, lead):
    say(listed, (two[0], 3))

    with pytest.raises(PermissionDenied):
        attribution.attribute(listed, 4, "-", by=lead)
    with look_as(lead.sight):
        assert not Attribution.objects.exists()


def test_second_coder_does_not_read_the_first_before_their_own_word(listed, two, sign_in):
    attribution.attribute(listed, 3, "canary-basis", by=two[0])
    client, address = sign_in(two[1]), reverse("insight:attribution", args=[listed.pk])

    before = client.get(address).content.decode()
    client.post(address, {"level": "3", "basis": "The same wording."})
    after = client.get(address).content.decode()

    assert ("canary-basis" in before, "canary-basis" in after) == (False, True)
    assert "Two persons found level 3." in after


def test_partner_is_named_only_after_a_yes_that_is_the_last_word(listed, lead, two):
    assert not attribution.may_be_credited(listed)

    attribution.answer_credit(listed, True, by=lead)
    assert attribution.may_be_credited(listed)
    attribution.answer_credit(listed, False, by=lead)
    assert not attribution.may_be_credited(listed)

    assert Credit.objects.count() == 2
    with pytest.raises(PermissionDenied):
        attribution.answer_credit(listed, True, by=two[0])


def test_nobody_is_named_while_they_are_not_safe(listed, lead):
    attribution.answer_credit(listed, True, by=lead)
    Alarm.objects.create(organisation=lead.organisation, raised_by=lead)

    assert not attribution.may_be_credited(listed)
