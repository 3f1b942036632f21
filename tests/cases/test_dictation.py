"""A case that a coordinator types for a partner who wrote elsewhere: theirs, confirmed by them, and it says who typed."""

import pytest
from django.urls import reverse

from audit.models import Record
from audit.steps import IllegalStep
from cases import policies
from cases.exporters.paper import content_of
from cases.models import Case, Dictation
from cases.services.intake import Call, file_case
from cases.services.sections import save_victim
from cases.statuses import CaseStatus
from cases.workflow import move
from tests.cases.material import VICTIM, fill
from vault.sight import EVERYTHING, look_as

pytestmark = pytest.mark.django_db

NOTE = {
    "channel": "signal",
    "arrived_on": "2022-12-01",
    "title": "Raid on the ferry house",
    "who": "Captain Rel Ostan, harbour police of Veldonia",
    "what": "Three women were beaten.",
    "how_known": "They told us.",
    "evidence": "",
    "safe_contact": "by the usual way",
    "number": "00000000-0000-4000-8000-000000000001",
}
CALL = {"spoken_on": "2022-12-02", "words": "With their lead; the recording is in the safe.", "leave": "on"}


def type_note(client, partner, **changes):
    return client.post(reverse("cases:type-note"), NOTE | {"organisation": partner.pk} | changes, follow=True)


@pytest.fixture
def typed(make_case, organisation, coordinator):
    """A draft that the coordinator types, with all that filing needs."""
    case = fill(make_case(organisation, coordinator, typed_by=coordinator, status=CaseStatus.DRAFT))
    with look_as(EVERYTHING):
        Dictation.objects.create(case=case, channel="signal", arrived_on="2022-12-01")
    return case


def test_the_case_is_the_partners_and_every_page_says_who_typed_it(enter, coordinator, partner, organisation):
    page = type_note(enter(coordinator), organisation).content.decode()
    with look_as(EVERYTHING):
        case = Case.objects.get()
    desk = enter(coordinator).get(reverse("cases:list")).content.decode()
    own = enter(partner).get(case.get_absolute_url()).content.decode()

    assert case.organisation == organisation
    assert f"{coordinator.name} types this case for the partner" in page
    assert f"typed by {coordinator.name}" in desk
    assert "Somebody of the coalition types this case for you" in own
    assert coordinator.name not in own
    with look_as(EVERYTHING):
        assert ["Typed by", "the coalition, for the partner"] in content_of(case)["facts"]


def test_sent_twice_it_is_one_case(enter, coordinator, organisation):
    for _ in range(2):
        type_note(enter(coordinator), organisation)

    with look_as(EVERYTHING):
        assert Case.objects.count() == Dictation.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("arrived_on", "2999-01-01", "still to come"),
        ("arrived_on", "0001-01-01", "too long ago"),
        ("organisation", "", "required"),
        ("title", "", "required"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(enter, coordinator, organisation, field, value, words):
    page = type_note(enter(coordinator), organisation, **{field: value}).content.decode()

    assert words in page
    assert NOTE["what"] in page
    with look_as(EVERYTHING):
        assert not Case.objects.exists()


def test_whoever_typed_fills_the_parts_and_a_colleague_does_not(enter, typed, coordinator, reviewer):
    address = reverse("cases:item-add", args=[typed.reference, "victims"])

    answers = {person.name: enter(person).post(address, VICTIM).status_code for person in (coordinator, reviewer)}

    assert answers == {"Coordinator": 302, "Reviewer": 403}
    with look_as(EVERYTHING):
        assert typed.victims.filter(pseudonym="The teacher").exists()


def test_it_is_filed_after_a_call_that_is_sealed(enter, typed, coordinator, reviewer):
    client, address = enter(coordinator), reverse("cases:file", args=[typed.reference])

    silent = client.post(address, {"leave": "on"})
    client.post(address, CALL)
    again = client.post(address, CALL)
    page = enter(reviewer).get(typed.get_absolute_url()).content.decode()

    assert silent.status_code == 200
    assert again.status_code == 302
    assert "The partner confirmed it in a recorded call on 2 December 2022" in page
    with look_as(EVERYTHING):
        dictation = Dictation.objects.select_related("case__data_key").get()
        assert dictation.case.status == CaseStatus.FILED
        assert dictation.call.reveal() == CALL["words"]
    assert Record.objects.filter(verb="case.confirmed_in_call", actor=coordinator).count() == 1


def test_the_partner_confirms_it_by_filing_it(typed, partner):
    with look_as(partner.sight):
        file_case(typed, by=partner)
        assert Dictation.objects.get().confirmed_how == "app"
    assert Record.objects.filter(verb="case.confirmed", actor=partner).count() == 1


def test_without_the_call_nobody_files_it_for_them(typed, coordinator, reviewer):
    from django.core.exceptions import PermissionDenied

    with look_as(EVERYTHING):
        for person, call in ((coordinator, None), (reviewer, Call(typed.opened_at.date(), "They agreed."))):
            with pytest.raises(PermissionDenied):
                file_case(typed, by=person, call=call)


def test_who_typed_it_never_accepts_it(typed, partner, coordinator, reviewer, enlist, coalition):
    with look_as(EVERYTHING):
        file_case(typed, by=partner)
        move(typed, "take_up", by=reviewer)

        assert not policies.can_accept(coordinator, typed)


def test_a_filed_case_is_not_typed_on(typed, partner, coordinator):
    from django.core.exceptions import PermissionDenied

    with look_as(EVERYTHING):
        file_case(typed, by=partner)
        with pytest.raises((PermissionDenied, IllegalStep)):
            save_victim(typed, typed.victims.first(), by=coordinator)


def test_the_parts_are_there_for_who_types(enter, typed, coordinator, reviewer, partner, other_partner):
    address = reverse("cases:parts", args=[typed.reference])

    answers = [enter(person).get(address).status_code for person in (coordinator, partner, reviewer, other_partner)]
    page = enter(coordinator).get(address).content.decode()

    assert answers == [200, 200, 403, 404]
    assert "Check and file" in page
    assert reverse("cases:paper", args=[typed.reference]) not in page
