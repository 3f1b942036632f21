"""The page of a case as the coalition reads it."""

from datetime import UTC

import pytest
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from audit.log import record
from audit.models import Record
from cases.models import (
    Act,
    Claim,
    Consent,
    Correction,
    EvidenceFile,
    FirstNote,
    Incident,
    Involvement,
    NamedSubject,
    Position,
    Question,
    Source,
    StepNote,
    Subject,
    SubjectName,
    Victim,
)
from cases.services.review import note_reading
from cases.statuses import CaseStatus as S
from vault.sight import EVERYTHING, look_as

pytestmark = pytest.mark.django_db


def fill(case, partner, reviewer, *, times):
    """Everything that a case can hold, so many times."""
    with look_as(EVERYTHING):
        FirstNote.objects.get_or_create(case=case, who="A colonel", what="Detentions", how_known="We were told")
        for number in range(times):
            subject = Subject.objects.create(opened_in=case, nationality="Veldonia")
            NamedSubject.objects.create(case=case, subject=subject)
            SubjectName.objects.create(subject=subject, text=f"Maro Teskan {number}")
            SubjectName.objects.create(subject=subject, kind="original", text=f"Маро Тескан {number}")
            Position.objects.create(subject=subject, title="Commander", body="Orsa Mining Guard", since="2019")
            victim = Victim.objects.create(
                case=case, pseudonym=f"Quarry worker {number}", group_answer="given", groups=["workers_trade_unionists"]
            )
            incident = Incident.objects.create(case=case, began="2022-05", place="Lower Orsa quarry", narrative="They were held.")
            act = Act.objects.create(incident=incident, victim=victim, abuse="torture")
            Involvement.objects.create(act=act, subject=subject, mode="ordered")
            Involvement.objects.create(act=act, subject=subject, mode="present_participated")
            source = Source.objects.create(case=case, title=f"Testimony {number}", type="witness_statement")
            again = Source.objects.create(
                case=case, title=f"News {number}", type="news_article", is_open=True, derived_from=source
            )
            EvidenceFile.objects.create(
                case=case,
                source=source,
                file=f"x{number}",
                media_type="application/pdf",
                sha256="ab" * 32,
                size=2048,
                received_by=partner,
            )
            claim = Claim.objects.create(case=case, text=f"He gave the order {number}.")
            claim.sources.set([source, again])
            Consent.objects.create(case=case, victim=victim, government="us", answer="yes", how="Signed", recorded_by=partner)
            Question.objects.create(
                case=case,
                section="claims",
                text="Which day?",
                asked_by=reviewer,
                answer="In May.",
                answered_by=partner,
                answered_at=timezone.now(),
            )
            Correction.objects.create(case=case, kind="correction", text="It was June.", by=partner)
            StepNote.objects.create(case=case, action="go_on", text="Thank you.", by=reviewer)


@pytest.fixture
def filed(make_case, organisation, partner, reviewer):
    case = make_case(organisation, partner, status=S.IN_REVIEW, taken_up_by=reviewer, title="Detentions at the quarry")
    fill(case, partner, reviewer, times=1)
    return case


@pytest.mark.parametrize("times", [1, 3])
def test_one_page_takes_the_same_queries_however_long_it_is(
    make_case, organisation, partner, reviewer, coordinator, sign_in, count_statements, times
):
    case = make_case(organisation, partner, status=S.IN_REVIEW, taken_up_by=reviewer)
    fill(case, partner, reviewer, times=times)
    client = sign_in(coordinator)
    client.get("/")  # the session is renewed once a minute, on whichever page
    ContentType.objects.get_for_model(case)  # each process asks for it once

    first, again = (count_statements(client, case.get_absolute_url()) for _ in range(2))

    assert (first, again) == (11, 10)  # the first reading is recorded


# One word or more of every part.
READABLE = (
    *("Maro Teskan 0", "Маро Тескан 0", "Commander", "Orsa Mining Guard", "2019 – …", "Veldonia"),
    *("They were held.", "Torture", "ordered it", "was present and took part"),
    *("Quarry worker 0", "Workers and trade unionists"),
    *("Testimony 0", "repeats source 1", "ab" * 32, "2.0\xa0KB"),
    *("He gave the order 0.", "One source"),
    *("Signed", "Which day?", "In May.", "It was June.", "Thank you."),
)


def test_everything_that_was_filed_can_be_read(filed, coordinator, sign_in):
    page = sign_in(coordinator).get(filed.get_absolute_url()).content.decode()

    for words in READABLE:
        assert words in page, words


@pytest.mark.parametrize("status", [S.DRAFT, S.WITHDRAWN])
def test_what_is_being_written_or_was_taken_back_is_not_read(filed, coordinator, sign_in, status):
    with look_as(EVERYTHING):
        type(filed).objects.filter(pk=filed.pk).update(status=status)

    page = sign_in(coordinator).get(filed.get_absolute_url()).content.decode()

    assert "They were held." not in page
    assert "Maro Teskan" not in page


def test_an_open_change_stands_on_top(filed, coordinator, sign_in):
    page = sign_in(coordinator).get(filed.get_absolute_url()).content.decode()

    assert "nothing more of this case may be sent" in page


def reads(case):
    return list(Record.objects.about(case).filter(verb="case.read").values_list("actor__name", flat=True))


def test_reading_is_recorded_once_an_hour(filed, coordinator, reviewer, sign_in):
    client = sign_in(coordinator)

    client.get(filed.get_absolute_url())
    client.get(filed.get_absolute_url())

    assert reads(filed) == ["Coordinator"]


def test_reading_again_after_an_hour_is_recorded_again(filed, coordinator, time_machine):
    for minutes in (0, 30, 61):
        time_machine.move_to(timezone.datetime(2026, 3, 2, 9 + minutes // 60, minutes % 60, tzinfo=UTC), tick=False)
        with look_as(EVERYTHING):
            note_reading(filed, by=coordinator, recent=list(Record.objects.about(filed)))

    assert reads(filed) == ["Coordinator", "Coordinator"]


def test_their_own_reading_is_not_recorded(filed, partner, sign_in):
    sign_in(partner).get(filed.get_absolute_url())

    assert reads(filed) == []


def test_a_liaison_reads_and_acts_on_nothing(filed, liaison, sign_in):
    with look_as(EVERYTHING):
        type(filed).objects.filter(pk=filed.pk).update(status=S.ACCEPTED, accepted_at=timezone.now())

    page = sign_in(liaison).get(filed.get_absolute_url()).content.decode()

    assert "He gave the order 0." in page
    assert "/step/" not in page
    assert "/contact/" not in page
    assert "/changes/settle/" not in page


def test_a_sitting_of_many_changes_is_told_once(filed, partner, coordinator, sign_in, time_machine):
    for day, verb in (
        (2, "case.section_saved"),
        (2, "case.section_saved"),
        (2, "case.question_asked"),
        (3, "case.section_saved"),
    ):
        time_machine.move_to(timezone.datetime(2026, 3, day, 9, tzinfo=UTC), tick=False)
        record(partner, verb, filed)

    page = sign_in(coordinator).get(filed.get_absolute_url())

    assert [row["what"] for row in page.context["history"]] == [
        "changed a part of a case",
        "asked a question",
        "changed a part of a case",
    ]


def test_the_whole_history_has_what_the_page_of_the_case_has_no_room_for(filed, coordinator, reviewer, sign_in):
    with look_as(EVERYTHING):
        record(reviewer, "case.read", filed)
        for _ in range(120):
            record(coordinator, "case.noted", filed)
    client = sign_in(coordinator)

    page = client.get(filed.get_absolute_url()).content.decode()
    pages = [client.get(f"{filed.get_absolute_url()}history/?page={number}").content.decode() for number in (1, 3)]

    assert f"{filed.get_absolute_url()}history/" in page
    assert ["read a case" in one and "<bdi>Reviewer</bdi>" in one for one in pages] == [False, True]
