"""A first note by a partner, and filing the case it becomes."""

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.urls import reverse

from audit.models import Record
from cases.models import Case, FirstNote
from cases.services import intake
from cases.statuses import CaseStatus
from vault.sight import EVERYTHING, look_as

pytestmark = pytest.mark.django_db

NOTE = {
    "title": "Detentions at the Lower Orsa quarry",
    "who": "Colonel Maro Teskan, commander of the Orsa Mining Guard",
    "what": "Men of the Guard held a teacher for nine days at the quarry, in March 2022.",
    "how_known": "Two people told us in the same week.",
    "evidence": "A medical report, three pictures.",
    "safe_contact": "The blue door, after dark.",
    "number": "5f2b6c1e-3b1d-4b43-9b1e-0d9f4f5e8a01",
}


def test_a_first_note_opens_a_case(sign_in, partner):
    answer = sign_in(partner).post(reverse("cases:note"), NOTE, follow=True)

    with look_as(partner.sight):
        case = Case.objects.get()
        assert (case.status, case.organisation, case.title) == (CaseStatus.NOTED, partner.organisation, NOTE["title"])
        assert case.first_note.safe_contact.reveal() == NOTE["safe_contact"]
    assert "usually within five working days" in answer.content.decode()
    assert case.reference in answer.content.decode()


def test_the_safe_contact_is_nowhere_in_plain_words(sign_in, partner):
    answer = sign_in(partner).post(reverse("cases:note"), NOTE, follow=True)

    with look_as(EVERYTHING), connection.cursor() as cursor:
        row = cursor.execute("SELECT cases_firstnote::text FROM cases_firstnote").fetchone()[0]
    assert "blue door" not in row
    assert "blue door" not in answer.content.decode()


def test_casework_staff_are_told_that_something_moved(sign_in, partner, coordinator, reviewer, analyst, run_jobs):
    sign_in(partner).post(reverse("cases:note"), NOTE)

    assert run_jobs() == ["cases.tell_of_step"]
    assert {address for message in mail.outbox for address in message.to} == {coordinator.email, reviewer.email}
    assert not any("quarry" in message.body for message in mail.outbox)
    assert [(row.actor, row.verb) for row in Record.objects.filter(verb__startswith="case.")] == [(partner, "case.opened")]


def test_the_same_form_sent_twice_is_one_case(sign_in, partner):
    client = sign_in(partner)
    first, second = (client.post(reverse("cases:note"), NOTE) for _ in range(2))

    assert first.url == second.url
    with look_as(EVERYTHING):
        assert (Case.objects.count(), FirstNote.objects.count()) == (1, 1)


@pytest.mark.parametrize("who", ["coordinator", "reviewer", "liaison", "analyst", "auditor", "admin", "outsider"])
def test_only_partners_write_first_notes(request, sign_in, who):
    client = sign_in(request.getfixturevalue(who))

    assert client.get(reverse("cases:note")).status_code == 403
    assert client.post(reverse("cases:note"), NOTE).status_code == 403
    with look_as(EVERYTHING):
        assert not Case.objects.exists()


def test_the_service_asks_the_policy_too(coordinator):
    with look_as(coordinator.sight), pytest.raises(PermissionDenied):
        intake.open_case(by=coordinator, **NOTE)


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("title", "", "This field is required"),
        ("who", "x" * 2001, "at most 2000 characters"),
        ("what", "x" * 10_000, "at most 4000 characters"),
        ("title", "Orsa \u202egnitset", "invisible character"),
        ("what", "They came \u202egnitset at dawn", "After “They came” there is an invisible character"),
        ("safe_contact", "", "This field is required"),
    ],
)
def test_what_cannot_be_kept_is_said_and_nothing_typed_is_lost(sign_in, partner, field, value, words):
    answer = sign_in(partner).post(reverse("cases:note"), {**NOTE, field: value})

    assert answer.status_code == 200
    assert words in answer.content.decode()
    assert NOTE["how_known"] in answer.content.decode()
    with look_as(EVERYTHING):
        assert not Case.objects.exists()


def test_marks_of_direction_as_a_word_file_brings_them_are_kept(sign_in, partner):
    words = "\u200fقال\u200f \u202bالمقلع\u202c \u2067Orsa\u2069"

    sign_in(partner).post(reverse("cases:note"), {**NOTE, "what": words})

    with look_as(EVERYTHING):
        assert FirstNote.objects.get().what == words


def test_line_breaks_count_once_as_they_do_in_the_browser(sign_in, partner):
    text = "\r\n".join(["x" * 9] * 200)

    sign_in(partner).post(reverse("cases:note"), {**NOTE, "who": text})

    with look_as(EVERYTHING):
        assert FirstNote.objects.get().who == text.replace("\r\n", "\n")
