"""The law asks one thing more, or is closed, while a recommendation under it is written, signed, or sent."""

import pytest
from django.urls import reverse

from sanctions.models import Element
from submissions import checks, services
from submissions.basis import changes_in
from submissions.models import Recommendation
from submissions.reading import anew
from submissions.services.new_elements import take_up_new_elements

pytestmark = pytest.mark.django_db
NEW = "The abuse was committed outside the United States"
ADDED = f"Element “{NEW}” was added to the law after this was opened: say how the facts meet it."


def add_element(criterion):
    first = criterion.elements.first()
    return Element.objects.create(criterion=criterion, order=9, text=NEW, source=first.source, checked_on=first.checked_on)


def test_a_new_element_marks_what_is_written_and_asks_for_its_argument(argued, criterion, liaison, sign_in):
    assert list(checks.problems_of(argued)) == []
    add_element(criterion)

    assert [change.after for change in changes_in(anew(argued))] == [NEW]
    assert ADDED in checks.problems_of(argued)
    with pytest.raises(checks.NotReady):
        services.sign_first(argued, by=liaison)

    client = sign_in(liaison)
    assert ADDED in client.get(argued.get_absolute_url()).content.decode()
    page = client.get(reverse("submissions:elements", args=[argued.reference])).content.decode()
    assert f"<legend>{NEW}</legend>" in page
    assert argued.findings.count() == 3


def test_once_it_is_argued_and_read_it_can_be_signed(argued, veldonia, criterion, liaison):
    add_element(criterion)
    take_up_new_elements(argued)
    take_up_new_elements(Recommendation.objects.get(pk=argued.pk))

    services.write_finding(argued.findings.get(element__text=NEW), "It was in Veldonia.", veldonia.claims, by=liaison)
    services.confirm_facts(argued, by=liaison)
    services.sign_first(argued, by=liaison)

    assert argued.findings.count() == 3


def test_nothing_changes_under_a_signature_and_the_second_is_refused(signed_once, criterion, approver):
    add_element(criterion)
    take_up_new_elements(signed_once)

    assert signed_once.findings.count() == 2
    with pytest.raises(checks.NotReady, match="was added to the law"):
        services.sign_second(signed_once, {"law": True, "safety": True, "consent": True}, by=approver)


def test_what_two_signed_is_not_frozen_until_it_is_opened_again(approved, criterion, liaison):
    add_element(criterion)

    with pytest.raises(checks.NotReady, match="was added to the law"):
        services.freeze(approved.dossier, by=liaison)


def test_what_was_sent_keeps_the_law_as_it_stood(sent, criterion):
    ask = Recommendation.objects.get(dossier__recommendations__criterion=criterion)
    add_element(criterion)

    assert ask.status == "sent"
    assert ADDED not in checks.problems_of(ask)
    assert ask.new_elements == []


def test_a_closed_law_is_not_argued_any_more(argued, criterion, veldonia, liaison):
    type(criterion).objects.filter(pk=criterion.pk).update(is_open=False)

    assert "“Section 1(a)(ii)(A)” was closed" in " ".join(checks.problems_of(argued))
    services.stop(argued, by=liaison)
    criterion.refresh_from_db()
    with pytest.raises(checks.NotReady, match="was closed by those who keep the reference data"):
        services.open_recommendation(veldonia.case, veldonia.subject, criterion, by=liaison)
